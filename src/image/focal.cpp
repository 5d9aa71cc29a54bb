#include "image/focal.h"

#include <algorithm>
#include <cmath>

namespace hd {

std::optional<double> focalPxOf(const ExifInfo& exif, int widthPx, int heightPx) {
  if (!exif.focalLength35Mm || widthPx <= 0 || heightPx <= 0) return {};
  const double w = widthPx, h = heightPx;
  const auto aspect = [](double a, double b) { return std::max(a, b) / std::min(a, b); };
  const double now = aspect(w, h);
  constexpr double kTolerance = 0.01;
  if (exif.takenWidthPx > 0 && exif.takenHeightPx > 0) {
    // Made smaller as a whole is fine; another shape means that something was cut off.
    if (std::fabs(aspect(exif.takenWidthPx, exif.takenHeightPx) / now - 1.0) > kTolerance) return {};
  } else {
    constexpr double kSensorAspects[] = {4.0 / 3.0, 3.0 / 2.0, 16.0 / 9.0};
    if (std::none_of(std::begin(kSensorAspects), std::end(kSensorAspects), [&](double a) { return std::fabs(a / now - 1.0) < kTolerance; }))
      return {};
  }
  constexpr double kFullFrameDiagonalMm = 43.2666;
  return *exif.focalLength35Mm / kFullFrameDiagonalMm * std::sqrt(w * w + h * h);
}

}  // namespace hd
