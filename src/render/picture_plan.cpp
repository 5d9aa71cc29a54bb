#include "render/picture_plan.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace hd {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie");

constexpr uint32_t kMagic = 'H' | 'D' << 8 | 'P' << 16 | 'P' << 24;
constexpr uint32_t kVersion = 2;
constexpr size_t kHeadBytes = 3 * sizeof(uint32_t) + 2 * sizeof(float) + sizeof(double);
constexpr size_t kSplatFloats = 17;

template <class T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
T take(const uint8_t*& from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  from += sizeof value;
  return value;
}

}  // namespace

std::string writePicturePlan(const PicturePlan& plan) {
  std::string out;
  out.reserve(kHeadBytes + plan.splats.size() * kSplatFloats * sizeof(float));
  for (const uint32_t value : {kMagic, kVersion, static_cast<uint32_t>(plan.splats.size())}) put(out, value);
  put(out, plan.skin.luminance);
  put(out, plan.skin.blueOverRed);
  put(out, plan.blurPhotoPx);
  for (const Splat& s : plan.splats) {
    put(out, std::array<float, kSplatFloats>{s.x, s.y, s.axis0x, s.axis0y, s.axis1x, s.axis1y, s.soft, s.absorbR, s.absorbG, s.absorbB,
                                             s.veil[0], s.veil[1], s.veil[2], s.veilReachPx[0], s.veilReachPx[1], s.veilReachPx[2],
                                             s.halo ? 1.0f : 0.0f});
  }
  return out;
}

Result<PicturePlan> readPicturePlan(std::span<const uint8_t> bytes) {
  const Error broken = Error{"plan.bytes"};
  if (bytes.size() < kHeadBytes) return broken;
  const uint8_t* at = bytes.data();
  if (take<uint32_t>(at) != kMagic || take<uint32_t>(at) != kVersion) return broken;
  const uint32_t count = take<uint32_t>(at);
  if (bytes.size() != kHeadBytes + uint64_t{count} * kSplatFloats * sizeof(float)) return broken;
  PicturePlan plan;
  plan.skin.luminance = take<float>(at);
  plan.skin.blueOverRed = take<float>(at);
  plan.blurPhotoPx = take<double>(at);
  bool good = std::isfinite(plan.skin.luminance) && std::isfinite(plan.skin.blueOverRed) && plan.blurPhotoPx >= 0.0 &&
              std::isfinite(plan.blurPhotoPx);
  plan.splats.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    const auto f = take<std::array<float, kSplatFloats>>(at);
    for (const float value : f) good = good && std::isfinite(value);
    Splat s{f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9]};
    s.veil = {f[10], f[11], f[12]};
    s.veilReachPx = {f[13], f[14], f[15]};
    s.halo = f[16] != 0.0f;
    plan.splats.push_back(s);
  }
  if (!good) return broken;
  return plan;
}

}  // namespace hd
