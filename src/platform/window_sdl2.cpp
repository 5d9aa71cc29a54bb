// The desktop window: SDL2 events become ours, frames are drawn only while the client owes some.
#include <SDL.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>

#include "platform/internal/window_icon.h"
#include "platform/window.h"

namespace hd {
namespace {

// The three GL functions needed to read a frame back; everything else is drawn by the client.
constexpr unsigned kGlRgb = 0x1907, kGlUnsignedByte = 0x1401, kGlPackAlignment = 0x0D05;
using ReadPixels = void (*)(int, int, int, int, unsigned, unsigned, void*);
using PixelStorei = void (*)(unsigned, int);

class SdlWindow {
 public:
  SdlWindow(WindowClient& client, const WindowOptions& options) : client_(client), options_(options) {}
  ~SdlWindow();

  Status open();
  void run(Capture* capture);

 private:
  void handle(const SDL_Event& event);
  void mouseButton(const SDL_MouseButtonEvent& event);
  void finger(const SDL_TouchFingerEvent& event, PointerPhase phase);
  void keyChange(const SDL_KeyboardEvent& event);
  void drawFrame();
  void updateCursor();
  void updateTextInput();
  void readBack(Capture& capture) const;
  double pxPerPt() const;
  Vec2 toPt(double windowX, double windowY) const;

  WindowClient& client_;
  WindowOptions options_;
  SDL_Window* window_ = nullptr;
  SDL_GLContext context_ = nullptr;
  SDL_Cursor* cursors_[SDL_NUM_SYSTEM_CURSORS] = {};
  SDL_SystemCursor shownCursor_ = SDL_SYSTEM_CURSOR_ARROW;
  uint8_t buttons_ = 0;
  bool textInput_ = false;
  bool sawFinger_ = false;
  bool quit_ = false;
};

bool closeAsked = false;

SdlWindow::~SdlWindow() {
  if (context_) {
    client_.graphicsLost(true);
    SDL_GL_DeleteContext(context_);
  }
  for (SDL_Cursor* cursor : cursors_) {
    if (cursor) SDL_FreeCursor(cursor);
  }
  if (window_) SDL_DestroyWindow(window_);
  SDL_Quit();
}

Status SdlWindow::open() {
  // Fingers come as fingers: SDL's imitation of a mouse would deliver everything twice.
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
  SDL_SetHint(SDL_HINT_APP_NAME, "Hairline designer");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) { return Error{"window.display", {{"problem", SDL_GetError()}}}; }
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_FLAGS, SDL_GL_CONTEXT_FORWARD_COMPATIBLE_FLAG);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);

  double scale = options_.uiScale;
  if (scale <= 0.0) {
    // X11 has no per-window scale; desktops tell it to toolkits through this variable.
    const char* gdk = std::getenv("GDK_SCALE");
    scale = gdk ? std::clamp(std::atof(gdk), 1.0, 4.0) : 1.0;
  }
  options_.uiScale = scale;
  int width = static_cast<int>(std::lround(options_.widthPt * scale));
  int height = static_cast<int>(std::lround(options_.heightPt * scale));
  SDL_Rect usable{};
  if (!options_.exact && SDL_GetDisplayUsableBounds(0, &usable) == 0 && usable.w > 0) {
    width = std::min(width, usable.w);
    height = std::min(height, usable.h);
  }
  Uint32 flags = SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI;
  flags |= options_.exact ? SDL_WINDOW_BORDERLESS : SDL_WINDOW_RESIZABLE;
  window_ = SDL_CreateWindow(options_.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width, height, flags);
  if (window_) context_ = SDL_GL_CreateContext(window_);
  if (!context_) { return Error{"window.opengl", {{"problem", SDL_GetError()}}}; }
  if (!options_.exact) SDL_SetWindowMinimumSize(window_, static_cast<int>(360 * scale), static_cast<int>(560 * scale));
  std::vector<uint8_t> icon = windowIconRgba(64);
  if (SDL_Surface* surface = SDL_CreateRGBSurfaceWithFormatFrom(icon.data(), 64, 64, 32, 64 * 4, SDL_PIXELFORMAT_RGBA32)) {
    SDL_SetWindowIcon(window_, surface);
    SDL_FreeSurface(surface);
  }
  // Without this, frames drawn while a point is dragged could tear; a driver that cannot is no reason to stop.
  SDL_GL_SetSwapInterval(options_.exact ? 0 : 1);
  SDL_EventState(SDL_DROPFILE, SDL_ENABLE);
  SDL_StopTextInput();
  Status ready = client_.graphicsReady();
  if (!ready) return ready;
  client_.requestFrames(3);
  return Done{};
}

