#include <algorithm>
#include <span>

#include "core/base64.h"
#include "core/json.h"
#include "design/design_io.h"
#include "design/limits.h"
#include "design/names.h"
#include "design/start.h"
#include "scalp/head_json.h"

namespace hd {
namespace {

constexpr std::string_view kViewKinds[] = {"head", "flat"};

Message oneOf(std::span<const std::string_view> known) { return Message{"json.field/one_of", {{"known", known}}}; }

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
    if (v.present() && !v.isObject()) errors_.add(v.path(), Message{"json.field/object"});
  }
  /// Calls visit for each element; reports anything that is no list or too long. An absent list is empty.
  void list(const JsonValue& v, size_t most, const std::function<void(const JsonValue&)>& visit) {
    if (!v.present()) return;
    if (!v.isArray()) return errors_.add(v.path(), Message{"json.field/list"});
    if (v.size() > most) return errors_.add(v.path(), Message{"json.field/too_many", {{"count", v.size()}, {"most", most}}});
    v.forEachElement([&](const JsonValue& element) {
      if (!errors_.any()) visit(element);
    });
  }
  Vec2 point(const JsonValue& v) {
    if (!v.isArray() || v.size() != 2) return errors_.add(v.path(), Message{"json.field/pair"}), Vec2{};
    return {v.at(0).number(errors_), v.at(1).number(errors_)};
  }
  void points(const JsonValue& v, size_t most, std::vector<Vec2>& out) {
    out.clear();
    list(v, most, [&](const JsonValue& element) { out.push_back(point(element)); });
  }
  /// One of the words for an enumeration, in the order of its values; absent: `out` stays.
  template <class Enum>
  void word(const JsonValue& v, std::span<const std::string_view> names, Enum& out) {
    if (!v.present()) return;
    const auto found = std::find(names.begin(), names.end(), v.text(errors_));
    if (found != names.end()) out = static_cast<Enum>(found - names.begin());
    else errors_.add(v.path(), oneOf(names));
  }
  void required(const JsonValue& v) {
    if (!v.present()) errors_.add(v.path(), Message{"json.field/missing"});
  }

