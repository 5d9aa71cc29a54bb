#include "vision/found_json.h"

#include <cmath>
#include <cstdio>

#include "core/json.h"
#include "core/math.h"
#include "image/colour.h"

namespace hd {
namespace {

// Hundredths of a pixel are finer than any error here.
double rounded(double value) { return std::round(value * 100.0) / 100.0; }

void writePoint(JsonWriter& w, std::string_view key, Vec2 p) { w.beginArray(key).element(rounded(p.x)).element(rounded(p.y)).endArray(); }

std::string hexOf(Vec3 linear) {
  char text[8];
  std::snprintf(text, sizeof text, "#%02x%02x%02x", srgb8FromLinear(static_cast<float>(linear.x)),
                srgb8FromLinear(static_cast<float>(linear.y)), srgb8FromLinear(static_cast<float>(linear.z)));
  return text;
}

}  // namespace

std::string foundToJson(const FoundHead& found, Speak sentence) {
  JsonWriter w;
  w.beginObject();
  w.integer("faces", found.faces).text("view", headViewName(found.view));
  const auto eachPoint = [&](auto&& visit) {
    for (size_t i = 0; i < kLandmarkCount; ++i)
      if (found.landmarks[i]) visit(landmarkName(static_cast<Landmark>(i)), *found.landmarks[i]);
  };
  w.beginObject("landmarks");
  eachPoint([&](std::string_view name, const FoundPoint& p) { writePoint(w, name, p.px); });
  w.endObject();
  w.beginObject("sd_px");
  eachPoint([&](std::string_view name, const FoundPoint& p) { w.number(name, rounded(p.sdPx)); });
  if (!found.outlinePx.empty()) w.number("outline", rounded(found.outlineSdPx));
  w.endObject();
  if (found.canthusLeft && found.canthusRight) {
    w.beginObject("eye_corners");
    writePoint(w, "left", found.canthusLeft->px);
    writePoint(w, "right", found.canthusRight->px);
    w.number("sd_px", rounded(std::max(found.canthusLeft->sdPx, found.canthusRight->sdPx))).endObject();
  }
  w.beginArray("outline");
  for (Vec2 p : found.outlinePx) writePoint(w, {}, p);
  w.endArray();
  if (found.scale) {
    const ScaleReference& s = found.scale->reference;
    w.beginObject("scale").text("kind", scaleKindName(s.kind)).number("px", rounded(s.px)).number("mm", s.mm);
    w.number("sd", std::round(found.scale->relativeSd * 1e4) * 1e-4).endObject();
  }
  if (found.turn) {
    const auto degrees = [](double rad) { return std::round(rad * 1800 / kPi) / 10; };
    w.beginObject("turn_deg").number("turned", degrees(found.turn->yawRad)).number("bowed", degrees(found.turn->pitchRad));
    w.number("tilted", degrees(found.turn->rollRad)).endObject();
  }
  if (found.hair) {
    w.beginObject("skin").text("colour", hexOf(found.hair->skinLinear)).endObject();
    w.beginObject("hair").number("share_of_scalp", rounded(found.hair->hairShareOfScalp));
    if (found.hair->hairLinear) w.text("colour", hexOf(*found.hair->hairLinear));
    w.endObject();
    if (found.hair->norwood) w.integer("norwood_suggested", *found.hair->norwood);
  }
  if (!found.otherFacesPx.empty()) {
    w.integer("face", found.face).beginArray("other_faces");
    for (const auto& [px, size] : found.otherFacesPx)
      w.beginArray().element(rounded(px.x)).element(rounded(px.y)).element(rounded(size)).endArray();
    w.endArray();
  }
  w.beginArray("warnings");
  for (FindWarning warning : found.warnings)
    w.beginObject().text("id", findWarningName(warning)).text("text", sentence(findWarningMessage(warning))).endObject();
  w.endArray();
  w.endObject();
  return w.finish();
}

Message findWarningMessage(FindWarning warning) {
  switch (warning) {
    case FindWarning::severalPeople:
      return Message{"find.warning/several_people"};
    case FindWarning::cutOff:
      return Message{"find.warning/cut_off"};
    case FindWarning::tooSmall:
      return Message{"find.warning/too_small"};
    case FindWarning::noFace:
      return Message{"find.warning/no_face"};
    case FindWarning::blurred:
      return Message{"find.warning/blurred"};
    case FindWarning::dark:
      return Message{"find.warning/dark"};
    case FindWarning::shadow:
      return Message{"find.warning/shadow"};
    case FindWarning::tilted:
      return Message{"find.warning/tilted"};
  }
  return {};
}

}  // namespace hd