double SdlWindow::pxPerPt() const {
  int pxW = 0, pxH = 0, winW = 0, winH = 0;
  SDL_GL_GetDrawableSize(window_, &pxW, &pxH);
  SDL_GetWindowSize(window_, &winW, &winH);
  const double native = winW > 0 ? static_cast<double>(pxW) / winW : 1.0;
  return native > 1.01 ? native : options_.uiScale;
}

Vec2 SdlWindow::toPt(double windowX, double windowY) const {
  int pxW = 0, pxH = 0, winW = 0, winH = 0;
  SDL_GL_GetDrawableSize(window_, &pxW, &pxH);
  SDL_GetWindowSize(window_, &winW, &winH);
  const double toPx = winW > 0 ? static_cast<double>(pxW) / winW : 1.0;
  return Vec2{windowX, windowY} * (toPx / pxPerPt());
}

uint8_t buttonBit(uint8_t sdlButton) {
  switch (sdlButton) {
    case SDL_BUTTON_LEFT:
      return 1;
    case SDL_BUTTON_RIGHT:
      return 2;
    case SDL_BUTTON_MIDDLE:
      return 4;
    default:
      return 0;
  }
}

void SdlWindow::mouseButton(const SDL_MouseButtonEvent& event) {
  const uint8_t bit = buttonBit(event.button);
  if (bit == 0 || event.which == SDL_TOUCH_MOUSEID) return;
  sawFinger_ = false;
  const bool down = event.type == SDL_MOUSEBUTTONDOWN;
  const uint8_t before = buttons_;
  buttons_ = static_cast<uint8_t>(down ? (buttons_ | bit) : (buttons_ & ~bit));
  PointerEvent out;
  out.posPt = toPt(event.x, event.y);
  out.buttons = buttons_;
  out.timeMs = event.timestamp;
  // As in browsers: the first button pressed is the "down", the last one released the "up", others are moves.
  out.phase = down && before == 0 ? PointerPhase::down : (!down && buttons_ == 0 ? PointerPhase::up : PointerPhase::move);
  client_.pointer(out);
  // A drag may leave the window; the capture keeps its end from getting lost.
  SDL_CaptureMouse(buttons_ != 0 ? SDL_TRUE : SDL_FALSE);
}

void SdlWindow::finger(const SDL_TouchFingerEvent& event, PointerPhase phase) {
  int winW = 0, winH = 0;
  SDL_GetWindowSize(window_, &winW, &winH);
  sawFinger_ = true;
  PointerEvent out;
  out.id = static_cast<int32_t>(1 + (event.fingerId & 0x3fffffff));
  out.kind = PointerKind::touch;
  out.phase = phase;
  out.posPt = toPt(event.x * winW, event.y * winH);
  out.pressure = event.pressure > 0.0f ? event.pressure : 0.5f;
  out.buttons = phase == PointerPhase::up ? 0 : 1;
  out.timeMs = event.timestamp;
  client_.pointer(out);
}

void SdlWindow::keyChange(const SDL_KeyboardEvent& event) {
  KeyEvent out;
  out.pressed = event.type == SDL_KEYDOWN;
  out.shift = (event.keysym.mod & KMOD_SHIFT) != 0;
  out.control = (event.keysym.mod & KMOD_CTRL) != 0;
  out.alt = (event.keysym.mod & KMOD_ALT) != 0;
  out.super = (event.keysym.mod & KMOD_GUI) != 0;
  const SDL_Keycode code = event.keysym.sym;
  switch (code) {
    case SDLK_ESCAPE:
      out.key = Key::escape;
      break;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
      out.key = Key::enter;
      break;
    case SDLK_TAB:
      out.key = Key::tab;
      break;
    case SDLK_BACKSPACE:
      out.key = Key::backspace;
      break;
    case SDLK_DELETE:
      out.key = Key::del;
      break;
    case SDLK_SPACE:
      out.key = Key::space;
      break;
    case SDLK_LEFT:
      out.key = Key::left;
      break;
    case SDLK_RIGHT:
      out.key = Key::right;
      break;
    case SDLK_UP:
      out.key = Key::up;
      break;
    case SDLK_DOWN:
      out.key = Key::down;
      break;
    case SDLK_HOME:
      out.key = Key::home;
      break;
    case SDLK_END:
      out.key = Key::end;
      break;
    case SDLK_PAGEUP:
      out.key = Key::pageUp;
      break;
    case SDLK_PAGEDOWN:
      out.key = Key::pageDown;
      break;
    case SDLK_LSHIFT:
    case SDLK_RSHIFT:
      out.key = Key::shift;
      break;
    case SDLK_LCTRL:
    case SDLK_RCTRL:
      out.key = Key::control;
      break;
    case SDLK_LALT:
    case SDLK_RALT:
      out.key = Key::alt;
      break;
    case SDLK_LGUI:
    case SDLK_RGUI:
      out.key = Key::super;
      break;
    default:
      // Letters, digits and the signs that shortcuts use ("+", "-", "[", "?") are told by their character.
      if (code > 32 && code < 127) {
        out.key = Key::letter;
        out.letter = static_cast<char>(std::toupper(static_cast<int>(code)));
      }
  }
  if (out.key != Key::none) client_.key(out);
}

