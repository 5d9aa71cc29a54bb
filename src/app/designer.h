// The designer as a window client: everything the desktop and the browser have in common.
//
// Joins the editor (which knows no platform) to the window (which knows no editor).
#pragma once

#include <memory>
#include <string>

#include "editor/editor.h"
#include "platform/window.h"

namespace hd {

/// Forwards input and frames to the editor and tells the window about cursor and text.
class Designer : public WindowClient {
 public:
  explicit Designer(EditorHost host);

  Editor& editor() { return editor_; }
  const Editor& editor() const { return editor_; }
  /// Frames drawn since the start, for the proof that nothing is drawn while nothing happens.
  int framesDrawn() const { return framesDrawn_; }
  /// False until a GL context has been given and accepted.
  bool graphicsUp() const { return graphicsUp_; }

  std::string wordsOf(const Error& error) const override;
  Status graphicsReady() override;
  void graphicsLost(bool contextAlive) override;
  void pointer(const PointerEvent& event) override;
  void wheel(const WheelEvent& event) override;
  void key(const KeyEvent& event) override;
  void text(std::string_view utf8) override;
  void frame(const WindowFrame& frame) override;
  int framesOwed() const override;
  void requestFrames(int count) override;
  std::optional<double> nextFrameAtSeconds() const override;
  CursorShape cursor() const override;
  std::optional<TextCaret> textCaret() const override;
  void fileArrived(const std::string& path, std::optional<PickKind> kind) override;

 private:
  Editor editor_;
  int framesDrawn_ = 0;
  bool graphicsUp_ = false;
};

}  // namespace hd
