#include "mannequin/internal/survey.h"

#include "core/facts.h"
#include "core/math.h"
#include "scalp/anatomy.h"

namespace hd {

using sdf::V3;

namespace {

std::optional<V3> hit(const HeadSdf& head, V3 from, V3 direction) {
  const float t = traceRay(head, from, direction, 0.0f, 400.0f);
  if (t < 0.0f) return std::nullopt;
  return from + direction * t;
}

/// Lowest point of the chin on the midline: going back from its front, where the skin stops falling.
V3 menton(const HeadSdf& head) {
  V3 best(0, -80, 80);
  float low = 1e9f;
  for (float z = 96.0f; z > 60.0f; z -= 0.5f) {
    const V3 axis = head.unsculpt(V3(0, -70, z));
    const auto p = hit(head, V3(axis.x, -190.0f, axis.z), V3(0, 1, 0));
    if (!p || head.sculpt(*p).y > -66.0f) continue;  // the lips' underside, or the chin's front
    // The floor of the mouth runs on downwards towards the neck, but hardly falls here.
    if (p->y > low - 0.14f) break;
    low = p->y;
    best = *p;
  }
  return best;
}

std::array<Vec3, kLandmarkCount> findLandmarks(const Individual& who, const HeadSdf& head, V3 gaze) {
  std::array<Vec3, kLandmarkCount> mm{};
  const auto put = [&mm](Landmark l, V3 p) { mm[static_cast<size_t>(l)] = Vec3(p); };
  for (int side = -1; side <= 1; side += 2) {
    const float f = static_cast<float>(side);
    const V3 centre(f * head.eyeCentre().x, head.eyeCentre().y, head.eyeCentre().z);
    const V3 from = head.unsculpt(centre + gaze * 60.0f), to = head.unsculpt(centre);
    const auto pupil = hit(head, from, glm::normalize(to - from));
    put(side > 0 ? Landmark::pupilLeft : Landmark::pupilRight, pupil.value_or(head.unsculpt(centre + gaze * 13.1f)));
    const V3 ear = V3(who.model().landmark(side > 0 ? Landmark::tragionLeft : Landmark::tragionRight));
    const auto tragion = hit(head, V3(f * 140.0f, ear.y, ear.z), V3(-f, 0, 0));
    put(side > 0 ? Landmark::tragionLeft : Landmark::tragionRight, tragion.value_or(ear));
  }
  const auto glabella = hit(head, V3(0, static_cast<float>(who.glabellaYMm()), 160.0f), V3(0, 0, -1));
  put(Landmark::glabella, glabella.value_or(V3(who.model().landmark(Landmark::glabella))));
  put(Landmark::menton, menton(head));
  // Highest point of the individual's cranium on the midline.
  Vec3 top(0, -1e9, 0);
  for (double angle = -0.6; angle <= 0.6; angle += 0.002) {
    const Vec3 p = who.surface(Vec3(0, detCos(angle), detSin(angle)));
    if (p.y > top.y) top = p;
  }
  mm[static_cast<size_t>(Landmark::vertex)] = top;
  return mm;
}

/// True when nothing but a graze of skin lies between the point and the camera.
bool seen(const HeadSdf& head, V3 p, V3 camera, float startMm, float grazeMm) {
  const V3 dir = glm::normalize(camera - p);
  for (float t = startMm; t < 300.0f;) {
    const float d = head(p + dir * t);
    if (d < -grazeMm) return false;
    t += std::max(std::fabs(d) * 0.8f, 1.0f);
  }
  return true;
}

struct Projector {
  const Camera& camera;
  int width, height;
  std::optional<Vec2> operator()(Vec3 p) const {
    const Vec3 c = camera.rotation * p + camera.translationMm;
    if (c.z <= 1.0) return std::nullopt;
    const Vec2 px = camera.centrePx + Vec2(c) * (camera.focalPx / c.z);
    if (px.x < 0 || px.y < 0 || px.x > width || px.y > height) return std::nullopt;
    return px;
  }
};

/// Sums the skin of the Norwood region over fine patches of a cube about the head's centre.
void measureBaldArea(const Individual& who, const HeadSdf& head, const Projector& project, V3 eye, Truth& t) {
  if (t.norwood < 2) return;
  constexpr int kPatches = 200;
  double area = 0.0, visible = 0.0;
  std::vector<Vec3> corner(static_cast<size_t>(kPatches + 1) * (kPatches + 1));
  std::vector<char> bald(corner.size());
  for (int f = 0; f < 5; ++f) {
    const auto direction = [f](double i, double j) {
      const double a = detTan(kPi * 0.25 * (2.0 * i / kPatches - 1.0)), b = detTan(kPi * 0.25 * (2.0 * j / kPatches - 1.0));
      const Vec3 d[5] = {{1, a, b}, {-1, b, a}, {b, 1, a}, {a, b, 1}, {b, a, -1}};
      return glm::normalize(d[f]);
    };
    for (int j = 0; j <= kPatches; ++j) {
      for (int i = 0; i <= kPatches; ++i) {
        const size_t c = static_cast<size_t>(j) * (kPatches + 1) + static_cast<size_t>(i);
        const Vec3 q = direction(i, j);
        bald[c] = inNorwoodRegion(t.norwood, q) ? 1 : 0;
        corner[c] = who.surface(q);
      }
    }
    for (int j = 0; j < kPatches; ++j) {
      for (int i = 0; i < kPatches; ++i) {
        const size_t c = static_cast<size_t>(j) * (kPatches + 1) + static_cast<size_t>(i);
        int in = bald[c] + bald[c + 1] + bald[c + kPatches + 1] + bald[c + kPatches + 2];
        if (in == 0) continue;
        if (in < 4) {
          // On the region's edge sixteen points share out the patch.
          in = 0;
          for (int k = 0; k < 16; ++k) in += inNorwoodRegion(t.norwood, direction(i + (k % 4 + 0.5) / 4, j + (k / 4 + 0.5) / 4)) ? 1 : 0;
        } else {
          in = 16;
        }
        const Vec3 &p00 = corner[c], &p10 = corner[c + 1], &p01 = corner[c + kPatches + 1], &p11 = corner[c + kPatches + 2];
        const Vec3 normal = glm::cross(p11 - p00, p01 - p10);
        const double patch = 0.5 * glm::length(normal) * in / 16.0;
        area += patch;
        const Vec3 p = 0.25 * (p00 + p10 + p01 + p11);
        const Vec3 out = glm::dot(normal, p - Vec3(0, 40, 0)) > 0 ? glm::normalize(normal) : -glm::normalize(normal);
        if (glm::dot(out, Vec3(eye) - p) > 0 && project(p) && seen(head, V3(p), eye, 3.0f, 0.4f)) visible += patch;
      }
    }
  }
  t.baldAreaCm2 = area / 100.0;
  t.visibleBaldAreaCm2 = visible / 100.0;
}

void traceOutlines(const Individual& who, const HeadSdf& head, const Projector& project, V3 eye, Truth& t) {
  for (const std::vector<Vec3>& outline : norwoodOutlines(t.norwood)) {
    std::vector<Vec2> run;
    const size_t n = outline.size();
    for (size_t i = 0; i <= n; ++i) {
      const Vec3 p = who.surface(outline[i % n]);
      const auto px = project(p);
      const V3 normal = head.normal(V3(p), 1.0f);
      const bool shown = px && glm::dot(normal, eye - V3(p)) > 0.0f && seen(head, V3(p), eye, 3.0f, 0.4f);
      if (shown) run.push_back(*px);
      if ((!shown || i == n) && !run.empty()) {
        if (run.size() > 1) t.baldOutlinePx.push_back(run);
        run.clear();
      }
    }
  }
}

}  // namespace

Truth survey(const SampleOptions& o, const Individual& who, const HeadSdf& head) {
  Truth t;
  t.view = o.view;
  t.norwood = o.norwood;
  t.skin = o.skin;
  t.seed = o.seed;
  t.widthPx = o.widthPx;
  t.heightPx = o.heightPx;
  t.camera = cameraFor(o, who);
  t.landmarksMm = findLandmarks(who, head, gazeFor(o, t.camera));
  t.head = who.params();
  const Projector project{t.camera, o.widthPx, o.heightPx};
  const V3 eye = V3(-(glm::transpose(t.camera.rotation) * t.camera.translationMm));
  for (int i = 0; i < kLandmarkCount; ++i) {
    const Landmark l = static_cast<Landmark>(i);
    const Vec3 p = t.landmarksMm[static_cast<size_t>(i)];
    // From above the ears hide their canals, yet everybody knows where they are.
    const bool known = o.view == HeadSide::top && (l == Landmark::tragionLeft || l == Landmark::tragionRight);
    if (known || seen(head, V3(p), eye, 2.0f, 4.0f)) t.measures.landmarks[l] = project(p);
  }
  const CardPlace place = cardPlaceFor(o, t.camera, t);
  t.mmPerPx = place.depthMm / t.camera.focalPx;
  if (o.card) {
    CardTruth card;
    card.widthMm = factValue("scale.card_width_mm");
    card.heightMm = factValue("scale.card_height_mm");
    card.widthPx = card.widthMm / t.mmPerPx;
    card.heightPx = card.heightMm / t.mmPerPx;
    const double w = 0.5 * (place.upright ? card.heightPx : card.widthPx), h = 0.5 * (place.upright ? card.widthPx : card.heightPx);
    const double c = detCos(place.turnRad), s = detSin(place.turnRad);
    const Vec2 offsets[4] = {{-w, -h}, {w, -h}, {w, h}, {-w, h}};
    for (size_t i = 0; i < 4; ++i)
      card.cornersPx[i] = place.centrePx + Vec2(c * offsets[i].x - s * offsets[i].y, s * offsets[i].x + c * offsets[i].y);
    t.measures.scale = ScaleReference{ScaleKind::card, card.widthPx, card.widthMm};
    t.card = card;
  } else {
    t.measures.scale = ScaleReference{ScaleKind::length, 100.0 / t.mmPerPx, 100.0};
  }
  measureBaldArea(who, head, project, eye, t);
  traceOutlines(who, head, project, eye, t);
  return t;
}

}  // namespace hd
