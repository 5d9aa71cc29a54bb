#include "image/colour.h"

#include <array>

#include "core/math.h"

namespace hd {
namespace {

// Standard sRGB (IEC 61966-2-1): a linear toe, then a power of 2.4.
constexpr double kToeSrgb = 0.04045;
constexpr double kToeLinear = 0.0031308;

// Buckets of linear light in which at most one 8-bit boundary lies: the boundaries are closest in
// the toe, 1 / (255 * 12.92) = 0.000304 apart, and a bucket is 1 / 4096 = 0.000244 wide.
constexpr int kBuckets = 4096;

struct Tables {
  std::array<float, 256> linear{};
  std::array<float, 257> boundary{};          // linear value from which code i is the nearest; [256] is out of reach
  std::array<uint8_t, kBuckets + 1> start{};  // code at the lower end of a bucket
  Tables() {
    for (int i = 0; i < 256; ++i) {
      linear[i] = static_cast<float>(linearFromSrgb(i / 255.0));
      boundary[i] = i == 0 ? -1.0f : static_cast<float>(linearFromSrgb((i - 0.5) / 255.0));
    }
    boundary[256] = 2.0f;
    int code = 0;
    for (int b = 0; b <= kBuckets; ++b) {
      while (boundary[code + 1] <= static_cast<float>(b) / kBuckets) ++code;
      start[b] = static_cast<uint8_t>(code);
    }
  }
};

const Tables& tables() {
  static const Tables kTables;
  return kTables;
}

// Rows: X, Y, Z of the linear sRGB primaries; D65 white is the row sums.
constexpr double kXyz[3][3] = {{0.4123907992659595, 0.3575843393838780, 0.1804807884018343},
                               {0.2126390058715104, 0.7151686787677559, 0.0721923153607337},
                               {0.0193308187155918, 0.1191947797946259, 0.9505321522496606}};
constexpr double kRgb[3][3] = {{3.2409699419045213, -1.5373831775700935, -0.4986107602930033},
                               {-0.9692436362808798, 1.8759675015077206, 0.0415550574071756},
                               {0.0556300796969936, -0.2039769588889765, 1.0569715142428784}};

double whitePoint(int row) { return kXyz[row][0] + kXyz[row][1] + kXyz[row][2]; }

constexpr double kLabCut = 6.0 / 29.0;

double labCurve(double t) { return t > kLabCut * kLabCut * kLabCut ? detPow(t, 1.0 / 3.0) : t / (3.0 * kLabCut * kLabCut) + 4.0 / 29.0; }

double labCurveInverse(double f) { return f > kLabCut ? f * f * f : 3.0 * kLabCut * kLabCut * (f - 4.0 / 29.0); }

}  // namespace

float linearFromSrgb8(uint8_t value) { return tables().linear[value]; }

uint8_t srgb8FromLinear(float linear) {
  if (!(linear > 0.0f)) return 0;
  if (linear >= 1.0f) return 255;
  const Tables& t = tables();
  const int code = t.start[static_cast<int>(linear * kBuckets)];
  return static_cast<uint8_t>(code + (linear >= t.boundary[code + 1] ? 1 : 0));
}

double linearFromSrgb(double srgb) {
  if (srgb <= kToeSrgb) return srgb / 12.92;
  return detPow((srgb + 0.055) / 1.055, 2.4);
}

double srgbFromLinear(double linear) {
  if (linear <= kToeLinear) return linear * 12.92;
  return 1.055 * detPow(linear, 1.0 / 2.4) - 0.055;
}

Lab labFromLinear(Vec3 linearRgb) {
  double f[3];
  for (int i = 0; i < 3; ++i)
    f[i] = labCurve((kXyz[i][0] * linearRgb.x + kXyz[i][1] * linearRgb.y + kXyz[i][2] * linearRgb.z) / whitePoint(i));
  return {116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])};
}

Vec3 linearFromLab(Lab lab) {
  const double fy = (lab.l + 16.0) / 116.0;
  const double xyz[3] = {whitePoint(0) * labCurveInverse(fy + lab.a / 500.0), whitePoint(1) * labCurveInverse(fy),
                         whitePoint(2) * labCurveInverse(fy - lab.b / 200.0)};
  Vec3 rgb;
  for (int i = 0; i < 3; ++i) rgb[i] = kRgb[i][0] * xyz[0] + kRgb[i][1] * xyz[1] + kRgb[i][2] * xyz[2];
  return rgb;
}

}  // namespace hd
