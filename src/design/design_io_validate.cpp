#include <algorithm>
#include <cmath>

#include "core/json.h"
#include "core/polygon.h"
#include "core/text.h"
#include "design/design_io.h"
#include "design/limits.h"

namespace hd {
namespace {

// Remembers the first broken rule. Names are put together only when a rule is broken.
class Rules {
 public:
  bool broken() const { return errors_.any(); }
  const Error& error() const { return errors_.first(); }

  void fail(std::string_view field, const Message& problem) { errors_.add(field, problem); }
  void number(const std::string& prefix, const char* name, double value, double low, double high) {
    if (std::isfinite(value) && value >= low && value <= high) return;
    fail(prefix + name, Message{"json.field/between", {{"value", value}, {"low", low}, {"high", high}}});
  }
  void count(const std::string& field, size_t value, size_t low, size_t high) {
    if (value >= low && value <= high) return;
    fail(field, Message{"json.field/entries", {{"count", value}, {"low", low}, {"high", high}}});
  }
  void text(const std::string& field, const std::string& value, size_t maxBytes) {
    if (value.size() > maxBytes) fail(field, Message{"json.field/long", {{"most", maxBytes}}});
    else if (!isUtf8(value)) fail(field, Message{"json.field/utf8"});
    else if (value.find('\0') != std::string::npos) fail(field, Message{"json.field/zero_character"});
  }
  void points(const std::string& field, const std::vector<Vec2>& points, size_t least, size_t most, double reach) {
    count(field, points.size(), least, most);
    for (size_t i = 0; i < points.size() && !broken(); ++i)
      if (!(std::fabs(points[i].x) <= reach && std::fabs(points[i].y) <= reach))
        fail(field + "[" + std::to_string(i) + "]", Message{"json.field/pair_between", {{"low", -reach}, {"high", reach}}});
  }