  void head(const JsonValue& v, HeadParams& out) {
    object(v);
    number(v["length_mm"], out.lengthMm);
    number(v["breadth_mm"], out.breadthMm);
    number(v["vault_height_mm"], out.vaultHeightMm);
    number(v["pupil_distance_mm"], out.pupilDistanceMm);
    number(v["face_height_mm"], out.faceHeightMm);
    if (const std::optional<HeadParams> people = readPeopleHead(v, errors_)) out = *people;  // sizes follow from modes
  }
  void camera(const JsonValue& v, Camera& out) {
    required(v);
    object(v);
    required(v["focal_px"]);
    number(v["focal_px"], out.focalPx);
    out.centrePx = point(v["centre_px"]);
    const JsonValue rotation = v["rotation"], translation = v["translation_mm"];
    if (!rotation.isArray() || rotation.size() != 9) return errors_.add(rotation.path(), Message{"json.field/matrix", {{"count", 9}}});
    for (int i = 0; i < 9; ++i) out.rotation[i % 3][i / 3] = rotation.at(static_cast<size_t>(i)).number(errors_);
    if (!translation.isArray() || translation.size() != 3)
      return errors_.add(translation.path(), Message{"json.field/numbers", {{"count", 3}}});
    for (int i = 0; i < 3; ++i) out.translationMm[i] = translation.at(static_cast<size_t>(i)).number(errors_);
  }
  void measures(const JsonValue& v, Shot& out) {
    object(v);
    const JsonValue landmarks = v["landmarks"], sd = v["sd_px"], scale = v["scale"], ruler = v["ruler_px"];
    object(landmarks);
    object(sd);
    for (int i = 0; i < kLandmarkCount; ++i) {
      const auto k = static_cast<size_t>(i);
      const std::string_view name = landmarkName(static_cast<Landmark>(i));
      if (const JsonValue px = landmarks[name]; px.present() && !px.isNull()) out.measures.landmarks.px[k] = point(px);
      if (const JsonValue px = sd[name]; px.present()) out.measures.sdPx[k] = px.number(errors_);
    }
    list(v["placed"], kLandmarkCount, [&](const JsonValue& name) {
      if (const std::optional<Landmark> landmark = landmarkFromName(name.text(errors_)))
        out.placedLandmarks |= 1u << static_cast<int>(*landmark);
      else errors_.add(name.path(), Message{"json.field/landmark", {{"known", landmarkNames()}}});
    });
    if (scale.present() && !scale.isNull()) {
      object(scale);
      ScaleReference& reference = out.measures.scale.emplace();
      word(scale["kind"], scaleKindNames(), reference.kind);
      required(scale["kind"]);
      required(scale["mm"]);
      number(scale["px"], reference.px);
      number(scale["mm"], reference.mm);
      if (scale["held"].present()) word(scale["held"], scaleHeldNames(), reference.held.emplace());
    }
    if (sd["outline"].present()) out.measures.outlineSdPx = sd["outline"].number(errors_);
    if (ruler.present() && !ruler.isNull()) {
      if (!ruler.isArray() || ruler.size() != 2) return errors_.add(ruler.path(), Message{"json.field/points", {{"count", 2}}});
      out.rulerPx = {point(ruler.at(0)), point(ruler.at(1))};
    }
    points(v["outline"], kMaxEdgePoints, out.measures.outlinePx);
  }
  void photo(const JsonValue& v, PhotoInfo& out) {
    object(v);
    text(v["file"], out.file, kMaxPathBytes);
    integer(v["width_px"], out.widthPx);
    integer(v["height_px"], out.heightPx);
    if (v["focal_px"].present()) out.focalPx = v["focal_px"].number(errors_);
    tapped(v["skin"], out.skin);
    tapped(v["hair"], out.hair);
  }
  /// Members of the design itself or of one of its other shots.
  Shot shot(const JsonValue& v) {
    Shot out;
    if (!v.isObject()) return errors_.add(v.path(), Message{"json.field/object"}), out;
    photo(v["photo"], out.photo);
    measures(v["measures"], out);
    view(v["view"], out.view);
    out.side = sideOf(out.view);
    word(v["side"], headSideNames(), out.side);
    list(v["camera_samples"], kMaxFitSamples, [&](const JsonValue& sample) { camera(sample, out.cameraSamples.emplace_back()); });
    return out;
  }
  void headAndShots(const JsonValue& v, int version, Design& out) {
    if (v["head"].present() && !v["head"].isNull()) head(v["head"], out.head.emplace());
    if (version == 1) return onePhoto(v, out);
    if (v["head_circumference_mm"].present()) out.headCircumferenceMm = v["head_circumference_mm"].number(errors_);
    list(v["head_samples"], kMaxFitSamples, [&](const JsonValue& sample) { head(sample, out.headSamples.emplace_back()); });
    out.shots.clear();
    list(v["other_shots"], kMaxShots, [&](const JsonValue& other) { out.shots.push_back(shot(other)); });
    if (v["shot"].present()) out.currentShot = static_cast<int>(v["shot"].integer(errors_, 0, static_cast<int64_t>(out.shots.size())));
    out.shots.insert(out.shots.begin() + out.currentShot, shot(v));
  }
  // Version 1: one photo without measures, and each sample of the fit with its head.
  void onePhoto(const JsonValue& v, Design& out) {
    photo(v["photo"], out.photo());
    view(v["view"], out.view());
    out.shot().side = sideOf(out.view());
    list(v["view_samples"], kMaxFitSamples, [&](const JsonValue& sample) {
      head(sample["head"], out.headSamples.emplace_back());
      camera(sample["camera"], out.shot().cameraSamples.emplace_back());
    });
  }
  void drawn(const JsonValue& root, Design& design) {
    if (root["seed"].present()) design.seed = static_cast<uint64_t>(root["seed"].integer(errors_, 0, (int64_t{1} << 53) - 1));
    number(root["irregularity"], design.irregularity);
    integer(root["norwood"], design.norwood);
    hairline(root["hairline"], design.hairline);
    list(root["zones"], kMaxZones, [&](const JsonValue& v) { design.zones.push_back(zone(v)); });
    list(root["masks"], kMaxMasks, [&](const JsonValue& v) { design.masks.push_back(mask(v)); });
    cover(root["skin_cover"], design.skinCover);
    const JsonValue flow = root["flow"], sessions = root["sessions"];
    object(flow);
    boolean(flow["whorl_clockwise"], design.flow.whorlClockwise);
    list(flow["strokes"], kMaxFlowStrokes, [&](const JsonValue& v) { design.flow.strokes.push_back(stroke(v)); });
    object(sessions);
    integer(sessions["count"], design.sessions.count);
    if (sessions["split"].present())
      list(sessions["split"], 4, [&](const JsonValue& v) { design.sessions.split.push_back(v.number(errors_)); });
    else design.sessions.split = defaultSessionSplit(design.sessions.count);
    list(sessions["styles"], 4, [&](const JsonValue& v) { design.sessions.styles.push_back(style(v)); });
    object(root["price"]);
    price(root["price"], design.price);
  }
  void look(const JsonValue& v, Look& out) {
    object(v);
    integer(v["session"], out.session);
    number(v["day"], out.day);
    word(v["sun"], kSunNames, out.ageing.sun);
    word(v["skin_type"], kSkinTypeNames, out.ageing.skin);
    word(v["pigment"], kPigmentNames, out.ageing.pigment);
    integer(v["touch_ups"], out.touchUps);
    number(v["distance_mm"], out.distanceMm);
  }

