#include "scalp/landmarks.h"

#include "core/facts.h"
#include "core/json.h"

namespace hd {
namespace {

constexpr std::string_view kNames[kLandmarkCount] = {"pupil_left",   "pupil_right",   "glabella", "menton",
                                                     "tragion_left", "tragion_right", "vertex"};
constexpr std::string_view kScaleNames[] = {"card", "iris", "ipd", "length"};

// A tap may lie outside the picture (a chin that was cut off), but not in another county.
constexpr double kFarthestPx = 1e5;

Vec2 readPoint(const JsonValue& value, JsonErrors& errors) {
  if (!value.isArray() || value.size() != 2) {
    errors.add(value.path(), "must be a pair [x, y] in photo pixels");
    return Vec2(0.0);
  }
  const double x = value.at(0).number(errors, -kFarthestPx, kFarthestPx);
  return {x, value.at(1).number(errors, -kFarthestPx, kFarthestPx)};
}

void readLandmarks(const JsonValue& all, JsonErrors& errors, Landmarks& out) {
  if (!all.present()) return errors.add("landmarks", "is missing");
  if (!all.isObject()) return errors.add("landmarks", "must be an object of named points");
  all.forEachMember([&](std::string_view name, const JsonValue& value) {
    const std::optional<Landmark> landmark = landmarkFromName(name);
    if (!landmark) {
      std::string known;
      for (const std::string_view k : kNames) known += (known.empty() ? "" : ", ") + std::string(k);
      errors.add(value.path(), "is no landmark; known are " + known);
    } else if (!value.isNull()) {
      if (out[*landmark]) errors.add(value.path(), "is given twice");
      out[*landmark] = readPoint(value, errors);
    }
  });
}

std::optional<ScaleReference> readScale(const JsonValue& value, JsonErrors& errors) {
  if (!value.present() || value.isNull()) return std::nullopt;
  if (!value.isObject()) {
    errors.add("scale", "must be an object with kind, px and mm");
    return std::nullopt;
  }
  ScaleReference scale;
  const std::string kind = value["kind"].text(errors);
  int found = -1;
  for (int i = 0; i < 4; ++i)
    if (kind == kScaleNames[i]) found = i;
  if (found < 0) {
    errors.add("scale.kind", "must be one of card, iris, ipd, length");
    return std::nullopt;
  }
  scale.kind = static_cast<ScaleKind>(found);
  scale.px = value["px"].number(errors, 1.0, kFarthestPx);
  const std::optional<double> usual = usualScaleMm(scale.kind);
  if (!value["mm"].present() && usual)
    scale.mm = *usual;
  else
    scale.mm = value["mm"].number(errors, 1.0, 1000.0);
  return scale;
}

}  // namespace

std::string_view landmarkName(Landmark landmark) { return kNames[static_cast<size_t>(landmark)]; }

std::optional<Landmark> landmarkFromName(std::string_view name) {
  for (int i = 0; i < kLandmarkCount; ++i)
    if (kNames[i] == name) return static_cast<Landmark>(i);
  return std::nullopt;
}

std::string_view scaleKindName(ScaleKind kind) { return kScaleNames[static_cast<size_t>(kind)]; }

std::optional<double> usualScaleMm(ScaleKind kind) {
  switch (kind) {
    case ScaleKind::card: return factValue("scale.card_width_mm");
    case ScaleKind::iris: return factValue("scale.iris_mm");
    case ScaleKind::ipd: return factValue("head.pupil_distance_mm");
    case ScaleKind::length: break;
  }
  return std::nullopt;
}

Result<PhotoMeasures> parseLandmarks(std::string_view json) {
  Result<JsonDocument> document = JsonDocument::parse(json, "landmarks file");
  if (!document) return document.error();
  const JsonValue root = document->root();
  JsonErrors errors;
  if (!root.isObject()) {
    errors.add("", "must be an object with landmarks and scale");
    return errors.first();
  }
  PhotoMeasures measures;
  readLandmarks(root["landmarks"], errors, measures.landmarks);
  measures.scale = readScale(root["scale"], errors);
  if (errors.any()) return errors.first();
  return measures;
}

}  // namespace hd
