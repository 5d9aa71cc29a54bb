#include "scalp/landmarks.h"

#include "core/facts.h"
#include "core/json.h"

namespace hd {
namespace {

constexpr std::string_view kNames[kLandmarkCount] = {"pupil_left",   "pupil_right",   "glabella", "menton",
                                                     "tragion_left", "tragion_right", "vertex"};
constexpr std::string_view kScaleNames[] = {"card", "iris", "ipd", "length"};
constexpr std::string_view kHeldNames[] = {"forehead", "side", "top", "back"};

template <class Enum, size_t count>
std::optional<Enum> valueNamed(const std::string_view (&names)[count], std::string_view name) {
  for (size_t i = 0; i < count; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

Vec2 readPoint(const JsonValue& value, JsonErrors& errors) {
  if (!value.isArray() || value.size() != 2) {
    errors.add(value.path(), Message{"json.field/pair_px"});
    return Vec2(0.0);
  }
  const double x = value.at(0).number(errors, -kFarthestTapPx, kFarthestTapPx);
  return {x, value.at(1).number(errors, -kFarthestTapPx, kFarthestTapPx)};
}

void readLandmarks(const JsonValue& all, JsonErrors& errors, Landmarks& out) {
  if (!all.present()) return errors.add("landmarks", Message{"json.field/missing"});
  if (!all.isObject()) return errors.add("landmarks", Message{"json.field/named_points"});
  all.forEachMember([&](std::string_view name, const JsonValue& value) {
    const std::optional<Landmark> landmark = landmarkFromName(name);
    if (!landmark) {
      errors.add(value.path(), Message{"json.field/landmark", {{"known", kNames}}});
    } else if (!value.isNull()) {
      if (out[*landmark]) errors.add(value.path(), Message{"json.field/twice"});
      out[*landmark] = readPoint(value, errors);
    }
  });
}

std::optional<ScaleReference> readScale(const JsonValue& value, JsonErrors& errors) {
  if (!value.present() || value.isNull()) return std::nullopt;
  if (!value.isObject()) {
    errors.add("scale", Message{"json.field/scale"});
    return std::nullopt;
  }
  ScaleReference scale;
  const std::optional<ScaleKind> kind = scaleKindFromName(value["kind"].text(errors));
  if (!kind) {
    errors.add("scale.kind", Message{"json.field/one_of", {{"known", kScaleNames}}});
    return std::nullopt;
  }
  scale.kind = *kind;
  scale.px = value["px"].number(errors, 1.0, kFarthestTapPx);
  const std::optional<double> usual = usualScaleMm(scale.kind);
  if (!value["mm"].present() && usual) scale.mm = *usual;
  else scale.mm = value["mm"].number(errors, 1.0, 1000.0);
  if (value["held"].present() && !value["held"].isNull()) {
    scale.held = valueNamed<ScaleHeld>(kHeldNames, value["held"].text(errors));
    if (!scale.held) errors.add("scale.held", Message{"json.field/one_of", {{"known", kHeldNames}}});
  }
  return scale;
}

// What more may be known of the photo and the person; every part may be absent.
void readExtras(const JsonValue& root, JsonErrors& errors, PhotoMeasures& out) {
  constexpr size_t kMostOutlinePoints = 4000;
  const auto told = [](const JsonValue& value) { return value.present() && !value.isNull(); };
  const JsonValue outline = root["outline"], sd = root["sd_px"];
  if (told(outline)) {
    if (!outline.isArray()) errors.add("outline", Message{"json.field/list"});
    else if (outline.size() > kMostOutlinePoints)
      errors.add("outline", Message{"json.field/too_many", {{"count", outline.size()}, {"most", kMostOutlinePoints}}});
    else
      for (size_t i = 0; i < outline.size(); ++i) out.outlinePx.push_back(readPoint(outline.at(i), errors));
  }
  if (told(sd)) {
    if (!sd.isObject()) return errors.add("sd_px", Message{"json.field/object"});
    sd.forEachMember([&](std::string_view name, const JsonValue& value) {
      const double px = value.number(errors, 0.1, 1000.0);
      if (const std::optional<Landmark> landmark = landmarkFromName(name)) out.sdPx[static_cast<size_t>(*landmark)] = px;
      else if (name == "outline") out.outlineSdPx = px;
      else errors.add(value.path(), Message{"json.field/landmark_or_outline", {{"known", kNames}}});
    });
  }
  if (told(root["focal_px"])) out.focalPx = root["focal_px"].number(errors, 10.0, kFarthestTapPx);
  if (told(root["circumference_mm"])) out.circumferenceMm = root["circumference_mm"].number(errors, 400.0, 750.0);
}

}  // namespace

std::string_view landmarkName(Landmark landmark) { return kNames[static_cast<size_t>(landmark)]; }

std::optional<Landmark> landmarkFromName(std::string_view name) { return valueNamed<Landmark>(kNames, name); }

uint32_t placedMask(const Landmarks& landmarks) {
  uint32_t mask = 0;
  for (size_t i = 0; i < landmarks.px.size(); ++i) mask |= landmarks.px[i] ? 1u << i : 0u;
  return mask;
}

std::string_view scaleKindName(ScaleKind kind) { return kScaleNames[static_cast<size_t>(kind)]; }
std::optional<ScaleKind> scaleKindFromName(std::string_view name) { return valueNamed<ScaleKind>(kScaleNames, name); }

std::span<const std::string_view> landmarkNames() { return kNames; }
std::span<const std::string_view> scaleKindNames() { return kScaleNames; }
std::span<const std::string_view> scaleHeldNames() { return kHeldNames; }
std::string_view scaleHeldName(ScaleHeld held) { return kHeldNames[static_cast<size_t>(held)]; }

std::optional<double> usualScaleMm(ScaleKind kind) {
  switch (kind) {
    case ScaleKind::card:
      return factValue("scale.card_width_mm");
    case ScaleKind::iris:
      return factValue("scale.iris_mm");
    case ScaleKind::ipd:
      return factValue("head.pupil_distance_mm");
    case ScaleKind::length:
      break;
  }
  return std::nullopt;
}

Result<PhotoMeasures> parseLandmarks(std::string_view json) {
  Result<JsonDocument> document = JsonDocument::parse(json, Message{"noun.landmarks_file"});
  if (!document) return document.error();
  const JsonValue root = document->root();
  JsonErrors errors;
  if (!root.isObject()) {
    errors.add("", Message{"json.field/measures"});
    return errors.first();
  }
  PhotoMeasures measures;
  readLandmarks(root["landmarks"], errors, measures.landmarks);
  measures.scale = readScale(root["scale"], errors);
  readExtras(root, errors, measures);
  if (errors.any()) return errors.first();
  return measures;
}

}  // namespace hd
