#include "render/turned_head.h"

#include <algorithm>
#include <cmath>

#include "appearance/pigment_light.h"
#include "core/math.h"
#include "image/colour.h"
#include "render/bust.h"

namespace hd {
namespace {

// A bust as a camera sees it: corners in px, with the reciprocal of their depth (0 behind the camera).
struct Corner {
  double x, y, overZ;
};

std::vector<Corner> cornersOf(const Bust& bust, const Camera& camera, double scale) {
  std::vector<Corner> out;
  out.reserve(bust.vertices.size());
  for (const BustVertex& v : bust.vertices) {
    const Vec3 c = camera.rotation * v.posMm + camera.translationMm;
    if (c.z < 1.0) out.push_back({0, 0, 0});
    else
      out.push_back(
          {scale * (camera.centrePx.x + camera.focalPx * c.x / c.z), scale * (camera.centrePx.y + camera.focalPx * c.y / c.z), 1.0 / c.z});
  }
  return out;
}

// What a sample sees: the triangle, and the shares of its corners (the third is the rest).
struct Seen {
  float overZ = 0.0f;
  uint32_t triangle = 0;
  float share0 = 0.0f, share1 = 0.0f;
};

// Rows [top, top + rows) of a picture of the corners; samples lie in the middle of their squares.
void rasterise(const Bust& bust, const std::vector<Corner>& corners, int width, int top, int rows, std::vector<Seen>& out) {
  out.assign(static_cast<size_t>(width) * static_cast<size_t>(rows), Seen{});
  for (size_t t = 0; t < bust.triangles.size(); ++t) {
    const Corner &a = corners[bust.triangles[t][0]], &b = corners[bust.triangles[t][1]], &c = corners[bust.triangles[t][2]];
    if (a.overZ <= 0.0 || b.overZ <= 0.0 || c.overZ <= 0.0) continue;
    const int y0 = std::max(top, static_cast<int>(std::ceil(std::min({a.y, b.y, c.y}) - 0.5)));
    const int y1 = std::min(top + rows - 1, static_cast<int>(std::floor(std::max({a.y, b.y, c.y}) - 0.5)));
    if (y0 > y1) continue;
    const int x0 = std::max(0, static_cast<int>(std::ceil(std::min({a.x, b.x, c.x}) - 0.5)));
    const int x1 = std::min(width - 1, static_cast<int>(std::floor(std::max({a.x, b.x, c.x}) - 0.5)));
    const double twice = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
    if (twice == 0.0) continue;
    for (int y = y0; y <= y1; ++y)
      for (int x = x0; x <= x1; ++x) {
        const double px = x + 0.5, py = y + 0.5;
        const double s0 = ((b.x - px) * (c.y - py) - (c.x - px) * (b.y - py)) / twice;
        const double s1 = ((c.x - px) * (a.y - py) - (a.x - px) * (c.y - py)) / twice;
        const double s2 = 1.0 - s0 - s1;
        if (s0 < 0.0 || s1 < 0.0 || s2 < 0.0) continue;
        const double overZ = s0 * a.overZ + s1 * b.overZ + s2 * c.overZ;
        Seen& seen = out[static_cast<size_t>(y - top) * static_cast<size_t>(width) + static_cast<size_t>(x)];
        if (overZ <= static_cast<double>(seen.overZ)) continue;
        seen = {static_cast<float>(overZ), static_cast<uint32_t>(t), static_cast<float>(s0 * a.overZ / overZ),
                static_cast<float>(s1 * b.overZ / overZ)};
      }
  }
}

// A photo with what hides what in it.
class Layer {
 public:
  Layer(const Bust& bust, const LaidPhoto& photo)
      : photo_(photo),
        eye_(cameraPositionMm(photo.view.camera)),
        fromBefore_(clamp(glm::normalize(eye_).z, 0.3, 1.0)),
        imageScale_(static_cast<double>(photo.image.width) / photo.view.photoWidthPx) {
    constexpr double kDepthSidePx = 768.0;
    depthScale_ = kDepthSidePx / std::max(photo.view.photoWidthPx, photo.view.photoHeightPx);
    depthWidth_ = std::max(1, static_cast<int>(std::ceil(photo.view.photoWidthPx * depthScale_)));
    depthHeight_ = std::max(1, static_cast<int>(std::ceil(photo.view.photoHeightPx * depthScale_)));
    rasterise(bust, cornersOf(bust, photo.view.camera, depthScale_), depthWidth_, 0, depthHeight_, depth_);
  }

