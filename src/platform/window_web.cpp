// The browser's side of the window: exported C functions that the page (web/js) calls, and the way back to the page.
//
// The page owns the canvas, its WebGL 2 context, the event listeners and requestAnimationFrame. It hands the context
// over as an object (Module.canvasContext), never as a selector, so that several canvases and shadow trees work.
#include <emscripten.h>

#include <memory>

#include "platform/page.h"
#include "platform/window.h"

namespace hd {
namespace {

WindowClient* client = nullptr;
std::string pasted;

}  // namespace

EM_JS_DEPS(hd_window, "$GL,$UTF8ToString");

// clang-format off
EM_JS(int, hdAttachContext, (), {
  var context = Module['canvasContext'];
  if (!context) return 0;
  var handle = context.hdHandle;
  if (!handle || !GL.contexts[handle]) {
    handle = GL.registerContext(context, {majorVersion: 2, minorVersion: 0, enableExtensionsByDefault: 1});
    context.hdHandle = handle;
  } else {
    // The same context after a loss: its extensions, half-float targets among them, have to be asked for again.
    GL.contexts[handle].initExtensionsDone = false;
    GL.initExtensions(GL.contexts[handle]);
  }
  GL.makeContextCurrent(handle);
  return handle;
});

EM_JS(void, hdTellPage, (const char* event, const char* first, int firstSize, const char* second, int secondSize,
                         const char* bytes, int bytesSize), {
  Module['page'](UTF8ToString(event), UTF8ToString(first, firstSize), UTF8ToString(second, secondSize),
                 HEAPU8.slice(bytes, bytes + bytesSize));
});

EM_JS(int, hdUploadPhoto, (int id), {
  var source = Module['photoSource'];
  if (!source || !GLctx || GLctx.isContextLost()) return 0;
  while (GLctx.getError() != 0) {}
  var texture = GLctx.createTexture();
  if (!texture) return 0;
  if (!id) id = GL.getNewId(GL.textures);
  texture.name = id;
  GL.textures[id] = texture;
  GLctx.bindTexture(0x0DE1, texture);
  GLctx.pixelStorei(0x9240, false);  // rows stay top to bottom
  GLctx.pixelStorei(0x9241, false);  // straight alpha
  GLctx.texImage2D(0x0DE1, 0, 0x8C43, 0x1908, 0x1401, source);  // SRGB8_ALPHA8: sampling gives linear light
  GLctx.generateMipmap(0x0DE1);
  GLctx.texParameteri(0x0DE1, 0x2801, 0x2703);  // minify: trilinear
  GLctx.texParameteri(0x0DE1, 0x2800, 0x2601);  // magnify: bilinear
  GLctx.texParameteri(0x0DE1, 0x2802, 0x812F);  // clamp to the edge
  GLctx.texParameteri(0x0DE1, 0x2803, 0x812F);
  GLctx.bindTexture(0x0DE1, null);
  if (GLctx.getError() != 0) {
    GLctx.deleteTexture(texture);
    GL.textures[id] = null;
    return 0;
  }
  return id;
});

EM_JS(void, hdDeletePhoto, (int id), {
  var texture = GL.textures[id];
  if (texture && GLctx) GLctx.deleteTexture(texture);
  GL.textures[id] = null;
});
// clang-format on

void tellPage(const char* event, std::string_view first, std::string_view second, std::string_view bytes) {
  hdTellPage(event, first.data(), static_cast<int>(first.size()), second.data(), static_cast<int>(second.size()), bytes.data(),
             static_cast<int>(bytes.size()));
}

unsigned uploadPhotoTexture(unsigned reuseId) { return static_cast<unsigned>(hdUploadPhoto(static_cast<int>(reuseId))); }
void deletePhotoTexture(unsigned id) {
  if (id != 0) hdDeletePhoto(static_cast<int>(id));
}

Status runWindow(WindowClient& windowClient, const WindowOptions&, Capture*) {
  client = &windowClient;
  return Done{};
}

void closeWindow() {}

void setClipboardText(std::string_view utf8) {
  pasted = utf8;
  tellPage("clipboard", utf8);
}

std::string clipboardText() { return pasted; }

}  // namespace hd

