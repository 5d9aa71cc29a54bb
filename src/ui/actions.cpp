#include "ui/actions.h"

#include <cassert>

#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

bool matches(const Shortcut& shortcut, const KeyEvent& event) {
  if (event.key != shortcut.key || event.alt) return false;
  if (shortcut.key == Key::letter && event.letter != shortcut.letter) return false;
  return shortcut.control == (event.control || event.super) && shortcut.shift == event.shift;
}

const char* keyName(Key key) {
  switch (key) {
    case Key::escape:
      return "Esc";
    case Key::enter:
      return "Enter";
    case Key::backspace:
      return "Backspace";
    case Key::del:
      return "Delete";
    case Key::home:
      return "Home";
    case Key::end:
      return "End";
    case Key::pageUp:
      return tr("key.page_up");
    case Key::pageDown:
      return tr("key.page_down");
    default:
      return "";
  }
}

}  // namespace

std::string actionLabel(const Action& action) {
  return action.words ? action.words() : trf(action.labelKey, {{"value", action.labelValue}});
}

void ActionRegistry::add(Action action) {
  assert(!find(action.id));
  actions_.push_back(std::move(action));
}

const Action* ActionRegistry::find(std::string_view id) const {
  for (const auto& action : actions_) {
    if (action.id == id) return &action;
  }
  return nullptr;
}

bool ActionRegistry::enabled(std::string_view id) const {
  const Action* action = find(id);
  return action && (!action->enabled || action->enabled());
}

bool ActionRegistry::checked(std::string_view id) const {
  const Action* action = find(id);
  return action && action->checked && action->checked();
}

bool ActionRegistry::run(std::string_view id) const {
  if (!enabled(id)) return false;
  // A copy: what it does may change the registry's owner.
  const auto run = find(id)->run;
  run();
  return true;
}

bool ActionRegistry::runShortcut(const KeyEvent& event) const {
  if (!event.pressed) return false;
  for (const auto& action : actions_) {
    for (const auto& shortcut : action.shortcuts) {
      if (matches(shortcut, event) && enabled(action.id)) {
        const auto run = action.run;
        run();
        return true;
      }
    }
  }
  return false;
}

std::string shortcutText(const Action& action) {
  if (action.shortcuts.empty()) return {};
  const Shortcut& s = action.shortcuts.front();
  std::string out;
  if (s.control) out += "Ctrl+";
  if (s.shift) out += "Shift+";
  return out + (s.key == Key::letter ? std::string(1, s.letter) : std::string(keyName(s.key)));
}

}  // namespace hd