  struct Light {
    Vec3 linear{0.0};
    double sure = 0.0;    ///< 0: the photo does not show the place; 1: it does, and not too much from the side
    double weight = 0.0;  ///< against other photos
  };
  /// Hints are not where the face truly is: a photo is laid on them from before only, and they hide nothing of each other.
  Light at(Vec3 posMm, Vec3 seenFrom, double hint) const {
    Light out;
    const Vec3 to = eye_ - posMm;
    const double facing = glm::dot(seenFrom, to) / glm::length(to);
    const double steepest = 0.15 + 0.25 * hint, good = 0.45 + 0.3 * hint;
    if (facing < steepest) return out;
    const Vec3 c = photo_.view.camera.rotation * posMm + photo_.view.camera.translationMm;
    if (c.z < 1.0) return out;
    const Vec2 px = photo_.view.camera.centrePx + Vec2(c.x, c.y) * (photo_.view.camera.focalPx / c.z);
    const double inside = std::min(std::min(px.x, photo_.view.photoWidthPx - px.x), std::min(px.y, photo_.view.photoHeightPx - px.y));
    if (inside <= 0.0) return out;
    constexpr double kMarginShare = 0.02;
    out.sure = smoothstep(steepest, good, facing) * smoothstep(0.0, kMarginShare * photo_.view.photoWidthPx, inside);
    out.sure *= shown(px, c.z, 5.0 + 25.0 * hint);
    // The photo that sees the place most squarely says most. Two of one face would lie beside each other: that from
    // before is taken as far as it goes.
    out.weight = out.sure * out.sure * std::pow(facing, 4.0) * std::pow(fromBefore_, 5.0 * hint);
    if (out.sure > 0.0) out.linear = colourAt(imageScale_ * px);
    return out;
  }

 private:
  // Share of the depths round about that do not lie before the place.
  double shown(Vec2 posPhotoPx, double z, double thicknessMm) const {
    const int x = static_cast<int>(depthScale_ * posPhotoPx.x), y = static_cast<int>(depthScale_ * posPhotoPx.y);
    int free = 0;
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx) {
        const int i = std::clamp(x + dx, 0, depthWidth_ - 1), j = std::clamp(y + dy, 0, depthHeight_ - 1);
        const double overZ =
            static_cast<double>(depth_[static_cast<size_t>(j) * static_cast<size_t>(depthWidth_) + static_cast<size_t>(i)].overZ);
        free += overZ * (z - thicknessMm) <= 1.0;
      }
    return free / 9.0;
  }

  Vec3 colourAt(Vec2 posPx) const {
    const ImageRgb8& image = photo_.image;
    const double x = clamp(posPx.x - 0.5, 0.0, image.width - 1.0), y = clamp(posPx.y - 0.5, 0.0, image.height - 1.0);
    const int x0 = std::min(static_cast<int>(x), std::max(image.width - 2, 0)),
              y0 = std::min(static_cast<int>(y), std::max(image.height - 2, 0));
    const auto pixel = [&](int i, int j) {
      const uint8_t* p = &image.rgb[3 * (static_cast<size_t>(std::min(j, image.height - 1)) * static_cast<size_t>(image.width) +
                                         static_cast<size_t>(std::min(i, image.width - 1)))];
      return Vec3(linearFromSrgb8(p[0]), linearFromSrgb8(p[1]), linearFromSrgb8(p[2]));
    };
    const double u = x - x0, v = y - y0;
    return (1.0 - v) * ((1.0 - u) * pixel(x0, y0) + u * pixel(x0 + 1, y0)) +
           v * ((1.0 - u) * pixel(x0, y0 + 1) + u * pixel(x0 + 1, y0 + 1));
  }

