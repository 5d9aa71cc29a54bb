// File dialogs of the desktop, asked for from outside programs so that nothing is linked.
//
// zenity or kdialog is run beside the window, which goes on drawing; where neither is installed the caller falls back
// to a prompt of its own.
#pragma once

#include <optional>
#include <string>

#include "platform/window.h"

namespace hd {

/// One dialog at a time.
class FileDialog {
 public:
  ~FileDialog();
  /// True when a dialog program is installed and there is a display for it.
  static bool available();

  /// What stands in a dialog; the first filter also by its patterns.
  struct Words {
    std::string title, files, allFiles;
  };

  /// Shows "open" for a kind of file. False when no dialog can be shown or one is open already.
  bool askOpen(PickKind kind, const Words& words);
  /// Shows "save as" with a suggested name.
  bool askSave(const std::string& suggestedName, const std::string& title);

  bool open() const { return pid_ > 0; }
  /// The path once the person has chosen; an empty string when they cancelled; absent while the dialog is open.
  std::optional<std::string> poll();

 private:
  bool start(const std::vector<std::string>& arguments);

  int pid_ = 0;
  int pipe_ = -1;
  std::string output_;
};

}  // namespace hd
