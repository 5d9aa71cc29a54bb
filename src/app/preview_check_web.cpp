#include "app/preview_check.h"

#include <algorithm>
#include <cstdlib>

#include "render/gl_preview.h"

namespace hd {

Result<PreviewCheck> checkPreview(const ImageRgb8& photo, std::span<const Splat> splats, const RasterWindow& window) {
  GlPreview preview;
  Status ready = preview.init();
  if (!ready) return ready.error();
  preview.setPhoto(photo);
  preview.setSplats(splats);
  PreviewFrame frame;
  frame.window = window;
  const ImageRgb8 drawn = preview.readback(frame);
  preview.drop(true);
  const ImageRgb8 reference = renderWindow(photo, splats, window);
  PreviewCheck check;
  check.dots = static_cast<int64_t>(splats.size());
  check.values = static_cast<int64_t>(reference.rgb.size());
  if (drawn.rgb.size() != reference.rgb.size()) return Error{"check.size", "the two pictures differ in size"};
  for (size_t i = 0; i < reference.rgb.size(); ++i) {
    const int64_t difference = std::abs(static_cast<int>(drawn.rgb[i]) - static_cast<int>(reference.rgb[i]));
    check.over += difference > 2 ? 1 : 0;
    check.worst = std::max(check.worst, difference);
  }
  return check;
}

}  // namespace hd
