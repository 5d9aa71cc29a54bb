#include "mannequin/truth.h"

#include "core/facts.h"
#include "core/json.h"
#include "scalp/head_json.h"

namespace hd {
namespace {

constexpr std::array<std::string_view, 4> kScaleNames = {"card", "iris", "ipd", "length"};
constexpr double kFar = 1e6;  ///< no coordinate of a picture or a head is larger

void writePoint(JsonWriter& w, std::string_view key, Vec2 p) { w.beginArray(key).element(p.x).element(p.y).endArray(); }

void writePoint(JsonWriter& w, std::string_view key, Vec3 p) { w.beginArray(key).element(p.x).element(p.y).element(p.z).endArray(); }

/// Reads an array of exactly N numbers.
template <size_t N>
std::array<double, N> readNumbers(const JsonValue& value, JsonErrors& errors, double limit = kFar) {
  std::array<double, N> out{};
  if (!value.isArray() || value.size() != N) {
    errors.add(value.path(), Message{"json.field/numbers", {{"count", N}}});
    return out;
  }
  for (size_t i = 0; i < N; ++i) out[i] = value.at(i).number(errors, -limit, limit);
  return out;
}

Vec2 readVec2(const JsonValue& value, JsonErrors& errors) {
  const auto n = readNumbers<2>(value, errors);
  return {n[0], n[1]};
}

Vec3 readVec3(const JsonValue& value, JsonErrors& errors) {
  const auto n = readNumbers<3>(value, errors);
  return {n[0], n[1], n[2]};
}

Camera readCamera(const JsonValue& value, JsonErrors& errors) {
  Camera camera;
  camera.focalPx = value["focal_px"].number(errors, 1.0, kFar);
  camera.centrePx = readVec2(value["centre_px"], errors);
  const auto r = readNumbers<9>(value["rotation"], errors, 1.0 + 1e-6);
  // Row-major in the file, column-major in memory.
  camera.rotation = glm::transpose(Mat3(r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8]));
  camera.translationMm = readVec3(value["translation_mm"], errors);
  if (errors.any()) return camera;
  const Mat3 square = camera.rotation * glm::transpose(camera.rotation);
  double off = 0.0;
  for (int c = 0; c < 3; ++c) {
    for (int k = 0; k < 3; ++k) off = std::max(off, std::abs(square[c][k] - (c == k ? 1.0 : 0.0)));
  }
  if (off > 1e-4 || glm::determinant(camera.rotation) < 0.0) errors.add(value["rotation"].path(), Message{"json.field/rotation"});
  if (camera.translationMm.z <= 0.0) errors.add(value["translation_mm"].path(), Message{"json.field/behind_camera"});
  return camera;
}

HeadParams readHead(const JsonValue& value, JsonErrors& errors) {
  HeadParams head;
  head.lengthMm = value["length_mm"].number(errors, 100, 300);
  head.breadthMm = value["breadth_mm"].number(errors, 80, 250);
  head.vaultHeightMm = value["vault_height_mm"].number(errors, 70, 220);
  head.pupilDistanceMm = value["pupil_distance_mm"].number(errors, 35, 95);
  head.faceHeightMm = value["face_height_mm"].number(errors, 60, 190);
  if (const std::optional<HeadParams> people = readPeopleHead(value, errors)) head = *people;
  return head;
}

CardTruth readCard(const JsonValue& value, JsonErrors& errors) {
  CardTruth card;
  const JsonValue corners = value["corners_px"];
  if (!corners.isArray() || corners.size() != 4) errors.add(corners.path(), Message{"json.field/points", {{"count", 4}}});
  for (size_t i = 0; i < 4 && !errors.any(); ++i) card.cornersPx[i] = readVec2(corners.at(i), errors);
  card.widthPx = value["width_px"].number(errors, 1e-3, kFar);
  card.heightPx = value["height_px"].number(errors, 1e-3, kFar);
  card.widthMm = value["width_mm"].number(errors, 1e-3, kFar);
  card.heightMm = value["height_mm"].number(errors, 1e-3, kFar);
  return card;
}

}  // namespace

