#include <algorithm>
#include <cstdio>

#include "core/base64.h"
#include "core/json.h"
#include "design/design_io.h"
#include "design/limits.h"
#include "design/names.h"
#include "design/templates.h"

namespace hd {
namespace {

// Types are checked here, ranges by validateDesign, so that files and edits obey the same rules.
// A field that may be left out keeps the value it has in a new Design.
class Reader {
 public:
  explicit Reader(JsonErrors& errors) : errors_(errors) {}

  void number(const JsonValue& v, double& out) {
    if (v.present()) out = v.number(errors_);
  }
  void integer(const JsonValue& v, int& out) {
    if (v.present()) out = static_cast<int>(v.integer(errors_, -1'000'000, 1'000'000));
  }
  void text(const JsonValue& v, std::string& out, size_t maxBytes = kMaxNameBytes) {
    if (v.present()) out = v.text(errors_, maxBytes);
  }
  void boolean(const JsonValue& v, bool& out) {
    if (v.present()) out = v.boolean(errors_);
  }
  void object(const JsonValue& v) {
    if (v.present() && !v.isObject()) errors_.add(v.path(), "must be an object");
  }
  /// Calls visit for each element; reports anything that is no list or too long. An absent list is empty.
  void list(const JsonValue& v, size_t most, const std::function<void(const JsonValue&)>& visit) {
    if (!v.present()) return;
    if (!v.isArray()) return errors_.add(v.path(), "must be a list");
    if (v.size() > most)
      return errors_.add(v.path(), "has " + std::to_string(v.size()) + " entries; at most " + std::to_string(most) + " are allowed");
    v.forEachElement([&](const JsonValue& element) {
      if (!errors_.any()) visit(element);
    });
  }
  Vec2 point(const JsonValue& v) {
    if (!v.isArray() || v.size() != 2) return errors_.add(v.path(), "must be a point [x, y]"), Vec2{};
    return {v.at(0).number(errors_), v.at(1).number(errors_)};
  }
  void points(const JsonValue& v, size_t most, std::vector<Vec2>& out) {
    out.clear();
    list(v, most, [&](const JsonValue& element) { out.push_back(point(element)); });
  }
  void required(const JsonValue& v) {
    if (!v.present()) errors_.add(v.path(), "is missing");
  }

