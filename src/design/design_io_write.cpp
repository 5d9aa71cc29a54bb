#include <algorithm>
#include <span>

#include "core/base64.h"
#include "core/json.h"
#include "design/design_io.h"
#include "design/names.h"
#include "scalp/head_json.h"

namespace hd {
namespace {

void writePoint(JsonWriter& json, std::string_view key, Vec2 p) { json.beginArray(key).element(p.x).element(p.y).endArray(); }

void writePoints(JsonWriter& json, std::string_view key, std::span<const Vec2> points) {
  json.beginArray(key);
  for (Vec2 p : points) writePoint(json, {}, p);
  json.endArray();
}

void writeCamera(JsonWriter& json, std::string_view key, const Camera& camera) {
  json.beginObject(key).number("focal_px", camera.focalPx);
  writePoint(json, "centre_px", camera.centrePx);
  json.beginArray("rotation");
  for (int row = 0; row < 3; ++row)
    for (int column = 0; column < 3; ++column) json.element(camera.rotation[column][row]);
  json.endArray().beginArray("translation_mm");
  for (int i = 0; i < 3; ++i) json.element(camera.translationMm[i]);
  json.endArray().endObject();
}

void writeView(JsonWriter& json, const View& view) {
  json.beginObject("view")
      .text("kind", view.kind == ViewKind::head ? "head" : "flat")
      .integer("photo_width_px", view.photoWidthPx)
      .integer("photo_height_px", view.photoHeightPx)
      .number("mm_per_px", view.mmPerPx)
      .number("scale_rel_sd", view.scaleRelSd)
      .number("area_rel_sd", view.areaRelSd)
      .text("scale_source", view.scaleSource);
  // Written for flat views as well: what was there must come back bit by bit.
  writeCamera(json, "camera", view.camera);
  json.endObject();
}

void writeZone(JsonWriter& json, const Zone& zone) {
  json.beginObject()
      .text("name", zone.name)
      .number("density_per_cm2", zone.densityPerCm2)
      .number("feather_mm", zone.featherMm)
      .number("dot_diameter_mm", zone.dotDiameterMm)
      .integer("shade", zone.shade)
      .text("mode", scatterModeName(zone.mode))
      .text("use", zoneUseName(zone.use))
      .number("uptake", zone.uptake)
      .integer("sessions", zone.sessions)
      .boolean("follows_hairline", zone.followsHairline)
      .number("band_from_mm", zone.bandFromMm)
      .number("band_to_mm", zone.bandToMm)
      .boolean("drawn_on_photo", zone.drawnOnPhoto);
  if (zone.drawnOnShot != 0) json.integer("drawn_on_shot", zone.drawnOnShot);
  json.boolean("visible", zone.visible);
  writePoints(json, "outline_map_mm", zone.outlineMapMm);
  json.endObject();
}

void writeTapped(JsonWriter& json, std::string_view key, const std::optional<TappedColour>& colour) {
  if (!colour) return;
  json.beginObject(key);
  writePoint(json, "pos_px", colour->posPhotoPx);
  json.number("radius_px", colour->radiusPx).beginArray("linear_rgb");
  for (int c = 0; c < 3; ++c) json.element(colour->linear[c]);
  json.endArray().endObject();
}

void writeCover(JsonWriter& json, const SkinCover& cover) {
  if (cover.skin.empty()) return;
  json.beginObject("skin_cover");
  writePoint(json, "origin_map_mm", cover.originMapMm);
  json.number("cell_mm", cover.cellMm).integer("columns", cover.columns).integer("rows", cover.rows);
  if (cover.everyZone) json.boolean("every_zone", true);
  json.text("skin", toBase64(cover.skin)).endObject();
}

void writePhoto(JsonWriter& json, const PhotoInfo& photo) {
  json.beginObject("photo").text("file", photo.file).integer("width_px", photo.widthPx).integer("height_px", photo.heightPx);
  if (photo.focalPx) json.number("focal_px", *photo.focalPx);
  writeTapped(json, "skin", photo.skin);
  writeTapped(json, "hair", photo.hair);
  json.endObject();
}

void writeMeasures(JsonWriter& json, const Shot& shot) {
  const PhotoMeasures& measures = shot.measures;
  if (measures == PhotoMeasures{} && !shot.rulerPx) return;
  json.beginObject("measures").beginObject("landmarks");
  for (int i = 0; i < kLandmarkCount; ++i) {
    const auto k = static_cast<size_t>(i);
    if (measures.landmarks.px[k]) writePoint(json, landmarkName(static_cast<Landmark>(i)), *measures.landmarks.px[k]);
  }
  json.endObject().beginArray("placed");
  for (int i = 0; i < kLandmarkCount; ++i)
    if (shot.placedLandmarks >> i & 1u) json.element(landmarkName(static_cast<Landmark>(i)));
  json.endArray();
  if (measures.outlineSdPx || std::any_of(measures.sdPx.begin(), measures.sdPx.end(), [](const auto& sd) { return sd.has_value(); })) {
    json.beginObject("sd_px");
    if (measures.outlineSdPx) json.number("outline", *measures.outlineSdPx);
    for (int i = 0; i < kLandmarkCount; ++i)
      if (const auto& sd = measures.sdPx[static_cast<size_t>(i)]) json.number(landmarkName(static_cast<Landmark>(i)), *sd);
    json.endObject();
  }
  if (measures.scale) {
    json.beginObject("scale")
        .text("kind", scaleKindName(measures.scale->kind))
        .number("px", measures.scale->px)
        .number("mm", measures.scale->mm);
    if (measures.scale->held) json.text("held", scaleHeldName(*measures.scale->held));
    json.endObject();
  }
  if (shot.rulerPx) writePoints(json, "ruler_px", *shot.rulerPx);
  if (!measures.outlinePx.empty()) writePoints(json, "outline", measures.outlinePx);
  json.endObject();
}

// The members of an open object.
void writeShot(JsonWriter& json, const Shot& shot) {
  writePhoto(json, shot.photo);
  json.text("side", headSideName(shot.side));
  writeMeasures(json, shot);
  writeView(json, shot.view);
  json.beginArray("camera_samples");
  for (const Camera& camera : shot.cameraSamples) writeCamera(json, {}, camera);
  json.endArray();
}

void writeHeadAndShots(JsonWriter& json, const Design& design) {
  if (design.head) writeHead(json, "head", *design.head);
  if (design.headCircumferenceMm) json.number("head_circumference_mm", *design.headCircumferenceMm);
  json.beginArray("head_samples");
  for (const HeadParams& head : design.headSamples) writeHead(json, {}, head);
  json.endArray();
  writeShot(json, design.shot());
  if (design.shots.size() == 1) return;
  json.integer("shot", design.currentShot).beginArray("other_shots");
  for (size_t k = 0; k < design.shots.size(); ++k) {
    if (k == static_cast<size_t>(design.currentShot)) continue;
    json.beginObject();
    writeShot(json, design.shots[k]);
    json.endObject();
  }
  json.endArray();
}

// The members of an open object.
void writeDesign(JsonWriter& json, const Design& design) {
  json.text("format", kDesignFormat).integer("version", kDesignVersion);
  json.text("units", "mm on the scalp map, dots per cm2 of skin, px of the upright photo; see each name");
  writeHeadAndShots(json, design);
  json.integer("seed", static_cast<int64_t>(design.seed)).number("irregularity", design.irregularity).integer("norwood", design.norwood);

  const Hairline& hairline = design.hairline;
  json.beginObject("hairline")
      .boolean("enabled", hairline.enabled)
      .text("template", hairline.templateName)
      .number("feather_mm", hairline.featherMm)
      .number("irregularity", hairline.irregularity)
      .boolean("symmetric", hairline.symmetric);
  writePoints(json, "points_map_mm", hairline.pointsMapMm);
  json.endObject();

  json.beginArray("zones");
  for (const Zone& zone : design.zones) writeZone(json, zone);
  json.endArray().beginArray("masks");
  for (const Mask& mask : design.masks) {
    json.beginObject().text("name", mask.name);
    writePoints(json, "outline_map_mm", mask.outlineMapMm);
    json.endObject();
  }
  json.endArray();

  writeCover(json, design.skinCover);
  json.beginObject("flow").boolean("whorl_clockwise", design.flow.whorlClockwise).beginArray("strokes");
  for (const FlowStroke& stroke : design.flow.strokes) {
    json.beginObject().number("radius_mm", stroke.radiusMm);
    writePoints(json, "points_map_mm", stroke.pointsMapMm);
    json.endObject();
  }
  json.endArray().endObject();

  json.beginObject("sessions").integer("count", design.sessions.count).beginArray("split");
  for (double share : design.sessions.split) json.element(share);
  json.endArray();
  if (!design.sessions.styles.empty()) {
    json.beginArray("styles");
    for (const SessionStyle& style : design.sessions.styles)
      json.beginObject()
          .number("shade_offset", style.shadeOffset)
          .number("diameter_factor", style.diameterFactor)
          .number("size_spread", style.sizeSpread)
          .number("accent_share", style.accentShare)
          .endObject();
    json.endArray();
  }
  json.endObject();

  const PriceProfile& price = design.price;
  json.beginObject("price")
      .text("currency", price.currency)
      .number("per_session_low", price.perSessionLow)
      .number("per_session_high", price.perSessionHigh)
      .number("total_low", price.totalLow)
      .number("total_high", price.totalHigh)
      .number("touch_up_low", price.touchUpLow)
      .number("touch_up_high", price.touchUpHigh)
      .endObject();
}

}  // namespace

std::string designToJson(const DesignFile& file) {
  JsonWriter json;
  json.beginObject();
  writeDesign(json, file.design);
  if (const Look& look = file.look; !(look == Look{})) {
    json.beginObject("look").integer("session", look.session).number("day", look.day);
    json.text("sun", kSunNames[static_cast<size_t>(look.ageing.sun)])
        .text("skin_type", kSkinTypeNames[static_cast<size_t>(look.ageing.skin)]);
    json.text("pigment", kPigmentNames[static_cast<size_t>(look.ageing.pigment)]).integer("touch_ups", look.touchUps);
    json.number("distance_mm", look.distanceMm).endObject();
  }
  const Proposals& proposals = file.proposals;
  if (!(proposals == Proposals{})) {
    json.beginObject("proposals").text("current", kProposalNames[static_cast<size_t>(proposals.current)]);
    for (size_t slot = 0; slot < proposals.others.size(); ++slot) {
      if (!proposals.others[slot]) continue;
      json.beginObject(kProposalNames[slot]);
      writeDesign(json, *proposals.others[slot]);
      json.endObject();
    }
    json.endObject();
  }
  return json.endObject().finish();
}

size_t approximateBytes(const Design& design) {
  size_t points = design.hairline.pointsMapMm.capacity();
  for (const Zone& zone : design.zones) points += zone.outlineMapMm.capacity();
  for (const Mask& mask : design.masks) points += mask.outlineMapMm.capacity();
  for (const FlowStroke& stroke : design.flow.strokes) points += stroke.pointsMapMm.capacity();
  size_t cameras = 0;
  for (const Shot& shot : design.shots) {
    points += shot.measures.outlinePx.capacity();
    cameras += shot.cameraSamples.capacity();
  }
  return sizeof(Design) + points * sizeof(Vec2) + design.skinCover.skin.capacity() +
         design.sessions.styles.capacity() * sizeof(SessionStyle) + design.zones.capacity() * sizeof(Zone) +
         design.masks.capacity() * sizeof(Mask) + design.flow.strokes.capacity() * sizeof(FlowStroke) +
         design.headSamples.capacity() * sizeof(HeadParams) + design.shots.capacity() * sizeof(Shot) + cameras * sizeof(Camera);
}

}  // namespace hd
