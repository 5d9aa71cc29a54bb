// Asks for a path inside the window, for desktops without a program for file dialogs.
#pragma once

#include <optional>
#include <string>

namespace hd {

class PathPrompt {
 public:
  /// Its words; all are shown as they are.
  struct Words {
    std::string title, accept, cancel;
  };

  void open(Words words, std::string path);
  /// Draws it into the current frame while it is open. What was entered, empty when it was closed without; else absent.
  std::optional<std::string> draw(bool dark);

 private:
  bool open_ = false, takeFocus_ = false;
  Words words_;
  std::string path_;
};

}  // namespace hd
