#include "editor/script/ui_json.h"

#include "core/json.h"
#include "text/strings.h"

namespace hd {

std::string uiStateJson(const EditorState& s, uint64_t frames) {
  JsonWriter w;
  w.beginObject();
  w.beginArray("items");
  for (const auto& item : s.ui.items()) {
    if (item.width <= 0) continue;
    w.beginObject().text("id", item.id).text("role", item.role).text("label", item.label).text("value", item.value);
    w.number("x", item.x).number("y", item.y).number("width", item.width).number("height", item.height);
    w.boolean("enabled", item.enabled).boolean("checked", item.checked).boolean("focused", item.focused).endObject();
  }
  w.endArray().beginArray("actions");
  for (const auto& action : s.actions.all()) {
    w.beginObject().text("id", action.id).text("label", actionLabel(action)).text("shortcut", shortcutText(action));
    w.boolean("enabled", s.actions.enabled(action.id)).boolean("checked", s.actions.checked(action.id)).endObject();
  }
  w.endArray();
  w.text("screen", !s.model.hasPhoto() ? "start" : s.layout.form == Form::studio ? "studio" : "guided");
  w.text("tool", s.toolRow->id).text("step", rowOf(s.step).id);
  w.number("zoom", s.view.scale);
  w.beginObject("photo").number("x", s.view.offsetPt.x).number("y", s.view.offsetPt.y).number("scale", s.view.scale);
  w.integer("width", s.model.design().photo().widthPx).integer("height", s.model.design().photo().heightPx).endObject();
  w.beginObject("canvas").number("x", s.layout.canvas.x).number("y", s.layout.canvas.y).number("width", s.layout.canvas.w);
  w.number("height", s.layout.canvas.h).endObject();
  w.boolean("split", s.splitOn).boolean("before", showsBefore(s));
  w.boolean("looking_for_head", s.finding.looking);
  const bool noted = s.step == Step::scale && !s.finding.notes.empty();  // in the panel
  w.text("message", s.toast ? s.toast->text : noted ? s.finding.notes.front() : std::string());
  w.beginObject("counts").integer("frames", static_cast<int64_t>(frames));
  w.integer("dots", static_cast<int64_t>(s.model.dotsShown())).endObject();
  w.endObject();
  return w.finish(false);
}

}  // namespace hd
