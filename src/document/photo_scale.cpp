#include "document/photo_scale.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/facts.h"
#include "core/math.h"
#include "design/skin_cover.h"
#include "design/start.h"
#include "design/templates.h"
#include "estimate/estimate.h"
#include "scalp/anatomy.h"

namespace hd {
namespace {

bool samePoints(const std::vector<Vec2>& a, const std::vector<Vec2>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](Vec2 p, Vec2 q) { return p == q; });
}

std::optional<HairlineTemplate> templateNamed(const std::string& name) {
  for (const auto t : allHairlineTemplates()) {
    if (hairlineTemplateName(t) == name) return t;
  }
  return std::nullopt;
}

// Carries one map position from the old head and camera to the new ones.
Vec2 carried(Vec2 p, const View& oldView, const ScalpMap& oldMap, const View& newView, const ScalpMap& newMap) {
  const Vec3 onOld = oldMap.toScalp(p);
  if (isVisible(oldView, oldMap, onOld, oldMap.normal(p))) {
    if (const auto px = projectPoint(oldView, onOld)) {
      if (const auto moved = unprojectToMap(newView, newMap, *px)) return *moved;
    }
  }
  if (oldMap.isFlat() || newMap.isFlat()) return p;
  return newMap.toMap(newMap.head().surfacePoint(oldMap.head().anatomicalDirection(onOld)));
}

void carryAll(std::vector<Vec2>& points, const View& oldView, const ScalpMap& oldMap, const View& newView, const ScalpMap& newMap) {
  for (auto& p : points) p = carried(p, oldView, oldMap, newView, newMap);
}

// Skin between hair was found in the photo and corrected there: it stays where it is in the picture. `design` has its
// new view already.
void carryCover(Design& design, const View& oldView, const ScalpMap& oldMap, const ScalpMap& newMap) {
  if (design.skinCover.skin.empty()) return;
  if (design.skinCover.everyZone && newMap.isFlat()) {  // a close-up has no scalp that it could lie on
    design.skinCover = {};
    return;
  }
  const SkinCover old = std::exchange(design.skinCover, design.skinCover.everyZone ? blankScalpCover(newMap, design.skinCover.cellMm)
                                                                                   : blankSkinCover(design, design.skinCover.cellMm));
  SkinCover& cover = design.skinCover;
  for (size_t k = 0; k < cover.skin.size(); ++k) {
    const auto columns = static_cast<size_t>(cover.columns);
    const Vec2 cell = cover.originMapMm + cover.cellMm * (Vec2(k % columns, k / columns) + 0.5);
    const auto px = projectPoint(design.view(), newMap.toScalp(cell));
    const auto before = px ? unprojectToMap(oldView, oldMap, *px) : std::nullopt;
    if (before) cover.skin[k] = static_cast<uint8_t>(255.0 * skinShown(old, *before) + 0.5);
  }
}

// Turns a front view's camera so that it looks at the head from another side.
Camera turned(const Camera& front, HeadSide side) {
  Camera camera = front;
  Mat3 turn(1.0);  // columns: where the head's axes go before the front camera looks at them
  switch (side) {
    case HeadSide::front:
      break;
    case HeadSide::left:  // the person's left side (+x) comes to face the camera (+z)
      turn = Mat3(Vec3(0, 0, 1), Vec3(0, 1, 0), Vec3(-1, 0, 0));
      break;
    case HeadSide::right:
      turn = Mat3(Vec3(0, 0, -1), Vec3(0, 1, 0), Vec3(1, 0, 0));
      break;
    case HeadSide::top:  // the vertex (+y) faces the camera, the face (+z) points down in the picture
      turn = Mat3(Vec3(1, 0, 0), Vec3(0, 0, 1), Vec3(0, -1, 0));
      break;
  }
  camera.rotation = front.rotation * turn;
  return camera;
}

}  // namespace

std::vector<Landmark> landmarksSeenFrom(HeadSide side) {
  switch (side) {
    case HeadSide::left:
      return {Landmark::glabella, Landmark::tragionLeft, Landmark::menton, Landmark::vertex};
    case HeadSide::right:
      return {Landmark::glabella, Landmark::tragionRight, Landmark::menton, Landmark::vertex};
    case HeadSide::top:
      return {Landmark::glabella, Landmark::tragionLeft, Landmark::tragionRight, Landmark::vertex};
    case HeadSide::front:
      break;
  }
  return {Landmark::pupilLeft, Landmark::pupilRight, Landmark::glabella, Landmark::menton, Landmark::tragionLeft, Landmark::tragionRight};
}

