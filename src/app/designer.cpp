#include "app/designer.h"

#include <imgui.h>

namespace hd {
namespace {

void rememberCaret(ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
  auto* caret = static_cast<TextCaret*>(ImGui::GetPlatformIO().Platform_ImeUserData);
  if (!caret) return;
  caret->posPt = Vec2{data->InputPos.x, data->InputPos.y};
  caret->lineHeightPt = data->InputLineHeight;
}

}  // namespace

Designer::Designer(EditorHost host) : editor_(std::move(host)) {}

Status Designer::graphicsReady() {
  Status ready = editor_.initGraphics();
  graphicsUp_ = ready.ok();
  if (ready && ImGui::GetCurrentContext()) {
    ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
    platform.Platform_SetImeDataFn = rememberCaret;
    platform.Platform_ImeUserData = &caret_;
  }
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

CursorShape Designer::cursor() const {
  if (!ImGui::GetCurrentContext()) return CursorShape::arrow;
  switch (ImGui::GetMouseCursor()) {
    case ImGuiMouseCursor_TextInput: return CursorShape::text;
    case ImGuiMouseCursor_ResizeAll: return CursorShape::move;
    case ImGuiMouseCursor_ResizeNS: return CursorShape::resizeVertical;
    case ImGuiMouseCursor_ResizeEW: return CursorShape::resizeHorizontal;
    case ImGuiMouseCursor_ResizeNESW: return CursorShape::resizeNesw;
    case ImGuiMouseCursor_ResizeNWSE: return CursorShape::resizeNwse;
    case ImGuiMouseCursor_Hand: return CursorShape::hand;
    case ImGuiMouseCursor_NotAllowed: return CursorShape::notAllowed;
    default: return CursorShape::arrow;
  }
}

std::optional<TextCaret> Designer::textCaret() const {
  if (!graphicsUp_ || !ImGui::GetCurrentContext() || !ImGui::GetIO().WantTextInput) return std::nullopt;
  return caret_;
}

void Designer::fileArrived(const std::string&, std::optional<PickKind>) {}

}  // namespace hd
