#include "app/designer.h"
#include "text/sentence.h"

#include "gl_screen/gl_graphics.h"

namespace hd {

Designer::Designer(EditorHost host) : editor_(std::move(host), makeGlGraphics()) {}

std::string Designer::wordsOf(const Error& error) const { return sentence(error); }

Status Designer::graphicsReady() {
  Status ready = editor_.initGraphics();
  graphicsUp_ = ready.ok();
  return ready;
}

void Designer::graphicsLost(bool contextAlive) {
  if (graphicsUp_) editor_.dropGraphics(contextAlive);
  graphicsUp_ = false;
}

void Designer::pointer(const PointerEvent& event) { editor_.pointer(event); }
void Designer::wheel(const WheelEvent& event) { editor_.wheel(event); }
void Designer::key(const KeyEvent& event) { editor_.key(event); }
void Designer::text(std::string_view utf8) { editor_.text(utf8); }

void Designer::frame(const WindowFrame& frame) {
  if (!graphicsUp_) return;
  FrameInfo info;
  info.widthPt = frame.widthPt;
  info.heightPt = frame.heightPt;
  info.pixelRatio = frame.pixelRatio;
  info.timeSeconds = frame.timeSeconds;
  info.touchFirst = frame.touchFirst;
  info.dark = frame.dark;
  info.reducedMotion = frame.reducedMotion;
  editor_.frame(info);
  ++framesDrawn_;
}

int Designer::framesOwed() const { return graphicsUp_ ? editor_.framesOwed() : 0; }
void Designer::requestFrames(int count) { editor_.requestFrames(count); }
std::optional<double> Designer::nextFrameAtSeconds() const { return graphicsUp_ ? editor_.nextFrameAtSeconds() : std::nullopt; }

CursorShape Designer::cursor() const { return editor_.cursor(); }
std::optional<TextCaret> Designer::textCaret() const { return editor_.textCaret(); }

void Designer::fileArrived(const std::string&, std::optional<PickKind>) {}

}  // namespace hd
