#include "mannequin/internal/head_sdf.h"

#include "core/math.h"

namespace hd {

using namespace sdf;

namespace {
constexpr float kEyeY = static_cast<float>(kSculptEyeY);
}

HeadSdf::HeadSdf(const Individual& shape)
    : cranium_(shape),
      face_(shape.face()),
      scaleX_(static_cast<float>(shape.scaleX())),
      scaleY_(static_cast<float>(shape.faceScaleY())),
      scaleZ_(static_cast<float>(shape.scaleZ())),
      eyeY_(static_cast<float>(shape.eyeYMm())),
      earX_(static_cast<float>(shape.model().landmark(Landmark::tragionLeft).x)),
      neckScale_(static_cast<float>(shape.params().breadthMm / kSculptBreadth) * shape.face().neckWidth),
      wander_(shape.face().asymmetryMm),
      earSin_(static_cast<float>(detSin(static_cast<double>(face_.earFlareRad)))),
      earCos_(static_cast<float>(detCos(static_cast<double>(face_.earFlareRad)))),
      eye_(static_cast<float>(shape.params().pupilDistanceMm) * 0.5f / static_cast<float>(shape.scaleX()), kEyeY, 68.8f) {}

// Nobody is quite symmetric: the midline wanders a little, below the brows only.
V3 HeadSdf::straighten(V3 p) const {
  if (p.y >= 60.0f) return p;
  const float low = wander_ * step3(60.0f, 20.0f, p.y);
  const auto wave = [](float x) { return static_cast<float>(detSin(static_cast<double>(x))); };
  return {p.x + low * wave(p.y * 0.045f + 1.0f), p.y + 0.5f * low * wave(p.x * 0.04f), p.z};
}

V3 HeadSdf::stretch(V3 p) const {
  const float below = p.y - eyeY_;
  return {p.x / scaleX_, kEyeY + (below < 0.0f ? below / scaleY_ : below), p.z / scaleZ_};
}

V3 HeadSdf::unsculpt(V3 s) const {
  const float below = s.y - kEyeY;
  const V3 want(s.x * scaleX_, eyeY_ + (below < 0.0f ? below * scaleY_ : below), s.z * scaleZ_);
  V3 p = want;
  for (int i = 0; i < 3; ++i) p += want - straighten(p);
  return p;
}

float HeadSdf::faceMass(V3 s, float d) const {
  const float jw = face_.jawWidth;
  // The mask: fixes the outline of the face seen from the front.
  d = unite(d, ellipsoid(s, V3(0, -14, 26), V3(62.5f * jw, 65, 58)), 16.0f);
  // Cheekbone and its arch towards the ear.
  d = unite(d, limb(s, V3(63.5f, 4, 10), V3(44.0f, 3.5f, 64.0f + face_.cheek), 5.0f, 9.0f), 20.0f);
  // Soft cheek.
  d = unite(d, ellipsoid(s, V3(30, -18, 60.0f + 0.5f * face_.cheek), V3(21, 27, 17)), 14.0f);
  d = unite(d, ellipsoid(s, V3(32, -46, 54), V3(22, 24, 22)), 16.0f);
  // Jaw from its angle to the chin.
  d = unite(d, limb(s, V3(48.5f * jw, -41, 4), V3(37.0f * jw, -59, 38), 8.0f, 9.0f), 16.0f);
  d = unite(d, limb(s, V3(37.0f * jw, -59, 38), V3(14, -67.5f, 78), 9.0f, 8.5f), 14.0f);
  // Muzzle, chin.
  d = unite(d, ellipsoid(s, V3(0, -37, 64), V3(36, 29, 31.5f)), 18.0f);
  d = unite(d, ellipsoid(s, V3(0, -26, 74), V3(24, 13, 22.5f)), 12.0f);
  d = unite(d, ellipsoid(s, V3(0, -64.5f, 80.0f + face_.chin), V3(17, 12, 15.5f)), 14.0f);
  d = carve(d, ellipsoid(s, V3(0, -55.0f, 105), V3(24, 5.0f, 10)), 10.0f);
  // Brow ridge, strongest over the inner eye.
  d = unite(d, limb(s, V3(2, 40, 85.0f + face_.brow), V3(43, 43, 71.5f + face_.brow), 9.0f, 8.5f), 12.0f);
  // Eye socket, and the hollow of the temple behind its rim.
  d = carve(d, ellipsoid(s, V3(eye_.x - 1.0f, 26.5f, 89), V3(18, 11, 17)), 10.0f);
  // Furrow from the wing of the nose to beside the mouth.
  if (s.z > 60.0f) d += 1.1f * bump(segment(V2(s.x, s.y), V2(19, -11), V2(31, -34)) / 4.5f);
  return d;
}

float HeadSdf::nose(V3 s, float d) const {
  const float w = face_.noseWidth, l = face_.noseLength, b = face_.noseBridge;
  const float tipY = 26.0f - 32.5f * l;
  // Bridge and its broad foot on the cheeks, tip, partition, wings, nostrils.
  d = unite(d, ellipsoid(s, V3(0, 3, 79), V3(15.0f * w, 28, 16)), 12.0f);
  float n = limb(s, V3(0, 28, 84.5f + b), V3(0, tipY + 7.0f, 100.0f + b), 5.4f, 6.8f * w);
  n = unite(n, ball(s, V3(0, tipY + 1.5f, 103.4f), 8.2f * std::sqrt(w)), 9.0f);
  n = unite(n, ellipsoid(s, V3(0, tipY - 6.0f, 98.5f), V3(4.4f, 4.6f, 10.0f)), 5.0f);
  d = unite(d, n, 9.0f);
  d = unite(d, ellipsoid(s, V3(9.8f * w, tipY - 3.4f, 94.0f), V3(5.2f, 5.3f, 9.6f)), 7.0f);
  d = carve(d, ellipsoid(s, V3(6.4f * w, tipY - 9.6f, 97.5f), V3(3.1f, 3.4f, 5.4f)), 2.4f);
  // Crease behind the wing, furrow from the wing to the corner of the mouth.
  const V2 q(s.x, s.y);
  const float wing = glm::length((q - V2(10.4f * w, tipY - 2.6f)) / V2(1.0f, 1.15f)) - 7.4f;
  if (s.z > 74.0f)
    d += 0.6f * bump(wing / 2.2f) * step3(tipY + 9.0f, tipY + 1.0f, s.y) * step3(7.0f, 13.0f, s.x) * step3(tipY - 9.0f, tipY - 5.0f, s.y);
  return d;
}

float HeadSdf::mouth(V3 s, float d) const {
  const float full = face_.lipFullness, wide = face_.mouthWidth;
  const float x = s.x / wide, y = s.y + 39.0f;
  const V3 m(x, y, s.z);
  // Philtrum: two soft columns with a groove between.
  d += 0.9f * bump(x / 2.6f) * step3(2.0f, 8.0f, y) * step3(22.0f, 16.0f, y);
  d -= 0.5f * bump((x - 4.6f) / 2.2f) * step3(4.0f, 8.0f, y) * step3(20.0f, 12.0f, y);
  // Lips: each bends round the teeth and thins towards the corner; the upper has a drop in its middle.
  float lip = limb(m, V3(4.0f, 3.3f * full, 95.2f), V3(14.0f, 2.6f * full, 92.6f), 3.5f * full, 2.9f * full);
  lip = unite(lip, limb(m, V3(14.0f, 2.6f * full, 92.6f), V3(25.0f, 1.2f, 86.0f), 2.9f * full, 1.2f), 1.5f);
  lip = unite(lip, ellipsoid(m, V3(0, 2.2f * full, 95.6f), V3(4.5f, 3.0f * full, 3.8f)), 3.0f);
  float lower = limb(m, V3(0, -4.9f * full, 94.6f), V3(13.0f, -3.8f * full, 92.0f), 4.4f * full, 3.5f * full);
  lower = unite(lower, limb(m, V3(13.0f, -3.8f * full, 92.0f), V3(24.5f, 0.2f, 86.0f), 3.5f * full, 1.2f), 1.5f);
  d = unite(d, lip, 2.4f);
  d = unite(d, lower, 3.0f);
  // Furrow above the chin, and the soft hollows outside the corners.
  d += 0.9f * bump((y + 15.5f) / 5.5f) * step3(30.0f, 6.0f, x);
  // The line between them, and the dimples at its ends.
  const float line = y + 1.0f * bump(x / 5.0f) - 0.5f * bump((x - 10.0f) / 6.0f) - 1.5f * step3(12.0f, 26.0f, x);
  d += 1.15f * bump(line / (1.5f - 0.5f * step3(14.0f, 25.0f, x))) * step3(26.5f, 20.0f, x);
  d += 0.9f * bump(glm::length(V2((x - 28.5f) * 1.2f, y - 0.5f)) / 4.5f);
  return d;
}

float HeadSdf::lids(V3 s, float d, float& eye) const {
  const V3 e = s - eye_;
  const float open = face_.eyeOpening;
  // Opening between the lids: two arcs, the outer corner a little higher.
  const V2 q(e.x - 0.3f, e.y + 0.4f - 0.07f * e.x);
  const float half = 15.0f, up = 5.6f * open, down = 4.7f * open;
  const float ru = (half * half + up * up) / (2.0f * up), rl = (half * half + down * down) / (2.0f * down);
  const float du = glm::length(q - V2(0, up - ru)) - ru;
  const float dl = glm::length(q - V2(0, rl - down)) - rl;
  const float opening = std::max(du, dl);

  const float shell = glm::length(e - V3(0, 0, 0.1f)) - 13.5f;
  d = unite(d, shell, 6.0f);
  // Fold of the upper lid, bag and furrow of the lower.
  const float side = step3(19.0f, 12.0f, std::fabs(e.x));
  if (q.y > -2.0f) d += (0.95f * bump((du - 3.6f) / 1.2f) - 0.7f * bump((du - 6.8f) / 2.6f)) * side * step3(-2.0f, 2.0f, q.y);
  if (q.y < 2.0f) d += (0.35f * bump((dl - 6.0f) / 2.4f) - 0.25f * bump((dl - 2.4f) / 2.0f)) * side * step3(2.0f, -2.0f, q.y);
  d = carve(d, std::max(opening, 4.0f - e.z * 2.0f), 1.0f);

  const float globe = glm::length(e) - 12.1f;
  const float cornea = glm::length(e - V3(0, 0, 5.4f)) - 7.7f;
  const float floor = ellipsoid(e, V3(-1.6f, -0.3f, -3.4f), V3(15.5f, 8.0f, 9.5f));
  eye = std::min(unite(globe, cornea, 1.0f), floor);
  return d;
}

V3 HeadSdf::earFrame(V3 p) const {
  const V3 a = V3(std::fabs(p.x) - earX_ + 3.4f, p.y, p.z) / face_.earSize;
  const float back = earSin_ * a.x - earCos_ * a.z, out = earCos_ * a.x + earSin_ * a.z;
  // The ear leans backwards by about nine degrees.
  return {back * 0.988f - a.y * 0.156f, a.y * 0.988f + back * 0.156f, out};
}

float HeadSdf::ear(V3 p, float d) const {
  const V3 e = earFrame(p);
  const float toEar = glm::length(e - V3(12, 3, 0)) - 34.0f;
  if (toEar > d + 4.0f) return d;
  if (toEar > 18.0f) return std::min(d, toEar);

  // Outline: radius about a centre by direction, a smooth closed curve.
  static constexpr float kRadius[12] = {17.5f, 20.5f, 25.5f, 29.0f, 24.5f, 16.5f, 12.5f, 13.0f, 18.5f, 27.5f, 24.0f, 18.5f};
  const V2 q(e.x - 13.0f, e.y - 3.0f);
  float turn = static_cast<float>(detAtan2(static_cast<double>(q.y), static_cast<double>(q.x)) * (12.0 / kTwoPi));
  if (turn < 0) turn += 12.0f;
  const int k = static_cast<int>(turn);
  const float t = turn - static_cast<float>(k);
  const auto at = [](int i) { return kRadius[(i + 12) % 12]; };
  const float t2 = t * t, t3 = t2 * t;
  const float radius =
      ((1 - 3 * t + 3 * t2 - t3) * at(k - 1) + (4 - 6 * t2 + 3 * t3) * at(k) + (1 + 3 * t + 3 * t2 - 3 * t3) * at(k + 1) + t3 * at(k + 2)) /
      6.0f;
  const float outline = (glm::length(q) - radius) * 0.92f;
  const float in = -outline;

  // Relief of the ear as a height over its plane.
  const V2 c(e.x, e.y);
  float h = 1.5f;
  const float lobe = step3(-12.0f, -19.0f, e.y);
  const float front = step3(-2.0f, 6.0f, e.x + 0.25f * (e.y - 10.0f));
  h += 4.6f * bump((in - 2.2f) / 2.9f) * (1.0f - lobe) * std::max(front, step3(8.0f, 16.0f, e.y));
  h -= 1.6f * bump((in - 7.0f) / 2.8f) * (1.0f - lobe) * front;
  float anti = segment(c, V2(12, -13.5f), V2(20.0f, -6));
  anti = unite(anti, segment(c, V2(20.0f, -6), V2(21.5f, 6)), 2.0f);
  anti = unite(anti, segment(c, V2(21.5f, 6), V2(17.5f, 14)), 2.0f);
  anti = unite(anti, segment(c, V2(17.5f, 14), V2(14.5f, 23)), 2.0f);
  anti = unite(anti, segment(c, V2(17.5f, 14), V2(6.5f, 15.5f)), 2.0f);
  h += 4.0f * bump(anti / 3.7f);
  const float bowl = glm::length((c - V2(9.5f, -1.5f)) / V2(8.6f, 11.5f));
  h -= 6.6f * step3(1.3f, 0.4f, bowl);
  h += 3.2f * bump(segment(c, V2(-2, 9), V2(8.5f, 3.0f)) / 2.7f);
  h += 3.6f * bump(glm::length((c - V2(0.6f, -1.5f)) / V2(3.4f, 5.6f)));
  h += 2.0f * bump(glm::length((c - V2(10.5f, -13.5f)) / V2(4.0f, 3.4f)));

  const float thick = 2.0f + 0.8f * lobe;
  const float slab = intersect(outline, (std::fabs(e.z - h) - thick) * 0.6f, 3.0f);
  // The skull gives way to the bowl; behind the bowl a root holds the ear.
  d = carve(d, ellipsoid(e, V3(9.0f, -1.5f, 2.0f), V3(8.0f, 10.5f, 7.0f)), 4.0f);
  const float root = ellipsoid(e, V3(9, 0, -15), V3(14, 21, 10));
  d = unite(d, root, 4.0f);
  return unite(d, slab * face_.earSize, 3.0f);
}

float HeadSdf::bust(V3 p) const {
  const V3 b(p.x / neckScale_, p.y, p.z);
  // Neck: leaning forwards, its back muscles, the two cords in front, larynx, floor of the mouth.
  float d = limb(b, V3(0, -40, -20), V3(0, -175, -36), 49.0f, 53.0f);
  d = unite(d, limb(b, V3(20, -30, -46), V3(24, -150, -58), 26.0f, 27.0f), 20.0f);
  d = unite(d, limb(b, V3(54, -28, -20), V3(11, -158, 10), 9.0f, 7.0f), 16.0f);
  d = unite(d, ellipsoid(b, V3(0, -108, 24), V3(9, 14, 9)), 14.0f);
  d = unite(d, ellipsoid(b, V3(0, -62, 34), V3(30, 13, 34)), 18.0f);
  // Shoulders and chest.
  d = unite(d, limb(b, V3(18, -122, -58), V3(132, -182, -46), 18.0f, 24.0f), 36.0f);
  d = unite(d, limb(p, V3(60, -215, -35), V3(166, -214, -40), 42.0f, 44.0f), 36.0f);
  d = unite(d, ellipsoid(p, V3(0, -268, -22), V3(150, 100, 74)), 40.0f);
  d = unite(d, limb(p, V3(6, -172, 14), V3(128, -172, -8), 8.0f, 9.0f), 18.0f);
  return d;
}

HeadDistances HeadSdf::parts(V3 p) const {
  HeadDistances out;
  const V3 w = straighten(p);
  const V3 m(std::sqrt(w.x * w.x + 0.25f), w.y, w.z);
  const V3 s = stretch(m);

  float d = cranium_.distance(p);
  // Below the brows the face takes over from the closed cranium.
  d += 22.0f * step3(48.0f, 6.0f, s.y) * step3(30.0f, 88.0f, s.z);
  // A part further away than its blend reaches changes nothing; one merely far is replaced by a lower
  // bound of its distance. Only what is near is worked out.
  constexpr float kFar = 18.0f;
  const float toFace = ball(s, V3(0, -16, 38), 86.0f);
  if (toFace < d + 16.0f) {
    if (toFace > kFar + 6.0f) {
      d = std::min(d, toFace);
    } else {
      d = faceMass(s, d);
      const float toNose = ball(s, V3(0, 6, 90), 34.0f);
      if (toNose < kFar) d = nose(s, d);
      else d = std::min(d, toNose);
      const float toMouth = ball(s, V3(0, -40, 84), 33.0f);
      if (toMouth < 12.0f) d = mouth(s, d);
      else d = std::min(d, std::max(toMouth, d - 4.0f));
      const float toEye = ball(s, eye_, 22.0f);
      if (toEye < 12.0f) d = lids(s, d, out.eye);
      else d = std::min(d, std::max(toEye, d - 4.0f));
    }
  }
  const float toTorso =
      std::min(std::min(limb(m, V3(0, -30, -28), V3(0, -160, -30), 76.0f, 78.0f), ball(m, V3(0, -62, 34), 44.0f)), p.y + 98.0f);
  float torso = toTorso;
  if (toTorso < d + 20.0f && toTorso < 34.0f) torso = bust(m);
  d = unite(d, torso, 20.0f);
  out.skin = ear(V3(std::fabs(w.x), w.y, w.z), d);
  // Shirt: the bust a little thicker, below a tilted neckline.
  const float plane = (p.y + 160.0f) * 0.92f + (p.z + 20.0f) * 0.36f;
  const float ring = std::max(p.y + 116.0f, 74.0f - glm::length(V2(p.x, (p.z + 24.0f) * 0.98f)));
  const float line = unite(plane, ring, 36.0f);
  const float cloth = torso - 3.0f;
  const float collar = intersect(torso - 4.2f, std::fabs(line + 8.0f) - 8.0f, 1.6f);
  out.shirt = std::min(intersect(cloth, line, 2.0f), collar);
  return out;
}

V3 HeadSdf::normal(V3 p, float h) const {
  const V3 a(1, -1, -1), b(-1, -1, 1), c(-1, 1, -1), e(1, 1, 1);
  const V3 n = a * (*this)(p + a * h) + b * (*this)(p + b * h) + c * (*this)(p + c * h) + e * (*this)(p + e * h);
  const float len = glm::length(n);
  return len > 0.0f ? n / len : V3(0, 1, 0);
}

Material HeadSdf::material(V3 p) const {
  const HeadDistances d = parts(p);
  if (d.shirt <= d.skin && d.shirt <= d.eye) return Material::shirt;
  return d.eye < d.skin ? Material::eye : Material::skin;
}

float traceRay(const HeadSdf& head, V3 origin, V3 direction, float fromMm, float toMm, float nearMm) {
  float t = fromMm;
  for (int i = 0; i < 160 && t < toMm; ++i) {
    const float d = head(origin + direction * t);
    // Along a grazed rim the steps never end; a hair's breadth is near enough there.
    if (d < nearMm + 0.003f * static_cast<float>(std::max(0, i - 60))) return t;
    t += d * 0.92f;
  }
  return -1.0f;
}

}  // namespace hd
