// Everything that can be done, once: buttons, shortcuts, the accessibility mirror, the host and the
// tests all run actions from this registry, so they cannot drift apart.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/input.h"

namespace hd {

/// A key with its modifiers. `control` stands for the platform's command key too.
struct Shortcut {
  Key key = Key::none;
  char letter = 0;
  bool control = false, shift = false;
};

struct Action {
  std::string id;             ///< stable: "tool.hairline"
  const char* labelKey = "";  ///< string key of its words
  std::vector<Shortcut> shortcuts;
  std::function<bool()> enabled;  ///< absent: always
  std::function<bool()> checked;  ///< absent: not a thing that is on or off
  std::function<void()> run;
  std::string labelValue = {};              ///< what {value} in its words stands for, if anything
  std::function<std::string()> words = {};  ///< its words where they depend on what is there now
};

/// The action's words.
std::string actionLabel(const Action& action);

class ActionRegistry {
 public:
  /// Adds an action; its id must be new.
  void add(Action action);
  const Action* find(std::string_view id) const;
  const std::vector<Action>& all() const { return actions_; }
  bool enabled(std::string_view id) const;
  bool checked(std::string_view id) const;
  /// Runs it if it exists and is enabled; tells whether it did.
  bool run(std::string_view id) const;
  /// Runs the enabled action of a pressed key; tells whether there was one.
  bool runShortcut(const KeyEvent& event) const;

 private:
  std::vector<Action> actions_;
};

/// "Ctrl+Shift+Z" for menus and hints; empty without one.
std::string shortcutText(const Action& action);

}  // namespace hd