 private:
  JsonErrors errors_;
};

// `wider`: by how much more a head may be smaller or larger than people's. A poor photo's scale is uncertain by a third,
// and so are the heads drawn from what it tells.
void checkHead(Rules& rules, const std::string& at, const HeadParams& head, double wider = 1.0) {
  const auto number = [&](const char* name, double mm, double low, double high) { rules.number(at, name, mm, low / wider, high * wider); };
  number("length_mm", head.lengthMm, 150, 250);
  number("breadth_mm", head.breadthMm, 110, 210);
  number("vault_height_mm", head.vaultHeightMm, 90, 180);
  number("pupil_distance_mm", head.pupilDistanceMm, 40, 90);
  number("face_height_mm", head.faceHeightMm, 80, 180);
}
constexpr double kSamplesWider = 2.0;

void checkCamera(Rules& rules, const std::string& at, const Camera& camera) {
  rules.number(at, "focal_px", camera.focalPx, 1, 1e7);
  rules.number(at, "centre_px[0]", camera.centrePx.x, -1e6, 1e6);
  rules.number(at, "centre_px[1]", camera.centrePx.y, -1e6, 1e6);
  for (int i = 0; i < 3; ++i) rules.number(at, "translation_mm", camera.translationMm[i], -1e6, 1e6);
  for (int c = 0; c < 3; ++c)
    for (int r = 0; r < 3; ++r) rules.number(at, "rotation", camera.rotation[c][r], -1.001, 1.001);
  if (rules.broken()) return;
  const Mat3 product = camera.rotation * glm::transpose(camera.rotation);
  double off = std::fabs(glm::determinant(camera.rotation) - 1.0);
  for (int c = 0; c < 3; ++c)
    for (int r = 0; r < 3; ++r) off = std::max(off, std::fabs(product[c][r] - (c == r ? 1.0 : 0.0)));
  if (off > 1e-3) rules.fail(at + "rotation", Message{"json.field/rotation"});
}

void checkTapped(Rules& rules, const std::string& at, const std::optional<TappedColour>& colour) {
  if (!colour) return;
  rules.number(at, "pos_px[0]", colour->posPhotoPx.x, 0, kMaxPhotoSidePx);
  rules.number(at, "pos_px[1]", colour->posPhotoPx.y, 0, kMaxPhotoSidePx);
  rules.number(at, "radius_px", colour->radiusPx, 0, kMaxPhotoSidePx);
  for (int c = 0; c < 3; ++c) rules.number(at, "linear_rgb", colour->linear[c], 0, 1);
}

void checkMeasures(Rules& rules, const std::string& at, const Shot& shot) {
  const PhotoMeasures& measures = shot.measures;
  for (int i = 0; i < kLandmarkCount; ++i) {
    const auto k = static_cast<size_t>(i);
    const std::string name(landmarkName(static_cast<Landmark>(i)));
    if (const auto& px = measures.landmarks.px[k]) rules.points(at + "measures.landmarks." + name, {*px}, 1, 1, kFarthestTapPx);
    else if (shot.placedLandmarks >> i & 1u) rules.fail(at + "measures.placed", Message{"json.field/not_a_landmark", {{"landmark", name}}});
    if (const auto& sd = measures.sdPx[k]) rules.number(at + "measures.sd_px.", name.c_str(), *sd, 0.01, 1000);
  }
  if (measures.outlineSdPx) rules.number(at + "measures.sd_px.", "outline", *measures.outlineSdPx, 0.01, 1000);
  rules.points(at + "measures.outline", measures.outlinePx, 0, kMaxEdgePoints, kFarthestTapPx);
  if (shot.rulerPx) rules.points(at + "measures.ruler_px", {(*shot.rulerPx)[0], (*shot.rulerPx)[1]}, 2, 2, kFarthestTapPx);
  if (!measures.scale) return;
  rules.number(at, "measures.scale.px", measures.scale->px, 0, kFarthestTapPx);
  rules.number(at, "measures.scale.mm", measures.scale->mm, 0.01, 10'000);
}

void checkShot(Rules& rules, const std::string& at, const Shot& shot, bool head) {
  rules.text(at + "photo.file", shot.photo.file, kMaxPathBytes);
  rules.number(at, "photo.width_px", shot.photo.widthPx, 0, kMaxPhotoSidePx);
  rules.number(at, "photo.height_px", shot.photo.heightPx, 0, kMaxPhotoSidePx);
  if (shot.photo.focalPx) rules.number(at, "photo.focal_px", *shot.photo.focalPx, 1, 1e7);
  checkTapped(rules, at + "photo.skin.", shot.photo.skin);
  checkTapped(rules, at + "photo.hair.", shot.photo.hair);
  checkMeasures(rules, at, shot);
  const View& view = shot.view;
  rules.number(at, "view.photo_width_px", view.photoWidthPx, 0, kMaxPhotoSidePx);
  rules.number(at, "view.photo_height_px", view.photoHeightPx, 0, kMaxPhotoSidePx);
  rules.number(at, "view.mm_per_px", view.mmPerPx, 1e-4, 100);
  rules.number(at, "view.scale_rel_sd", view.scaleRelSd, 0, 1);
  rules.number(at, "view.area_rel_sd", view.areaRelSd, 0, 2);
  rules.text(at + "view.scale_source", view.scaleSource, kMaxNameBytes);
  if (view.kind == ViewKind::head) {
    checkCamera(rules, at + "view.camera.", view.camera);
    if (!head) rules.fail("head", Message{"json.field/head_missing"});
  } else if (head) {
    rules.fail(at + "view.kind", Message{"json.field/flat_with_head"});
  }
}

void checkShots(Rules& rules, const Design& design, int version) {
  if (design.head) checkHead(rules, "head.", *design.head);
  if (design.headCircumferenceMm) rules.number("", "head_circumference_mm", *design.headCircumferenceMm, 400, 800);
  // A close-up has its own photo's axes, which no other photo shares.
  if (design.shots.empty()) rules.fail("view", Message{"json.field/missing"});
  else rules.count("other_shots", design.shots.size() - 1, 0, design.head ? kMaxShots - 1 : 0);
  if (rules.broken()) return;
  rules.number("", "shot", design.currentShot, 0, static_cast<double>(design.shots.size() - 1));
  if (rules.broken()) return;
  const std::string samples = version == 1 ? "view_samples" : "head_samples";
  rules.count(samples, design.headSamples.size(), 0, kMaxFitSamples);
  for (size_t i = 0; i < design.headSamples.size() && !rules.broken(); ++i)
    checkHead(rules, samples + "[" + std::to_string(i) + (version == 1 ? "].head." : "]."), design.headSamples[i], kSamplesWider);
  const auto current = static_cast<size_t>(design.currentShot);
  for (size_t k = 0; k < design.shots.size() && !rules.broken(); ++k) {
    // As in a file: the current shot at the top, the others in a list.
    const std::string at = k == current ? "" : "other_shots[" + std::to_string(k - (k > current ? 1 : 0)) + "].";
    const Shot& shot = design.shots[k];
    checkShot(rules, at, shot, design.head.has_value());
    if (!shot.cameraSamples.empty())
      rules.count(at + "camera_samples", shot.cameraSamples.size(), design.headSamples.size(), design.headSamples.size());
    for (size_t i = 0; i < shot.cameraSamples.size() && !rules.broken(); ++i)
      checkCamera(rules,
                  version == 1 ? "view_samples[" + std::to_string(i) + "].camera." : at + "camera_samples[" + std::to_string(i) + "].",
                  shot.cameraSamples[i]);
  }
}

void checkZone(Rules& rules, const std::string& at, const Zone& zone, double reach, size_t shots) {
  rules.text(at + "name", zone.name, kMaxNameBytes);
  rules.points(at + "outline_map_mm", zone.outlineMapMm, 3, kMaxOutlinePoints, reach);
  rules.number(at, "density_per_cm2", zone.densityPerCm2, 0, kMaxDensityPerCm2);
  rules.number(at, "feather_mm", zone.featherMm, 0, 40);
  rules.number(at, "dot_diameter_mm", zone.dotDiameterMm, 0.1, 1.0);
  rules.number(at, "shade", zone.shade, 1, 6);
  rules.number(at, "uptake", zone.uptake, 0.2, 1);
  rules.number(at, "sessions", zone.sessions, 0, 4);
  rules.number(at, "band_from_mm", zone.bandFromMm, 0, 500);
  rules.number(at, "band_to_mm", zone.bandToMm, 0, 500);
  rules.number(at, "drawn_on_shot", zone.drawnOnShot, 0, zone.drawnOnPhoto ? static_cast<double>(shots - 1) : 0.0);
}

double lengthOf(const std::vector<Vec2>& points, bool closed) {
  double length = closed && !points.empty() ? glm::length(points.front() - points.back()) : 0.0;
  for (size_t i = 0; i + 1 < points.size(); ++i) length += glm::length(points[i + 1] - points[i]);
  return length;
}

void checkLength(Rules& rules, const char* field, double lengthMm, double mostMm) {
  if (lengthMm > mostMm)
    rules.fail(field, Message{"json.field/length", {{"length", quantity(lengthMm, Unit::mm)}, {"most", quantity(mostMm, Unit::mm)}}});
}

// What the lines of a design cost together, however they are shared out.
void checkLines(Rules& rules, const Design& design) {
  size_t points = 0;
  double outlinesMm = 0.0, strokesMm = 0.0;
  for (const Zone& zone : design.zones) points += zone.outlineMapMm.size(), outlinesMm += lengthOf(zone.outlineMapMm, true);
  for (const Mask& mask : design.masks) points += mask.outlineMapMm.size(), outlinesMm += lengthOf(mask.outlineMapMm, true);
  for (const FlowStroke& stroke : design.flow.strokes) strokesMm += lengthOf(stroke.pointsMapMm, false);
  rules.count("zones + masks", points, 0, kMaxAllPoints);
  checkLength(rules, "zones + masks", outlinesMm, kMaxAllOutlinesMm);
  checkLength(rules, "flow.strokes", strokesMm, kMaxStrokesMm);
  checkLength(rules, "hairline.points_map_mm", lengthOf(design.hairline.pointsMapMm, false), kMaxHairlineMm);
}

// Together the zones must stay within what can be drawn in a moment.
void checkSpread(Rules& rules, const Design& design) {
  Box2 all;
  double dots = 0.0;
  for (size_t i = 0; i < design.zones.size(); ++i) {
    const Box2 box = boxOf(design.zones[i].outlineMapMm);
    all.add(box.min);
    all.add(box.max);
    dots += (box.max.x - box.min.x) * (box.max.y - box.min.y) / 100.0 * design.zones[i].densityPerCm2;
    if (dots > kMaxDots)
      return rules.fail("zones[" + std::to_string(i) + "]", Message{"json.field/dots", {{"most", quantity(kMaxDots, Unit::count)}}});
  }
  if (all.empty()) return;
  const double spreadCm2 = (all.max.x - all.min.x) * (all.max.y - all.min.y) / 100.0;
  if (spreadCm2 > kMaxSpreadCm2)
    rules.fail("zones",
               Message{"json.field/spread", {{"area", quantity(spreadCm2, Unit::cm2)}, {"most", quantity(kMaxSpreadCm2, Unit::cm2)}}});
}

void checkSessions(Rules& rules, const Sessions& sessions) {
  rules.number("sessions.", "count", sessions.count, 2, 4);
  const size_t shares = static_cast<size_t>(std::clamp(sessions.count, 2, 4));
  rules.count("sessions.split", sessions.split.size(), shares, shares);
  double sum = 0.0;
  for (size_t i = 0; i < sessions.split.size(); ++i) {
    rules.number("sessions.split[" + std::to_string(i), "]", sessions.split[i], 0.01, 1);
    sum += sessions.split[i];
  }
  rules.count("sessions.styles", sessions.styles.size(), 0, 4);
  for (size_t i = 0; i < sessions.styles.size() && !rules.broken(); ++i) {
    const std::string at = "sessions.styles[" + std::to_string(i) + "].";
    rules.number(at, "shade_offset", sessions.styles[i].shadeOffset, -3, 3);
    rules.number(at, "diameter_factor", sessions.styles[i].diameterFactor, 0.5, 1.5);
    rules.number(at, "size_spread", sessions.styles[i].sizeSpread, 0, 3);
    rules.number(at, "accent_share", sessions.styles[i].accentShare, 0, 1);
  }
  if (!(std::fabs(sum - 1.0) <= 1e-6)) rules.fail("sessions.split", Message{"json.field/sum", {{"sum", sum}}});
}

void checkCover(Rules& rules, const SkinCover& cover, double reach) {
  if (cover.columns == 0 && cover.rows == 0 && cover.skin.empty()) return;
  rules.points("skin_cover.origin_map_mm", {cover.originMapMm}, 1, 1, reach);
  rules.number("skin_cover.", "cell_mm", cover.cellMm, 0.1, 20);
  rules.number("skin_cover.", "columns", cover.columns, 2, 4096);
  rules.number("skin_cover.", "rows", cover.rows, 2, 4096);
  if (rules.broken()) return;
  const size_t cells = static_cast<size_t>(cover.columns) * static_cast<size_t>(cover.rows);
  rules.count("skin_cover.cells", cells, 4, kMaxCoverCells);
  if (cover.skin.size() != cells)
    rules.fail("skin_cover.skin", Message{"json.field/cells", {{"count", cover.skin.size()}, {"wanted", cells}}});
}

void checkPrice(Rules& rules, const PriceProfile& price) {
  constexpr double kMost = 1e9;
  const auto range = [&](const char* low, double lowValue, const char* high, double highValue) {
    rules.number("price.", low, lowValue, 0, kMost);
    rules.number("price.", high, highValue, 0, kMost);
    if (lowValue > highValue)
      rules.fail(std::string("price.") + low, Message{"json.field/above", {{"other", jsonField(std::string("price.") + high)}}});
  };
  rules.text("price.currency", price.currency, 16);
  if (price.currency.empty()) rules.fail("price.currency", Message{"json.field/empty"});
  range("per_session_low", price.perSessionLow, "per_session_high", price.perSessionHigh);
  range("total_low", price.totalLow, "total_high", price.totalHigh);
  range("touch_up_low", price.touchUpLow, "touch_up_high", price.touchUpHigh);
}

}  // namespace

Status validateDesign(const Design& design, int version) {
  Rules rules;
  const double reach = design.head ? kMaxHeadMapMm : kMaxFlatMapMm;
  if (design.seed >= uint64_t{1} << 53) rules.fail("seed", Message{"json.field/below", {{"most", uint64_t{1} << 53}}});
  rules.number("", "irregularity", design.irregularity, 0, 1);
  rules.number("", "norwood", design.norwood, 0, 7);
  checkShots(rules, design, version);
  if (rules.broken()) return rules.error();

  const Hairline& hairline = design.hairline;
  rules.points("hairline.points_map_mm", hairline.pointsMapMm, hairline.enabled ? 3 : 0, kMaxHairlinePoints, reach);
  rules.text("hairline.template", hairline.templateName, kMaxNameBytes);
  rules.number("hairline.", "feather_mm", hairline.featherMm, 0, 15);
  rules.number("hairline.", "irregularity", hairline.irregularity, 0, 1);

  rules.count("zones", design.zones.size(), 0, kMaxZones);
  for (size_t i = 0; i < design.zones.size() && !rules.broken(); ++i)
    checkZone(rules, "zones[" + std::to_string(i) + "].", design.zones[i], reach, design.shots.size());
  if (!rules.broken()) checkSpread(rules, design);
  rules.count("masks", design.masks.size(), 0, kMaxMasks);
  for (size_t i = 0; i < design.masks.size() && !rules.broken(); ++i) {
    const std::string at = "masks[" + std::to_string(i) + "].";
    rules.text(at + "name", design.masks[i].name, kMaxNameBytes);
    rules.points(at + "outline_map_mm", design.masks[i].outlineMapMm, 3, kMaxOutlinePoints, reach);
  }
  rules.count("flow.strokes", design.flow.strokes.size(), 0, kMaxFlowStrokes);
  for (size_t i = 0; i < design.flow.strokes.size() && !rules.broken(); ++i) {
    const std::string at = "flow.strokes[" + std::to_string(i) + "].";
    rules.points(at + "points_map_mm", design.flow.strokes[i].pointsMapMm, 2, kMaxStrokePoints, reach);
    rules.number(at, "radius_mm", design.flow.strokes[i].radiusMm, 1, 100);
  }
  if (!rules.broken()) checkLines(rules, design);
  checkCover(rules, design.skinCover, reach);
  checkSessions(rules, design.sessions);
  checkPrice(rules, design.price);
  if (rules.broken()) return rules.error();
  return Done{};
}

Status validateLook(const Look& look) {
  Rules rules;
  rules.number("look.", "session", look.session, 1, 4);
  rules.number("look.", "day", look.day, 0, kMostDaysShown);
  rules.number("look.", "touch_ups", look.touchUps, 0, 20);
  rules.number("look.", "distance_mm", look.distanceMm, 0, 100'000);
  if (rules.broken()) return rules.error();
  return Done{};
}

}  // namespace hd