void SdlWindow::handle(const SDL_Event& event) {
  switch (event.type) {
    case SDL_QUIT:
      quit_ = true;
      break;
    case SDL_WINDOWEVENT:
      switch (event.window.event) {
        case SDL_WINDOWEVENT_LEAVE:
          if (buttons_ == 0) {
            PointerEvent out;
            out.phase = PointerPhase::leave;
            out.timeMs = event.window.timestamp;
            client_.pointer(out);
          }
          break;
        case SDL_WINDOWEVENT_FOCUS_LOST:
          // The up of a drag that ends under another window never comes.
          if (buttons_ != 0) {
            buttons_ = 0;
            PointerEvent out;
            out.phase = PointerPhase::cancel;
            out.timeMs = event.window.timestamp;
            client_.pointer(out);
          }
          break;
        case SDL_WINDOWEVENT_EXPOSED:
        case SDL_WINDOWEVENT_SIZE_CHANGED:
        case SDL_WINDOWEVENT_RESTORED:
        case SDL_WINDOWEVENT_SHOWN:
          client_.requestFrames(2);
          break;
        default:
          break;
      }
      break;
    case SDL_MOUSEMOTION: {
      if (event.motion.which == SDL_TOUCH_MOUSEID) break;
      sawFinger_ = false;
      PointerEvent out;
      out.phase = buttons_ != 0 ? PointerPhase::move : PointerPhase::hover;
      out.posPt = toPt(event.motion.x, event.motion.y);
      out.buttons = buttons_;
      out.timeMs = event.motion.timestamp;
      client_.pointer(out);
      break;
    }
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      mouseButton(event.button);
      break;
    case SDL_FINGERDOWN:
      finger(event.tfinger, PointerPhase::down);
      break;
    case SDL_FINGERMOTION:
      finger(event.tfinger, PointerPhase::move);
      break;
    case SDL_FINGERUP:
      finger(event.tfinger, PointerPhase::up);
      break;
    case SDL_MOUSEWHEEL: {
      WheelEvent out;
      int x = 0, y = 0;
      SDL_GetMouseState(&x, &y);
      out.posPt = toPt(x, y);
      // One notch of a wheel is 100 px in browsers; down is positive there.
      out.deltaPt = Vec2{event.wheel.preciseX * 100.0, event.wheel.preciseY * -100.0};
      if (event.wheel.direction == SDL_MOUSEWHEEL_FLIPPED) out.deltaPt *= -1.0;
      out.zoom = (SDL_GetModState() & KMOD_CTRL) != 0;
      client_.wheel(out);
      break;
    }
    case SDL_KEYDOWN:
    case SDL_KEYUP:
      keyChange(event.key);
      break;
    case SDL_TEXTINPUT:
      client_.text(event.text.text);
      break;
    case SDL_DROPFILE:
      client_.fileArrived(event.drop.file, std::nullopt);
      SDL_free(event.drop.file);
      break;
    default:
      break;
  }
}

void SdlWindow::drawFrame() {
  int pxW = 0, pxH = 0;
  SDL_GL_GetDrawableSize(window_, &pxW, &pxH);
  const double ratio = pxPerPt();
  WindowFrame frame;
  frame.widthPt = pxW / ratio;
  frame.heightPt = pxH / ratio;
  frame.pixelRatio = ratio;
  frame.timeSeconds = static_cast<double>(SDL_GetTicks64()) / 1000.0;  // what events are stamped with
  frame.touchFirst = options_.touchFirst || sawFinger_;
  frame.dark = options_.dark;
  client_.frame(frame);
}

SDL_SystemCursor systemCursor(CursorShape shape) {
  switch (shape) {
    case CursorShape::arrow:
      return SDL_SYSTEM_CURSOR_ARROW;
    case CursorShape::text:
      return SDL_SYSTEM_CURSOR_IBEAM;
    case CursorShape::move:
      return SDL_SYSTEM_CURSOR_SIZEALL;
    case CursorShape::resizeVertical:
      return SDL_SYSTEM_CURSOR_SIZENS;
    case CursorShape::resizeHorizontal:
      return SDL_SYSTEM_CURSOR_SIZEWE;
    case CursorShape::resizeNesw:
      return SDL_SYSTEM_CURSOR_SIZENESW;
    case CursorShape::resizeNwse:
      return SDL_SYSTEM_CURSOR_SIZENWSE;
    case CursorShape::hand:
      return SDL_SYSTEM_CURSOR_HAND;
    case CursorShape::notAllowed:
      return SDL_SYSTEM_CURSOR_NO;
  }
  return SDL_SYSTEM_CURSOR_ARROW;
}