  LaidPhoto photo_;
  Vec3 eye_;
  double fromBefore_;  // about 1 for a photo of the face, little from the side and behind
  double imageScale_, depthScale_;
  int depthWidth_, depthHeight_;
  std::vector<Seen> depth_;
};

std::vector<Layer> layersOf(const Bust& bust, std::span<const LaidPhoto> photos) {
  std::vector<Layer> layers;
  for (const LaidPhoto& photo : photos)
    if (photo.view.kind == ViewKind::head && !photo.image.empty()) layers.emplace_back(bust, photo);
  return layers;
}

// Skin in soft light from the upper left of whoever looks; 1 where the light falls on it squarely.
class Sculptor {
 public:
  Sculptor(const View& view, Vec3 skin) : skin_(skin), eye_(cameraPositionMm(view.camera)) {
    const Mat3 toHead = glm::transpose(view.camera.rotation);
    key_ = toHead * glm::normalize(Vec3(-0.45, -0.7, -0.75));
    up_ = toHead * Vec3(0, -1, 0);
  }
  Vec3 shade(Vec3 posMm, Vec3 normal, double open) const {
    const Vec3 to = glm::normalize(eye_ - posMm);
    // Light goes round corners in skin, red the furthest: no hard edge of shadow, and a warm one.
    const double key = glm::dot(normal, key_), sky = 0.5 + 0.5 * glm::dot(normal, up_), facing = std::max(glm::dot(normal, to), 0.0);
    constexpr double kWrap[3] = {0.45, 0.34, 0.30};
    Vec3 out;
    for (int c = 0; c < 3; ++c) {
      const double lit = std::max(key + kWrap[c], 0.0) / (1.0 + kWrap[c]);
      out[c] = skin_[c] * (open * (0.26 + 0.18 * sky) + (0.35 + 0.65 * open) * 0.66 * lit);
    }
    const double gloss = std::pow(std::max(glm::dot(normal, glm::normalize(key_ + to)), 0.0), 18.0);
    return out * (0.8 + 0.2 * facing) + Vec3(0.035 * gloss * open);
  }

 private:
  Vec3 skin_, eye_, key_, up_;
};

// Behind the head: a quiet grey, a little lighter in the middle.
Vec3 backdrop(double u, double v) {
  const double off = std::sqrt((u - 0.5) * (u - 0.5) + (v - 0.45) * (v - 0.45));
  return Vec3(0.66, 0.68, 0.70) * (1.0 - 0.45 * smoothstep(0.15, 0.95, off));
}

struct Sample {
  Vec3 linear;
  bool scalp;
};

Sample sampleOf(const Bust& bust, const Seen& seen, std::span<const Layer> layers, const Sculptor& sculptor, Vec3 behind) {
  if (seen.overZ <= 0.0f) return {behind, false};
  const auto& corner = bust.triangles[seen.triangle];
  const BustVertex &a = bust.vertices[corner[0]], &b = bust.vertices[corner[1]], &c = bust.vertices[corner[2]];
  const double s0 = static_cast<double>(seen.share0), s1 = static_cast<double>(seen.share1), s2 = 1.0 - s0 - s1;
  const Vec3 pos = s0 * a.posMm + s1 * b.posMm + s2 * c.posMm;
  const Vec3 normal = glm::normalize(s0 * a.normal + s1 * b.normal + s2 * c.normal);
  const Vec3 seenFrom = s0 * a.seenFrom + s1 * b.seenFrom + s2 * c.seenFrom;
  const double hint = s0 * a.hint + s1 * b.hint + s2 * c.hint, shown = s0 * a.shown + s1 * b.shown + s2 * c.shown;
  Vec3 laid(0.0);
  double weights = 0.0, sure = 0.0;
  for (const Layer& layer : layers) {
    const Layer::Light light = layer.at(pos, seenFrom, hint);
    laid += light.weight * light.linear;
    weights += light.weight;
    sure = std::max(sure, shown * light.sure);
  }
  Vec3 colour = sculptor.shade(pos, normal, s0 * a.open + s1 * b.open + s2 * c.open);
  if (weights > 0.0) colour = (1.0 - sure) * colour + sure / weights * laid;
  const double there = smoothstep(kNeckGoneMm, kNeckFadesFromMm, pos.y);
  return {there * colour + (1.0 - there) * behind, a.scalp() && b.scalp() && c.scalp()};
}

}  // namespace

View turnedView(const HeadModel& head, double azimuthRad, double elevationRad, int widthPx, int heightPx) {
  constexpr double kDistanceMm = 1400.0, kHalfWidthMm = 124.0, kHalfHeightMm = 138.0, kMiddleY = 17.0;
  const double tall = (head.landmark(Landmark::vertex).y - head.landmark(Landmark::menton).y) / 222.0;
  const double size = std::max(tall, head.params().lengthMm / 195.0);
  const double ca = std::cos(azimuthRad), sa = std::sin(azimuthRad), ce = std::cos(elevationRad), se = std::sin(elevationRad);
  const Vec3 toEye(sa * ce, se, ca * ce), up(-sa * se, ce, -ca * se);
  View view;
  view.kind = ViewKind::head;
  view.photoWidthPx = widthPx;
  view.photoHeightPx = heightPx;
  Camera& camera = view.camera;
  camera.rotation = glm::transpose(Mat3(glm::cross(up, toEye), -up, -toEye));
  camera.translationMm = -(camera.rotation * (Vec3(0.0, kMiddleY * size, 0.0) + kDistanceMm * toEye));
  camera.focalPx = kDistanceMm / size * std::min(0.5 * widthPx / kHalfWidthMm, 0.5 * heightPx / kHalfHeightMm);
  camera.centrePx = 0.5 * Vec2(widthPx, heightPx);
  view.mmPerPx = (kDistanceMm - 0.5 * head.params().lengthMm) / camera.focalPx;
  return view;
}

