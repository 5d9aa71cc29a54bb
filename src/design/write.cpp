#include "core/base64.h"
#include "core/json.h"
#include "design/design_io.h"
#include "design/names.h"

namespace hd {
namespace {

void writePoint(JsonWriter& json, Vec2 p) {
  json.beginArray().element(p.x).element(p.y).endArray();
}

void writePoints(JsonWriter& json, std::string_view key, const std::vector<Vec2>& points) {
  json.beginArray(key);
  for (Vec2 p : points) writePoint(json, p);
  json.endArray();
}

void writeHead(JsonWriter& json, const HeadParams& head) {
  json.beginObject("head")
      .number("length_mm", head.lengthMm)
      .number("breadth_mm", head.breadthMm)
      .number("vault_height_mm", head.vaultHeightMm)
      .number("pupil_distance_mm", head.pupilDistanceMm)
      .number("face_height_mm", head.faceHeightMm)
      .endObject();
}

void writeCamera(JsonWriter& json, const Camera& camera) {
  json.beginObject("camera").number("focal_px", camera.focalPx);
  json.beginArray("centre_px").element(camera.centrePx.x).element(camera.centrePx.y).endArray();
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
  writeCamera(json, view.camera);
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
      .boolean("drawn_on_photo", zone.drawnOnPhoto)
      .boolean("visible", zone.visible);
  writePoints(json, "outline_map_mm", zone.outlineMapMm);
  json.endObject();
}

void writeTapped(JsonWriter& json, std::string_view key, const std::optional<TappedColour>& colour) {
  if (!colour) return;
  json.beginObject(key).beginArray("pos_px").element(colour->posPhotoPx.x).element(colour->posPhotoPx.y).endArray();
  json.number("radius_px", colour->radiusPx).beginArray("linear_rgb");
  for (int c = 0; c < 3; ++c) json.element(colour->linear[c]);
  json.endArray().endObject();
}

void writeCover(JsonWriter& json, const SkinCover& cover) {
  if (cover.skin.empty()) return;
  json.beginObject("skin_cover").beginArray("origin_map_mm").element(cover.originMapMm.x).element(cover.originMapMm.y).endArray();
  json.number("cell_mm", cover.cellMm).integer("columns", cover.columns).integer("rows", cover.rows);
  json.text("skin", toBase64(cover.skin)).endObject();
}

// The members of an open object.
void writeDesign(JsonWriter& json, const Design& design) {
  json.text("format", kDesignFormat)
      .integer("version", kDesignVersion)
      .text("units", "mm on the scalp map, dots per cm2 of skin, px of the upright photo; see each name")
      .integer("seed", static_cast<int64_t>(design.seed))
      .number("irregularity", design.irregularity)
      .integer("norwood", design.norwood);
  json.beginObject("photo")
      .text("file", design.photo.file)
      .integer("width_px", design.photo.widthPx)
      .integer("height_px", design.photo.heightPx);
  writeTapped(json, "skin", design.photo.skin);
  writeTapped(json, "hair", design.photo.hair);
  json.endObject();
  if (design.head) writeHead(json, *design.head);
  writeView(json, design.view);
  json.beginArray("view_samples");
  for (const Design::ViewSample& sample : design.viewSamples) {
    json.beginObject();
    writeHead(json, sample.head);
    writeCamera(json, sample.camera);
    json.endObject();
  }
  json.endArray();

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

std::string designToJson(const Design& design) { return designToJson(design, {}); }

std::string designToJson(const Design& design, const Proposals& proposals) {
  JsonWriter json;
  json.beginObject();
  writeDesign(json, design);
  if (proposals.any()) {
    json.beginObject("proposals").text("current", kProposalNames[static_cast<size_t>(proposals.current)]);
    for (size_t slot = 0; slot < proposals.others.size(); ++slot) {
      if (!proposals.others[slot]) continue;
      json.beginObject(kProposalNames[slot]);
      writeDesign(json, *proposals.others[slot]);
      json.endObject();
    }
    json.endObject();
  }
  json.endObject();
  return json.finish();
}

size_t approximateBytes(const Design& design) {
  size_t points = design.hairline.pointsMapMm.capacity();
  for (const Zone& zone : design.zones) points += zone.outlineMapMm.capacity();
  for (const Mask& mask : design.masks) points += mask.outlineMapMm.capacity();
  for (const FlowStroke& stroke : design.flow.strokes) points += stroke.pointsMapMm.capacity();
  return sizeof(Design) + design.skinCover.skin.capacity() + design.sessions.styles.capacity() * sizeof(SessionStyle) + points * sizeof(Vec2) + design.zones.capacity() * sizeof(Zone) +
         design.masks.capacity() * sizeof(Mask) + design.flow.strokes.capacity() * sizeof(FlowStroke) +
         design.viewSamples.capacity() * sizeof(Design::ViewSample);
}

}  // namespace hd
