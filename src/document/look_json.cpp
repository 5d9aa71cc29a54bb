#include "document/look_json.h"

#include <algorithm>

#include "core/json.h"
#include "document/designer_model.h"

namespace hd {
namespace {

template <class T>
void choose(const JsonValue& v, JsonErrors& errors, std::span<const std::string_view> names, T& out) {
  if (!v.present()) return;
  const std::string name = v.text(errors);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) out = static_cast<T>(found - names.begin());
  else errors.add(v.path(), Message{"json.field/one_of", {{"known", names}}});
}

}  // namespace

std::string lookToJson(const DesignerModel& model) {
  const LookSettings& look = model.look();
  JsonWriter json;
  json.beginObject().integer("session", look.sessionsDone).number("day", look.dayAfterLastSession);
  json.text("sun", kSunNames[static_cast<size_t>(look.ageing.sun)])
      .text("skin_type", kSkinTypeNames[static_cast<size_t>(look.ageing.skin)]);
  json.text("pigment", kPigmentNames[static_cast<size_t>(look.ageing.pigment)]).integer("touch_ups", look.touchUps);
  json.beginArray("mistakes");
  for (const std::string_view name : mistakeNames())
    if (mistakeOn(model.mistakes(), name)) json.element(name);
  return json.endArray().number("distance_m", model.distanceMm() / 1000.0).endObject().finish(false);
}

Status setLookFromJson(DesignerModel& model, std::string_view text) {
  const Result<JsonDocument> document = JsonDocument::parse(text, Message{"noun.look"});
  if (!document) return document.error();
  const JsonValue root = document->root();
  JsonErrors errors;
  if (!root.isObject()) errors.add("look", Message{"json.field/object"});
  LookSettings look = model.look();
  Mistakes mistakes = model.mistakes();
  double distanceMm = model.distanceMm();
  if (root["session"].present())
    look.sessionsDone = static_cast<int>(root["session"].integer(errors, 1, std::max(1, model.design().sessions.count)));
  if (root["day"].present()) look.dayAfterLastSession = root["day"].number(errors, 0.0, kMostDaysShown);
  choose(root["sun"], errors, kSunNames, look.ageing.sun);
  choose(root["skin_type"], errors, kSkinTypeNames, look.ageing.skin);
  choose(root["pigment"], errors, kPigmentNames, look.ageing.pigment);
  if (root["touch_ups"].present()) look.touchUps = static_cast<int>(root["touch_ups"].integer(errors, 0, 20));
  if (root["distance_m"].present()) distanceMm = 1000.0 * root["distance_m"].number(errors, 0.0, 100.0);
  if (root["mistakes"].present()) {
    mistakes = {};
    if (!root["mistakes"].isArray()) errors.add(root["mistakes"].path(), Message{"json.field/list"});
    root["mistakes"].forEachElement([&](const JsonValue& v) {
      const std::string name = v.text(errors);
      if (!setMistake(mistakes, name)) errors.add(v.path(), Message{"json.field/one_of", {{"known", mistakeNames()}}});
    });
  }
  if (errors.any()) return errors.first();
  model.setLook(look);
  model.setMistakes(mistakes);
  model.setDistanceMm(distanceMm);
  return Done{};
}

}  // namespace hd