Landmarks guessLandmarks(HeadSide side, int photoWidthPx, int photoHeightPx) {
  const HeadFit fit = assumedFit(photoWidthPx, photoHeightPx, std::nullopt);
  View view = fit.view;
  view.camera = turned(fit.view.camera, side);
  return projectedLandmarks(fit.head, view, side);
}

Landmarks onlyPlaced(const Landmarks& landmarks, uint32_t placed) {
  Landmarks out;
  for (size_t i = 0; i < landmarks.px.size(); ++i) {
    if (placed >> i & 1u) out.px[i] = landmarks.px[i];
  }
  return out;
}

void followPlaced(Landmarks& landmarks, const Landmarks& guess, uint32_t placed) {
  // Least-squares similarity from guess to placed points, with complex numbers: to = offset + turn * from.
  Vec2 from{0, 0}, to{0, 0};
  double count = 0;
  const auto each = [&](auto&& visit) {
    for (size_t i = 0; i < guess.px.size(); ++i) {
      if ((placed >> i & 1u) && guess.px[i] && landmarks.px[i]) visit(*guess.px[i], *landmarks.px[i]);
    }
  };
  each([&](Vec2 g, Vec2 l) { from += g, to += l, count += 1; });
  if (count == 0) return;
  from /= count;
  to /= count;
  double along = 0, across = 0, size = 0;
  each([&](Vec2 g, Vec2 l) {
    along += dot(g - from, l - to);
    across += cross2(g - from, l - to);
    size += dot(g - from, g - from);
  });
  Vec2 turn{1, 0};
  if (size > 1.0) turn = {along / size, across / size};
  // Points dragged on top of each other would fold the face into a dot.
  if (length(turn) < 0.05) turn = {1, 0};
  for (size_t i = 0; i < guess.px.size(); ++i) {
    if ((placed >> i & 1u) || !guess.px[i]) continue;
    const Vec2 d = *guess.px[i] - from;
    landmarks.px[i] = to + Vec2(turn.x * d.x - turn.y * d.y, turn.y * d.x + turn.x * d.y);
  }
}

Landmarks projectedLandmarks(const HeadParams& head, const View& view, HeadSide side) {
  const HeadModel model(head);
  Landmarks out;
  for (const Landmark l : landmarksSeenFrom(side)) {
    if (const auto px = projectPoint(view, model.landmark(l))) {
      out[l] = Vec2{clamp(px->x, 0.0, view.photoWidthPx), clamp(px->y, 0.0, view.photoHeightPx)};
    }
  }
  return out;
}

Landmarks shownLandmarks(const Design& design) {
  const Shot& shot = design.shot();
  if (placedMask(shot.measures.landmarks) != 0 || !design.head) return shot.measures.landmarks;
  return projectedLandmarks(*design.head, shot.view, shot.side);
}

std::array<Vec2, 2> shownRuler(const Shot& shot) {
  if (shot.rulerPx) return *shot.rulerPx;
  Vec2 middle = 0.5 * Vec2(shot.photo.widthPx, shot.photo.heightPx);
  double half = std::min(0.5 * factValue("scale.card_width_mm") / std::max(shot.view.mmPerPx, 1e-6), 0.45 * shot.photo.widthPx);
  if (const auto& scale = shot.measures.scale; scale && scale->px > 0.0) {
    half = 0.5 * scale->px;
    if (const auto& glabella = shot.measures.landmarks[Landmark::glabella]) middle = *glabella;
  }
  return {middle - Vec2(half, 0), middle + Vec2(half, 0)};
}

void keepShown(Design& design) {
  Shot& shot = design.shot();
  if (placedMask(shot.measures.landmarks) == 0) {
    // They come from a fit, so each is as good as placed: moving one must not move the others.
    shot.measures.landmarks = shownLandmarks(design);
    shot.placedLandmarks = placedMask(shot.measures.landmarks);
  }
  shot.rulerPx = shownRuler(shot);
}

Design startingDesign(const PhotoInfo& photo, const HeadFit& fit, const ScalpMap& map, int norwood) {
  StartOptions options;
  options.photo = photo;
  options.hairline = HairlineTemplate::natural;
  options.norwood = norwood;
  Design design = startHeadDesign(options, fit, map);
  planSessions(design, map);
  return design;
}