std::string truthJson(const Truth& t) {
  JsonWriter w;
  w.beginObject();
  w.integer("version", 1);
  w.text("view", headSideName(t.view)).integer("norwood", t.norwood).integer("skin", t.skin);
  w.integer("seed", static_cast<int64_t>(t.seed));
  w.beginObject("image").integer("width", t.widthPx).integer("height", t.heightPx).endObject();
  w.beginObject("landmarks");
  for (int i = 0; i < kLandmarkCount; ++i) {
    const auto& px = t.measures.landmarks[static_cast<Landmark>(i)];
    if (px) writePoint(w, landmarkName(static_cast<Landmark>(i)), *px);
  }
  w.endObject();
  if (t.measures.scale) {
    w.beginObject("scale").text("kind", kScaleNames[static_cast<size_t>(t.measures.scale->kind)]);
    w.number("px", t.measures.scale->px).number("mm", t.measures.scale->mm).endObject();
  }
  w.number("mm_per_px", t.mmPerPx);
  w.number("bald_area_cm2", t.baldAreaCm2).number("visible_bald_area_cm2", t.visibleBaldAreaCm2);
  writeHead(w, "head", t.head);
  w.beginObject("camera").number("focal_px", t.camera.focalPx);
  writePoint(w, "centre_px", t.camera.centrePx);
  w.beginArray("rotation");
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) w.element(t.camera.rotation[column][row]);
  }
  w.endArray();
  writePoint(w, "translation_mm", t.camera.translationMm);
  w.endObject();
  w.beginObject("landmarks_mm");
  for (int i = 0; i < kLandmarkCount; ++i) { writePoint(w, landmarkName(static_cast<Landmark>(i)), t.landmarksMm[static_cast<size_t>(i)]); }
  w.endObject();
  if (t.card) {
    w.beginObject("card").beginArray("corners_px");
    for (const Vec2& c : t.card->cornersPx) writePoint(w, {}, c);
    w.endArray();
    w.number("width_px", t.card->widthPx).number("height_px", t.card->heightPx);
    w.number("width_mm", t.card->widthMm).number("height_mm", t.card->heightMm).endObject();
  }
  w.beginArray("bald_outline_px");
  for (const auto& line : t.baldOutlinePx) {
    w.beginArray();
    for (const Vec2& p : line) writePoint(w, {}, p);
    w.endArray();
  }
  w.endArray();
  w.endObject();
  return w.finish();
}

Result<Truth> parseTruth(std::string_view json) {
  Result<JsonDocument> document = JsonDocument::parse(json, Message{"noun.truth"});
  if (!document) return document.error();
  Result<PhotoMeasures> measures = parseLandmarks(json);
  if (!measures) return measures.error();
  const JsonValue root = document->root();
  JsonErrors errors;
  Truth t;
  t.measures = *measures;
  root["version"].integer(errors, 1, 1);
  const std::string view = root["view"].text(errors, 16);
  if (const auto named = headSideFromName(view)) {
    t.view = *named;
  } else {
    errors.add(root["view"].path(), Message{"json.field/one_of", {{"known", headSideNames()}}});
  }
  t.norwood = static_cast<int>(root["norwood"].integer(errors, 1, 7));
  t.skin = static_cast<int>(root["skin"].integer(errors, 1, 10));
  t.seed = static_cast<uint64_t>(root["seed"].integer(errors, 0, INT64_MAX));
  t.widthPx = static_cast<int>(root["image"]["width"].integer(errors, 1, 100000));
  t.heightPx = static_cast<int>(root["image"]["height"].integer(errors, 1, 100000));
  t.mmPerPx = root["mm_per_px"].number(errors, 1e-4, 100.0);
  t.baldAreaCm2 = root["bald_area_cm2"].number(errors, 0.0, 2000.0);
  t.visibleBaldAreaCm2 = root["visible_bald_area_cm2"].number(errors, 0.0, 2000.0);
  t.head = readHead(root["head"], errors);
  t.camera = readCamera(root["camera"], errors);
  for (int i = 0; i < kLandmarkCount; ++i) {
    t.landmarksMm[static_cast<size_t>(i)] = readVec3(root["landmarks_mm"][landmarkName(static_cast<Landmark>(i))], errors);
  }
  if (root["card"].present()) t.card = readCard(root["card"], errors);
  root["bald_outline_px"].forEachElement([&](const JsonValue& line) {
    std::vector<Vec2>& points = t.baldOutlinePx.emplace_back();
    line.forEachElement([&](const JsonValue& p) { points.push_back(readVec2(p, errors)); });
  });
  if (errors.any()) return errors.first();
  return t;
}

HeadFit fitOfTruth(const Truth& truth) {
  HeadFit fit;
  fit.head = truth.head;
  fit.view.kind = ViewKind::head;
  fit.view.photoWidthPx = truth.widthPx;
  fit.view.photoHeightPx = truth.heightPx;
  fit.view.camera = truth.camera;
  fit.view.mmPerPx = truth.mmPerPx;
  fit.view.scaleRelSd = factValue("fit.truth_length_rel_sd");
  fit.view.areaRelSd = factValue("fit.truth_area_rel_sd");
  fit.view.scaleSource = "truth";
  return fit;
}

}  // namespace hd