Vec3 skinToneOf(const HeadModel& head, std::span<const LaidPhoto> photos, Vec3 otherwise) {
  const Bust bust = makeBust(head);
  const std::vector<Layer> layers = layersOf(bust, photos);
  std::vector<Vec3> found;
  constexpr size_t kStride = 7;
  for (size_t i = 0; i < bust.vertices.size(); i += kStride)
    for (const Layer& layer : layers) {
      const BustVertex& v = bust.vertices[i];
      const Layer::Light light = layer.at(v.posMm, v.seenFrom, v.hint);
      if (light.sure > 0.9 && v.shown > 0.5) found.push_back(light.linear);
    }
  if (found.size() < 50) return otherwise;
  // Hair, brows and shade are darker, gloss is lighter.
  std::sort(found.begin(), found.end(), [](Vec3 a, Vec3 b) { return luminance(a) < luminance(b); });
  const size_t from = found.size() * 4 / 10, to = found.size() * 8 / 10;
  Vec3 sum(0.0);
  for (size_t i = from; i < to; ++i) sum += found[i];
  return sum / static_cast<double>(to - from);
}

TurnedHead drawTurnedHead(const HeadModel& head, const View& view, std::span<const LaidPhoto> photos, Vec3 skinLinear) {
  const Bust bust = makeBust(head);
  const std::vector<Layer> layers = layersOf(bust, photos);
  const Sculptor sculptor(view, skinLinear);
  constexpr int kSide = 2, kBand = 32;  // samples across a pixel; rows at a time
  const std::vector<Corner> corners = cornersOf(bust, view.camera, kSide);
  const int width = view.photoWidthPx, height = view.photoHeightPx;
  const size_t pixels = static_cast<size_t>(width) * static_cast<size_t>(height);
  TurnedHead out{{width, height, std::vector<uint8_t>(3 * pixels)}, std::vector<uint8_t>(pixels)};
  std::vector<Seen> seen;
  for (int top = 0; top < height; top += kBand) {
    const int rows = std::min(kBand, height - top);
    rasterise(bust, corners, kSide * width, kSide * top, kSide * rows, seen);
    for (int y = 0; y < rows; ++y)
      for (int x = 0; x < width; ++x) {
        const Vec3 behind = backdrop((x + 0.5) / width, (top + y + 0.5) / height);
        Vec3 sum(0.0);
        int scalp = 0;
        for (int i = 0; i < kSide * kSide; ++i) {
          const size_t row = static_cast<size_t>(kSide * y + i / kSide), column = static_cast<size_t>(kSide * x + i % kSide);
          const Sample sample = sampleOf(bust, seen[row * static_cast<size_t>(kSide * width) + column], layers, sculptor, behind);
          sum += sample.linear;
          scalp += sample.scalp;
        }
        const size_t at = static_cast<size_t>(top + y) * static_cast<size_t>(width) + static_cast<size_t>(x);
        for (int c = 0; c < 3; ++c)
          out.bare.rgb[3 * at + static_cast<size_t>(c)] = srgb8FromLinear(static_cast<float>(sum[c] / (kSide * kSide)));
        out.scalpShare[at] = static_cast<uint8_t>(255 * scalp / (kSide * kSide));
      }
  }
  return out;
}

void coverDots(const TurnedHead& head, ImageRgb8& withDots) {
  for (size_t at = 0; at < head.scalpShare.size(); ++at) {
    const int share = head.scalpShare[at];
    if (share == 255) continue;
    for (size_t c = 3 * at; c < 3 * at + 3; ++c)
      withDots.rgb[c] = static_cast<uint8_t>((share * withDots.rgb[c] + (255 - share) * head.bare.rgb[c] + 127) / 255);
  }
}

}  // namespace hd
