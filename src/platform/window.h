// The window the designer lives in: events in, frames out. One interface, two platforms.
//
// Desktop (window_sdl2.cpp): an SDL2 window with an OpenGL 3.3 core context and a waiting event loop.
// Browser (window_web.cpp): a canvas with a WebGL 2 context that the page owns; the page calls in through exported C
// functions, so runWindow returns at once there. Frames are drawn on demand on both: while the client owes frames.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/input.h"
#include "core/result.h"

namespace hd {

/// The drawing area and its surroundings at the moment of one frame.
struct WindowFrame {
  double widthPt = 0, heightPt = 0;  ///< points (CSS px)
  double pixelRatio = 1.0;           ///< framebuffer px per point
  double timeSeconds = 0.0;          ///< monotonic, on the clock of PointerEvent::timeMs
  bool touchFirst = false;           ///< the main pointer is a finger
  bool dark = false;                 ///< the person prefers dark
  bool reducedMotion = false;        ///< the person prefers no animation
};

/// Which kind of file is asked for.
enum class PickKind : uint8_t { photo, design };

/// What a window asks of the program it runs. All calls come on one thread.
class WindowClient {
 public:
  virtual ~WindowClient() = default;

  /// The words of an error that the window met, for the page.
  virtual std::string wordsOf(const Error& error) const = 0;

  /// A GL context is current: at the start and again after a lost one came back.
  virtual Status graphicsReady() = 0;
  /// The GL objects are gone (`contextAlive` false) or must be deleted now (true).
  virtual void graphicsLost(bool contextAlive) = 0;

  virtual void pointer(const PointerEvent& event) = 0;
  virtual void wheel(const WheelEvent& event) = 0;
  virtual void key(const KeyEvent& event) = 0;
  virtual void text(std::string_view utf8) = 0;

  /// Draws one frame into the current framebuffer.
  virtual void frame(const WindowFrame& frame) = 0;
  /// How many more frames are wanted; 0 means that the window may sleep.
  virtual int framesOwed() const = 0;
  virtual void requestFrames(int count) = 0;
  /// When a frame is wanted though nothing happens until then (a message goes, a picture blinks), in the clock of
  /// WindowFrame::timeSeconds; absent: never.
  virtual std::optional<double> nextFrameAtSeconds() const { return std::nullopt; }

  virtual CursorShape cursor() const = 0;
  /// Absent while nothing takes text.
  virtual std::optional<TextCaret> textCaret() const = 0;

  /// Files that arrived by a picker (with what was asked for) or were dropped onto the window (kind absent).
  virtual void fileArrived(const std::string& path, std::optional<PickKind> kind) = 0;
  /// Called while the loop turns, before it sleeps; for work that finished elsewhere (desktop).
  virtual void poll() {}
  /// True while something outside the event queue may soon have a result, so that the loop must not sleep for long.
  virtual bool busy() const { return false; }
};

/// How the window opens (desktop; the browser's canvas belongs to the page).
struct WindowOptions {
  std::string title = "Hairline designer";
  int widthPt = 1280, heightPt = 860;
  double uiScale = 0.0;  ///< framebuffer px per point; 0 = ask the system
  bool dark = false;
  bool touchFirst = false;
  bool exact = false;    ///< exactly this size, no resizing: for screenshots
  int settleFrames = 0;  ///< > 0: after being idle, or this many frames at most, capture one frame and quit
};

/// Pixels of the last frame of a window run with `settleFrames`, row 0 at the top, RGB.
struct Capture {
  int width = 0, height = 0;
  std::vector<uint8_t> rgb;
};

/// Runs the client's window until it is closed. Errors: no display, no OpenGL 3.3.
Status runWindow(WindowClient& client, const WindowOptions& options, Capture* capture = nullptr);

/// Asks the running window to close (desktop).
void closeWindow();

/// The system clipboard as UTF-8 text. In the browser the page keeps a copy for reading.
void setClipboardText(std::string_view utf8);
std::string clipboardText();

}  // namespace hd