  void head(const JsonValue& v, HeadParams& out) {
    object(v);
    number(v["length_mm"], out.lengthMm);
    number(v["breadth_mm"], out.breadthMm);
    number(v["vault_height_mm"], out.vaultHeightMm);
    number(v["pupil_distance_mm"], out.pupilDistanceMm);
    number(v["face_height_mm"], out.faceHeightMm);
  }
  void camera(const JsonValue& v, Camera& out) {
    required(v);
    object(v);
    required(v["focal_px"]);
    number(v["focal_px"], out.focalPx);
    out.centrePx = point(v["centre_px"]);
    const JsonValue rotation = v["rotation"], translation = v["translation_mm"];
    if (!rotation.isArray() || rotation.size() != 9) return errors_.add(rotation.path(), "must be a list of 9 numbers, row by row");
    for (int i = 0; i < 9; ++i) out.rotation[i % 3][i / 3] = rotation.at(static_cast<size_t>(i)).number(errors_);
    if (!translation.isArray() || translation.size() != 3) return errors_.add(translation.path(), "must be a list of 3 numbers");
    for (int i = 0; i < 3; ++i) out.translationMm[i] = translation.at(static_cast<size_t>(i)).number(errors_);
  }
  void view(const JsonValue& v, View& out) {
    required(v);
    object(v);
    const std::string kind = v["kind"].text(errors_);
    if (kind != "head" && kind != "flat") errors_.add(v["kind"].path(), "must be \"head\" or \"flat\"");
    out.kind = kind == "head" ? ViewKind::head : ViewKind::flat;
    integer(v["photo_width_px"], out.photoWidthPx);
    integer(v["photo_height_px"], out.photoHeightPx);
    required(v["mm_per_px"]);
    number(v["mm_per_px"], out.mmPerPx);
    number(v["scale_rel_sd"], out.scaleRelSd);
    number(v["area_rel_sd"], out.areaRelSd);
    text(v["scale_source"], out.scaleSource);
    if (out.kind == ViewKind::head || v["camera"].present()) camera(v["camera"], out.camera);
  }
  void hairline(const JsonValue& v, Hairline& out) {
    object(v);
    boolean(v["enabled"], out.enabled);
    text(v["template"], out.templateName);
    number(v["feather_mm"], out.featherMm);
    number(v["irregularity"], out.irregularity);
    boolean(v["symmetric"], out.symmetric);
    points(v["points_map_mm"], kMaxHairlinePoints, out.pointsMapMm);
  }
  Zone zone(const JsonValue& v) {
    Zone out;
    if (!v.isObject()) return errors_.add(v.path(), "must be an object"), out;
    text(v["name"], out.name);
    required(v["density_per_cm2"]);
    number(v["density_per_cm2"], out.densityPerCm2);
    number(v["feather_mm"], out.featherMm);
    number(v["dot_diameter_mm"], out.dotDiameterMm);
    integer(v["shade"], out.shade);
    if (v["mode"].present()) {
      const std::optional<ScatterMode> mode = scatterModeFromName(v["mode"].text(errors_));
      if (mode) out.mode = *mode;
      else errors_.add(v["mode"].path(), "must be \"fine\", \"random-diffuse\" or \"clustered\"");
    }
    if (v["use"].present()) {
      const std::optional<ZoneUse> use = zoneUseFromName(v["use"].text(errors_));
      if (use) out.use = *use;
      else errors_.add(v["use"].path(), "must be \"shaved-look\", \"between-hair\", \"part-line\", \"scar-cover\", \"birthmark-cover\" or \"alopecia-patch\"");
    }
    number(v["uptake"], out.uptake);
    integer(v["sessions"], out.sessions);
    boolean(v["follows_hairline"], out.followsHairline);
    number(v["band_from_mm"], out.bandFromMm);
    number(v["band_to_mm"], out.bandToMm);
    boolean(v["drawn_on_photo"], out.drawnOnPhoto);
    boolean(v["visible"], out.visible);
    required(v["outline_map_mm"]);
    points(v["outline_map_mm"], kMaxOutlinePoints, out.outlineMapMm);
    return out;
  }
  Mask mask(const JsonValue& v) {
    Mask out;
    if (!v.isObject()) return errors_.add(v.path(), "must be an object"), out;
    text(v["name"], out.name);
    required(v["outline_map_mm"]);
    points(v["outline_map_mm"], kMaxOutlinePoints, out.outlineMapMm);
    return out;
  }
  FlowStroke stroke(const JsonValue& v) {
    FlowStroke out;
    if (!v.isObject()) return errors_.add(v.path(), "must be an object"), out;
    number(v["radius_mm"], out.radiusMm);
    required(v["points_map_mm"]);
    points(v["points_map_mm"], kMaxStrokePoints, out.pointsMapMm);
    return out;
  }
  void tapped(const JsonValue& v, std::optional<TappedColour>& out) {
    if (!v.present() || v.isNull()) return;
    object(v);
    out.emplace().posPhotoPx = point(v["pos_px"]);
    number(v["radius_px"], out->radiusPx);
    const JsonValue rgb = v["linear_rgb"];
    if (!rgb.isArray() || rgb.size() != 3) return errors_.add(rgb.path(), "must be a list of 3 numbers");
    for (int c = 0; c < 3; ++c) out->linear[c] = rgb.at(static_cast<size_t>(c)).number(errors_);
  }
  void cover(const JsonValue& v, SkinCover& out) {
    if (!v.present() || v.isNull()) return;
    object(v);
    out.originMapMm = point(v["origin_map_mm"]);
    number(v["cell_mm"], out.cellMm);
    integer(v["columns"], out.columns);
    integer(v["rows"], out.rows);
    const std::string text = v["skin"].text(errors_, kMaxCoverCells * 4 / 3 + 8);
    if (std::optional<std::vector<uint8_t>> skin = fromBase64(text)) out.skin = std::move(*skin);
    else errors_.add(v["skin"].path(), "is not base64");
  }
  SessionStyle style(const JsonValue& v) {
    SessionStyle out;
    if (!v.isObject()) return errors_.add(v.path(), "must be an object"), out;
    number(v["shade_offset"], out.shadeOffset);
    number(v["diameter_factor"], out.diameterFactor);
    number(v["size_spread"], out.sizeSpread);
    number(v["accent_share"], out.accentShare);
    return out;
  }
  void price(const JsonValue& v, PriceProfile& out) {
    object(v);
    text(v["currency"], out.currency);
    number(v["per_session_low"], out.perSessionLow);
    number(v["per_session_high"], out.perSessionHigh);
    number(v["total_low"], out.totalLow);
    number(v["total_high"], out.totalHigh);
    number(v["touch_up_low"], out.touchUpLow);
    number(v["touch_up_high"], out.touchUpHigh);
  }