// ---- what the page calls (web/js/engine.js) ---------------------------------------------------------------------

using namespace hd;

extern "C" {

/// 1 when the context of Module.canvasContext is in use now; else 0 with the reason as text.
EMSCRIPTEN_KEEPALIVE int hd_graphics_ready() {
  if (hdAttachContext() == 0) {
    returnText(client->wordsOf(Error{"gl.no_context"}));
    return 0;
  }
  Status ready = client->graphicsReady();
  if (!ready) returnText(client->wordsOf(ready.error()));
  if (ready) client->requestFrames(3);
  return ready.ok() ? 1 : 0;
}
EMSCRIPTEN_KEEPALIVE void hd_graphics_lost() { client->graphicsLost(false); }

EMSCRIPTEN_KEEPALIVE void hd_pointer(int id, int kind, int phase, double xPt, double yPt, double pressure, double tiltXRad, double tiltYRad,
                                     int buttons, double timeMs) {
  PointerEvent event;
  event.id = id;
  event.kind = static_cast<PointerKind>(kind);
  event.phase = static_cast<PointerPhase>(phase);
  event.posPt = Vec2{xPt, yPt};
  event.pressure = static_cast<float>(pressure);
  event.tiltRad = Vec2{tiltXRad, tiltYRad};
  event.buttons = static_cast<uint8_t>(buttons);
  event.timeMs = timeMs;
  client->pointer(event);
}

EMSCRIPTEN_KEEPALIVE void hd_wheel(double xPt, double yPt, double dxPt, double dyPt, int zoom) {
  client->wheel({Vec2{xPt, yPt}, Vec2{dxPt, dyPt}, zoom != 0});
}

/// `key` is the index in Key; `modifiers` bit 0 shift, 1 control, 2 alt, 3 super.
EMSCRIPTEN_KEEPALIVE void hd_key(int key, int letter, int pressed, int modifiers) {
  KeyEvent event;
  event.key = static_cast<Key>(key);
  event.letter = static_cast<char>(letter);
  event.pressed = pressed != 0;
  event.shift = (modifiers & 1) != 0;
  event.control = (modifiers & 2) != 0;
  event.alt = (modifiers & 4) != 0;
  event.super = (modifiers & 8) != 0;
  client->key(event);
}

EMSCRIPTEN_KEEPALIVE void hd_typed(const char* utf8, int size) { client->text({utf8, static_cast<size_t>(size)}); }
EMSCRIPTEN_KEEPALIVE void hd_pasted(const char* utf8, int size) { pasted.assign(utf8, static_cast<size_t>(size)); }

/// `flags` bit 0 touch first, 1 dark, 2 reduced motion.
EMSCRIPTEN_KEEPALIVE void hd_frame(double widthPt, double heightPt, double pixelRatio, double timeSeconds, int flags) {
  WindowFrame frame;
  frame.widthPt = widthPt;
  frame.heightPt = heightPt;
  frame.pixelRatio = pixelRatio;
  frame.timeSeconds = timeSeconds;
  frame.touchFirst = (flags & 1) != 0;
  frame.dark = (flags & 2) != 0;
  frame.reducedMotion = (flags & 4) != 0;
  client->frame(frame);
}

EMSCRIPTEN_KEEPALIVE int hd_frames_owed() { return client->framesOwed(); }
/// Negative: never.
EMSCRIPTEN_KEEPALIVE double hd_next_frame_at() { return client->nextFrameAtSeconds().value_or(-1.0); }
EMSCRIPTEN_KEEPALIVE void hd_request_frames(int count) { client->requestFrames(count); }
EMSCRIPTEN_KEEPALIVE int hd_cursor() { return static_cast<int>(client->cursor()); }

/// Whether text is wanted; the caret's place goes to out[0..2] = x, y, line height in points.
EMSCRIPTEN_KEEPALIVE int hd_caret(double* out) {
  const std::optional<TextCaret> caret = client->textCaret();
  if (!caret) return 0;
  out[0] = caret->posPt.x;
  out[1] = caret->posPt.y;
  out[2] = caret->lineHeightPt;
  return 1;
}

}  // extern "C"
