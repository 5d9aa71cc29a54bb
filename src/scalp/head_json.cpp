#include "scalp/head_json.h"

namespace hd {

void writeHead(JsonWriter& json, std::string_view key, const HeadParams& head) {
  json.beginObject(key)
      .number("length_mm", head.lengthMm)
      .number("breadth_mm", head.breadthMm)
      .number("vault_height_mm", head.vaultHeightMm)
      .number("pupil_distance_mm", head.pupilDistanceMm)
      .number("face_height_mm", head.faceHeightMm);
  if (head.fromPeople) {
    json.beginArray("modes");
    for (const double mode : head.modes) json.element(mode);
    json.endArray();
  }
  json.endObject();
}

std::optional<HeadParams> readPeopleHead(const JsonValue& object, JsonErrors& errors) {
  const JsonValue list = object["modes"];
  if (!list.present() || list.isNull()) return std::nullopt;
  if (!list.isArray() || list.size() != kHeadModes) {
    errors.add(list.path(), Message{"json.field/numbers", {{"count", kHeadModes}}});
    return std::nullopt;
  }
  std::array<double, kHeadModes> modes;
  for (size_t k = 0; k < modes.size(); ++k) modes[k] = list.at(k).number(errors, -kMostMode, kMostMode);
  return peopleHead(modes);
}

}  // namespace hd