 private:
  JsonErrors& errors_;
};

Status checkVersion(const JsonValue& root) {
  JsonErrors errors;
  if (!root.isObject() || !root["format"].isString() || root["format"].text(errors) != kDesignFormat)
    return Error{"design.format", std::string("this is not a design: \"format\" must be \"") + std::string(kDesignFormat) + "\""};
  const double version = root["version"].number(errors);
  if (errors.any()) return Error{"design.version", errors.first().message};
  if (version == kDesignVersion) return Done{};
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", version);
  return Error{"design.version", std::string("\"version\" is ") + text + "; this program reads designs of version " +
                                     std::to_string(kDesignVersion) + " only, so open it with the program that wrote it"};
}

}  // namespace

namespace {

Result<JsonDocument> parseDesign(std::string_view json) {
  if (json.size() > kMaxDesignBytes)
    return Error{"design.size", "the design is larger than " + std::to_string(kMaxDesignBytes >> 20) + " MB; is it the right file?"};
  return JsonDocument::parse(json, "design");
}

Result<Design> readDesign(const JsonValue& root) {
  if (Status version = checkVersion(root); !version) return version.error();

  Design design;
  JsonErrors errors;
  Reader read(errors);
  if (root["seed"].present()) design.seed = static_cast<uint64_t>(root["seed"].integer(errors, 0, (int64_t{1} << 53) - 1));
  read.number(root["irregularity"], design.irregularity);
  read.integer(root["norwood"], design.norwood);
  const JsonValue photo = root["photo"];
  read.object(photo);
  read.text(photo["file"], design.photo.file, kMaxPathBytes);
  read.integer(photo["width_px"], design.photo.widthPx);
  read.integer(photo["height_px"], design.photo.heightPx);
  read.tapped(photo["skin"], design.photo.skin);
  read.tapped(photo["hair"], design.photo.hair);
  if (root["head"].present() && !root["head"].isNull()) read.head(root["head"], design.head.emplace());
  read.view(root["view"], design.view);
  read.list(root["view_samples"], kMaxViewSamples, [&](const JsonValue& v) {
    Design::ViewSample& sample = design.viewSamples.emplace_back();
    read.head(v["head"], sample.head);
    read.camera(v["camera"], sample.camera);
  });
  read.hairline(root["hairline"], design.hairline);
  read.list(root["zones"], kMaxZones, [&](const JsonValue& v) { design.zones.push_back(read.zone(v)); });
  read.list(root["masks"], kMaxMasks, [&](const JsonValue& v) { design.masks.push_back(read.mask(v)); });
  read.cover(root["skin_cover"], design.skinCover);
  const JsonValue flow = root["flow"], sessions = root["sessions"];
  read.object(flow);
  read.boolean(flow["whorl_clockwise"], design.flow.whorlClockwise);
  read.list(flow["strokes"], kMaxFlowStrokes, [&](const JsonValue& v) { design.flow.strokes.push_back(read.stroke(v)); });
  read.object(sessions);
  read.integer(sessions["count"], design.sessions.count);
  if (sessions["split"].present())
    read.list(sessions["split"], 4, [&](const JsonValue& v) { design.sessions.split.push_back(v.number(errors)); });
  else
    design.sessions.split = defaultSessionSplit(design.sessions.count);
  read.list(sessions["styles"], 4, [&](const JsonValue& v) { design.sessions.styles.push_back(read.style(v)); });
  read.object(root["price"]);
  read.price(root["price"], design.price);
  if (errors.any()) return errors.first();
  if (Status valid = validateDesign(design); !valid) return valid.error();
  return design;
}

}  // namespace

Result<Design> designFromJson(std::string_view json) {
  const Result<JsonDocument> document = parseDesign(json);
  if (!document) return document.error();
  return readDesign(document->root());
}

Result<Proposals> proposalsFromJson(std::string_view json) {
  const Result<JsonDocument> document = parseDesign(json);
  if (!document) return document.error();
  const JsonValue kept = document->root()["proposals"];
  Proposals proposals;
  if (!kept.present()) return proposals;
  JsonErrors errors;
  Reader(errors).object(kept);
  const std::string current = kept["current"].text(errors, 1);
  if (errors.any()) return errors.first();
  const auto slot = std::find(kProposalNames.begin(), kProposalNames.end(), current);
  if (slot == kProposalNames.end()) return Error{"json.field", "proposals.current must be \"A\", \"B\" or \"C\""};
  proposals.current = static_cast<int>(slot - kProposalNames.begin());
  for (int k = 0; k < Proposals::kSlots; ++k) {
    const JsonValue other = kept[kProposalNames[static_cast<size_t>(k)]];
    if (k == proposals.current || !other.present()) continue;
    Result<Design> design = readDesign(other);
    // Values out of range are told without the way to them.
    if (!design && design.error().message.find(other.path()) == std::string::npos) return Error{design.error().id, other.path() + ": " + design.error().message};
    if (!design) return design.error();
    proposals.others[static_cast<size_t>(k)] = std::move(*design);
  }
  return proposals;
}

}  // namespace hd