  void view(const JsonValue& v, View& out) {
    required(v);
    object(v);
    const std::string kind = v["kind"].text(errors_);
    if (kind != "head" && kind != "flat") errors_.add(v["kind"].path(), oneOf(kViewKinds));
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
    if (!v.isObject()) return errors_.add(v.path(), Message{"json.field/object"}), out;
    text(v["name"], out.name);
    required(v["density_per_cm2"]);
    number(v["density_per_cm2"], out.densityPerCm2);
    number(v["feather_mm"], out.featherMm);
    number(v["dot_diameter_mm"], out.dotDiameterMm);
    integer(v["shade"], out.shade);
    word(v["mode"], scatterModeNames(), out.mode);
    word(v["use"], zoneUseNames(), out.use);
    number(v["uptake"], out.uptake);
    integer(v["sessions"], out.sessions);
    boolean(v["follows_hairline"], out.followsHairline);
    number(v["band_from_mm"], out.bandFromMm);
    number(v["band_to_mm"], out.bandToMm);
    boolean(v["drawn_on_photo"], out.drawnOnPhoto);
    integer(v["drawn_on_shot"], out.drawnOnShot);
    boolean(v["visible"], out.visible);
    required(v["outline_map_mm"]);
    points(v["outline_map_mm"], kMaxOutlinePoints, out.outlineMapMm);
    return out;
  }
  Mask mask(const JsonValue& v) {
    Mask out;
    if (!v.isObject()) return errors_.add(v.path(), Message{"json.field/object"}), out;
    text(v["name"], out.name);
    required(v["outline_map_mm"]);
    points(v["outline_map_mm"], kMaxOutlinePoints, out.outlineMapMm);
    return out;
  }
  FlowStroke stroke(const JsonValue& v) {
    FlowStroke out;
    if (!v.isObject()) return errors_.add(v.path(), Message{"json.field/object"}), out;
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
    if (!rgb.isArray() || rgb.size() != 3) return errors_.add(rgb.path(), Message{"json.field/numbers", {{"count", 3}}});
    for (int c = 0; c < 3; ++c) out->linear[c] = rgb.at(static_cast<size_t>(c)).number(errors_);
  }
  void cover(const JsonValue& v, SkinCover& out) {
    if (!v.present() || v.isNull()) return;
    object(v);
    out.originMapMm = point(v["origin_map_mm"]);
    number(v["cell_mm"], out.cellMm);
    integer(v["columns"], out.columns);
    integer(v["rows"], out.rows);
    boolean(v["every_zone"], out.everyZone);
    const std::string text = v["skin"].text(errors_, kMaxCoverCells * 4 / 3 + 8);
    if (std::optional<std::vector<uint8_t>> skin = fromBase64(text)) out.skin = std::move(*skin);
    else errors_.add(v["skin"].path(), Message{"json.field/base64"});
  }
  SessionStyle style(const JsonValue& v) {
    SessionStyle out;
    if (!v.isObject()) return errors_.add(v.path(), Message{"json.field/object"}), out;
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

Result<int> versionOf(const JsonValue& root) {
  JsonErrors errors;
  if (!root.isObject() || !root["format"].isString() || root["format"].text(errors) != kDesignFormat)
    return Error{"design.format", {{"wanted", kDesignFormat}}};
  const double version = root["version"].number(errors);
  if (errors.any()) return Error{"design.version/problem", {{"problem", errors.first()}}};
  if (version == 1 || version == kDesignVersion) return static_cast<int>(version);
  return Error{"design.version", {{"version", version}, {"known", kDesignVersion}}};
}

// Ranges are checked without knowing where in the file the design stands: tell it, if the error does not.
Error inProposal(const Error& problem, const std::string& path) {
  const Value* field = problem.find("field");
  if (field && field->text.starts_with(path)) return problem;
  Error out = Error{"json.in_field", {{"field", jsonField(path)}, {"problem", problem}}};
  out.id = problem.id;
  return out;
}

Result<Design> readDesign(const JsonValue& root) {
  const Result<int> version = versionOf(root);
  if (!version) return version.error();
  Design design;
  JsonErrors errors;
  Reader read(errors);
  read.headAndShots(root, *version, design);
  read.drawn(root, design);
  if (errors.any()) return errors.first();
  if (Status valid = validateDesign(design, *version); !valid) return valid.error();
  return design;
}

Result<Proposals> readProposals(const JsonValue& kept) {
  Proposals proposals;
  if (!kept.present()) return proposals;
  JsonErrors errors;
  Reader(errors).object(kept);
  const std::string current = kept["current"].text(errors, 1);
  if (errors.any()) return errors.first();
  const auto slot = std::find(kProposalNames.begin(), kProposalNames.end(), current);
  if (slot == kProposalNames.end()) {
    errors.add("proposals.current", oneOf(kProposalNames));
    return errors.first();
  }
  proposals.current = static_cast<int>(slot - kProposalNames.begin());
  for (int k = 0; k < Proposals::kSlots; ++k) {
    const JsonValue other = kept[kProposalNames[static_cast<size_t>(k)]];
    if (k == proposals.current || !other.present()) continue;
    Result<Design> read = readDesign(other);
    if (!read) return inProposal(read.error(), other.path());
    proposals.others[static_cast<size_t>(k)] = std::move(*read);
  }
  return proposals;
}

}  // namespace

Result<DesignFile> designFromJson(std::string_view json) {
  if (json.size() > kMaxDesignBytes) return Error{"design.size", {{"most", quantity(kMaxDesignBytes >> 20, Unit::megabytes)}}};
  const Result<JsonDocument> document = JsonDocument::parse(json, Message{"noun.design"});
  if (!document) return document.error();
  const JsonValue root = document->root();
  Result<Design> design = readDesign(root);
  if (!design) return design.error();
  Result<Proposals> proposals = readProposals(root["proposals"]);
  if (!proposals) return proposals.error();
  DesignFile file{std::move(*design), std::move(*proposals), {}};
  JsonErrors errors;
  Reader(errors).look(root["look"], file.look);
  if (errors.any()) return errors.first();
  if (Status valid = validateLook(file.look); !valid) return valid.error();
  return file;
}

}  // namespace hd
