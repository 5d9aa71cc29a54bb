// The whole editor without a screen: real layout, real input, nothing drawn. Tests act on it as people do, by the words
// that are on the screen and by pointer, finger, pen and keys.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/rng.h"
#include "editor/editor.h"
#include "render/preview.h"

namespace hd::test {

/// What the drawing side was given; it checks every vertex it gets and draws none.
struct Drawn {
  int frames = 0;    ///< draw lists handed over
  int pictures = 0;  ///< windows of photo and dots drawn
  int previewsAlive = 0;
  size_t splats = 0;  ///< of the last list set
  PreviewFrame lastPicture;
  std::set<uint32_t> colours;       ///< of all vertices so far, as ImGui packs them, without their opacity
  std::vector<std::string> faults;  ///< vertices that are not finite, clip rectangles turned inside out
};

class HeadlessEditor {
 public:
  struct Screen {
    double widthPt = 1180, heightPt = 820, pixelRatio = 2;
    bool touchFirst = false, dark = false, reducedMotion = false;
  };
  explicit HeadlessEditor(Screen screen);
  HeadlessEditor() : HeadlessEditor(Screen{}) {}
  ~HeadlessEditor();

  Editor& editor() { return *editor_; }
  const Drawn& drawn() const { return *drawn_; }
  void forgetColours() { drawn_->colours.clear(); }

  /// A sample head's measures on a plain picture, as "Try a sample" opens it.
  void openSample(int norwood = 3);
  /// A plain photo that nothing is known about.
  void openPlainPhoto(int widthPx, int heightPx);

  /// One frame, 16 ms later.
  void frame();
  /// Frames until none is owed; fails the test if that takes more than `most`.
  void settle(int most = 400);
  /// Lets time pass without events.
  void wait(double ms);

  /// Items on the screen now, in the order of the Tab key.
  std::vector<UiItem> items() const;
  /// The item whose label starts with these words; fails the test, naming what is there, when there is none.
  UiItem item(std::string_view label) const;
  bool has(std::string_view label) const;
  /// The item of an id, which may be absent; and its middle.
  std::optional<UiItem> itemOf(std::string_view id) const;
  static Vec2 middleOf(const UiItem& item) { return {item.x + 0.5 * item.width, item.y + 0.5 * item.height}; }
  /// A member of uiJson() that is a text ("screen", "tool", "step", "message").
  std::string said(std::string_view member) const;
  std::vector<std::string> enabledActions() const;
  /// Screen place of a photo position.
  Vec2 ptOfPhoto(Vec2 posPhotoPx) const;

  void press(std::string_view label, PointerKind kind = PointerKind::mouse);
  void tap(Vec2 posPt, PointerKind kind = PointerKind::mouse);
  void drag(Vec2 fromPt, Vec2 toPt, PointerKind kind = PointerKind::mouse, int steps = 6);
  void pointer(int id, PointerKind kind, PointerPhase phase, Vec2 posPt, float pressure = 0.5f);
  void key(Key key, char letter = 0, bool control = false, bool shift = false);
  void run(std::string_view action);
  bool can(std::string_view action) const;

  std::string design() const { return editor_->designJson(); }

  std::vector<std::string> saved;  ///< names of files the editor asked to save
  std::vector<std::string> savedBytes;
  std::vector<int> facesAsked;  ///< of heads that it asked to look for
  Screen screen;

 private:
  std::unique_ptr<Drawn> drawn_;
  std::unique_ptr<Editor> editor_;
  double timeSeconds_ = 1.0;
  std::string clipboard_;
};

}  // namespace hd::test