void moveToFit(Design& design, const ScalpMap& oldMap, const HeadFit& fit, const ScalpMap& newMap) {
  const View oldView = design.view();
  Hairline& hairline = design.hairline;
  const auto oldTemplate = templateNamed(hairline.templateName);
  const bool hadHead = !oldMap.isFlat();
  const bool hairlineUntouched = hadHead && oldTemplate && samePoints(hairline.pointsMapMm, makeHairline(oldMap, *oldTemplate).pointsMapMm);
  if (hairlineUntouched) {
    hairline.pointsMapMm = makeHairline(newMap, *oldTemplate).pointsMapMm;
  } else if (hairline.enabled) {
    carryAll(hairline.pointsMapMm, oldView, oldMap, fit.view, newMap);
    if (hairline.symmetric) {
      // Carrying both sides through the photo leaves them slightly unequal; keep the promise of symmetry.
      auto& points = hairline.pointsMapMm;
      for (size_t i = 0, j = points.size(); i < j; ++i) {
        --j;
        const Vec2 mean{0.5 * (points[j].x - points[i].x), 0.5 * (points[i].y + points[j].y)};
        points[i] = {-mean.x, mean.y};
        points[j] = i == j ? Vec2{0.0, mean.y} : mean;
      }
    }
  } else {
    hairline = makeHairline(newMap, HairlineTemplate::natural);
  }

  const auto oldStage = hadHead ? makeNorwoodZones(oldMap, std::max(design.norwood, 1)) : std::vector<Zone>{};
  const auto newStage = makeNorwoodZones(newMap, std::max(design.norwood, 1));
  for (auto& zone : design.zones) {
    const auto same = std::find_if(oldStage.begin(), oldStage.end(), [&](const Zone& z) {
      return z.bandFromMm == zone.bandFromMm && samePoints(z.outlineMapMm, zone.outlineMapMm);
    });
    const auto index = static_cast<size_t>(same - oldStage.begin());
    if (same != oldStage.end() && index < newStage.size()) {
      zone.outlineMapMm = newStage[index].outlineMapMm;
    } else {
      carryAll(zone.outlineMapMm, oldView, oldMap, fit.view, newMap);
    }
  }
  for (auto& mask : design.masks) carryAll(mask.outlineMapMm, oldView, oldMap, fit.view, newMap);
  for (auto& stroke : design.flow.strokes) carryAll(stroke.pointsMapMm, oldView, oldMap, fit.view, newMap);
  putFit(design, fit);
  carryCover(design, oldView, oldMap, newMap);
}

void moveToFlat(Design& design, const ScalpMap& oldMap, double mmPerPx) {
  View flat;
  flat.kind = ViewKind::flat;
  flat.photoWidthPx = design.photo().widthPx;
  flat.photoHeightPx = design.photo().heightPx;
  flat.mmPerPx = mmPerPx;
  flat.scaleSource = "typed";
  const ScalpMap newMap = ScalpMap::flat();
  std::erase_if(design.zones, [](const Zone& z) { return z.followsHairline; });
  const auto carryFlat = [&](std::vector<Vec2>& points) {
    for (auto& p : points) {
      const auto px = projectPoint(design.view(), oldMap.toScalp(p));
      p = px ? mmPerPx * *px : mmPerPx * 0.5 * Vec2(design.photo().widthPx, design.photo().heightPx);
    }
  };
  for (auto& zone : design.zones) carryFlat(zone.outlineMapMm);
  for (auto& mask : design.masks) carryFlat(mask.outlineMapMm);
  for (auto& stroke : design.flow.strokes) carryFlat(stroke.pointsMapMm);
  if (design.zones.empty()) {
    Zone zone;
    zone.name = "Close-up";
    zone.densityPerCm2 = factValue("dots.density_full_per_cm2");
    zone.featherMm = 2.0;
    const Vec2 centre = 0.5 * mmPerPx * Vec2(design.photo().widthPx, design.photo().heightPx);
    for (int i = 0; i < 48; ++i) {
      const double angle = kTwoPi * i / 48.0;
      zone.outlineMapMm.push_back(centre + Vec2(0.5 * centre.x * detCos(angle), 0.5 * centre.y * detSin(angle)));
    }
    design.zones.push_back(zone);
  }
  design.norwood = 0;
  design.hairline.enabled = false;
  design.head.reset();
  const View oldView = std::exchange(design.view(), flat);
  design.headSamples.clear();
  design.shot().cameraSamples.clear();
  carryCover(design, oldView, oldMap, newMap);
}

}  // namespace hd