void SdlWindow::updateCursor() {
  const SDL_SystemCursor wanted = systemCursor(client_.cursor());
  if (wanted == shownCursor_) return;
  shownCursor_ = wanted;
  if (!cursors_[wanted]) cursors_[wanted] = SDL_CreateSystemCursor(wanted);
  if (cursors_[wanted]) SDL_SetCursor(cursors_[wanted]);
}

void SdlWindow::updateTextInput() {
  const std::optional<TextCaret> caret = client_.textCaret();
  if (caret) {
    const double scale = toPt(1, 0).x > 0 ? 1.0 / toPt(1, 0).x : 1.0;
    SDL_Rect rect{static_cast<int>(caret->posPt.x * scale), static_cast<int>(caret->posPt.y * scale), 1,
                  static_cast<int>(caret->lineHeightPt * scale)};
    SDL_SetTextInputRect(&rect);
  }
  if (caret.has_value() == textInput_) return;
  textInput_ = caret.has_value();
  if (textInput_) {
    SDL_StartTextInput();
  } else {
    SDL_StopTextInput();
  }
}

void SdlWindow::readBack(Capture& capture) const {
  auto* readPixels = reinterpret_cast<ReadPixels>(SDL_GL_GetProcAddress("glReadPixels"));
  auto* pixelStorei = reinterpret_cast<PixelStorei>(SDL_GL_GetProcAddress("glPixelStorei"));
  if (!readPixels || !pixelStorei) return;
  SDL_GL_GetDrawableSize(window_, &capture.width, &capture.height);
  const size_t row = static_cast<size_t>(capture.width) * 3;
  capture.rgb.resize(row * static_cast<size_t>(capture.height));
  pixelStorei(kGlPackAlignment, 1);
  readPixels(0, 0, capture.width, capture.height, kGlRgb, kGlUnsignedByte, capture.rgb.data());
  for (int y = 0; y < capture.height / 2; ++y) {
    std::swap_ranges(capture.rgb.begin() + static_cast<ptrdiff_t>(row * static_cast<size_t>(y)),
                     capture.rgb.begin() + static_cast<ptrdiff_t>(row * static_cast<size_t>(y + 1)),
                     capture.rgb.begin() + static_cast<ptrdiff_t>(row * static_cast<size_t>(capture.height - 1 - y)));
  }
}

void SdlWindow::run(Capture* capture) {
  int drawn = 0;
  while (!quit_ && !closeAsked) {
    SDL_Event event;
    while (SDL_PollEvent(&event)) handle(event);
    client_.poll();
    if (client_.framesOwed() > 0) {
      drawFrame();
      ++drawn;
      // The capture is read before the swap, after which the back buffer's contents are undefined.
      const bool settled = client_.framesOwed() <= 0 && !client_.busy();
      if (options_.settleFrames > 0 && (settled || drawn >= options_.settleFrames)) {
        if (capture) readBack(*capture);
        quit_ = true;
      }
      SDL_GL_SwapWindow(window_);
      updateCursor();
      updateTextInput();
      continue;
    }
    // Nothing to draw: sleep until something happens or a frame falls due. With work under way elsewhere, look after it
    // now and then.
    int sleepMs = client_.busy() ? 30 : 500;
    if (const auto at = client_.nextFrameAtSeconds()) {
      const double untilMs = 1000.0 * *at - static_cast<double>(SDL_GetTicks64());
      if (untilMs <= 0.0) {
        client_.requestFrames(1);
        continue;
      }
      sleepMs = static_cast<int>(std::min<double>(sleepMs, untilMs + 1.0));
    }
    SDL_WaitEventTimeout(nullptr, sleepMs);
  }
}

}  // namespace

Status runWindow(WindowClient& client, const WindowOptions& options, Capture* capture) {
  closeAsked = false;
  SdlWindow window(client, options);
  Status opened = window.open();
  if (!opened) return opened;
  window.run(capture);
  return Done{};
}

void closeWindow() { closeAsked = true; }

void setClipboardText(std::string_view utf8) { SDL_SetClipboardText(std::string(utf8).c_str()); }

std::string clipboardText() {
  char* text = SDL_GetClipboardText();
  std::string out = text ? text : "";
  SDL_free(text);
  return out;
}

}  // namespace hd
