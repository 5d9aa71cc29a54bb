// The GPU's picture against the CPU reference, in the browser: a program of its own, for tests only. It draws what the
// designer hands out for its pictures (render/picture_plan.h) on a context that the test lends (Module.canvasContext).
#include <emscripten.h>

#include <algorithm>
#include <cstdlib>

#include "core/json.h"
#include "platform/page.h"
#include "render/gl_preview.h"
#include "render/picture_plan.h"

using namespace hd;

EM_JS_DEPS(preview_check, "$GL");
// clang-format off
EM_JS(void, useContext, (), {
  GL.makeContextCurrent(GL.registerContext(Module['canvasContext'], {majorVersion: 2, minorVersion: 0, enableExtensionsByDefault: 1}));
});
// clang-format on

extern "C" {

/// Draws a window of an RGB photo both ways; leaves how many values there are, how many differ by more than 2 of 255, and
/// the largest difference.
EMSCRIPTEN_KEEPALIVE int hd_check_preview(const uint8_t* plan, int planSize, const uint8_t* rgb, int widthPx, int heightPx, double originX,
                                          double originY, double pxPerPhotoPx, int width, int height) {
  Result<PicturePlan> picture = readPicturePlan({plan, static_cast<size_t>(planSize)});
  if (!picture) return refusePage(picture.error().id, "");
  const ImageRgb8 photo{widthPx, heightPx,
                        std::vector<uint8_t>(rgb, rgb + size_t{3} * static_cast<size_t>(widthPx) * static_cast<size_t>(heightPx))};
  const RasterWindow window{originX, originY, pxPerPhotoPx, width, height};
  useContext();
  GlPreview preview;
  if (Status ready = preview.init(); !ready) return refusePage(ready.error().id, "");
  preview.setPhoto(photo);
  preview.setSplats(picture->splats);
  PreviewFrame frame;
  frame.window = window;
  const ImageRgb8 drawn = preview.readback(frame);
  preview.drop(true);
  const ImageRgb8 reference = renderWindow(photo, picture->splats, window);
  if (drawn.rgb.size() != reference.rgb.size()) return refusePage("check.size", "the two pictures differ in size");
  int64_t over = 0, worst = 0;
  for (size_t i = 0; i < reference.rgb.size(); ++i) {
    const int64_t difference = std::abs(static_cast<int>(drawn.rgb[i]) - static_cast<int>(reference.rgb[i]));
    over += difference > 2 ? 1 : 0;
    worst = std::max(worst, difference);
  }
  JsonWriter json;
  json.beginObject().integer("values", static_cast<int64_t>(reference.rgb.size())).integer("over", over).integer("worst", worst);
  json.integer("dots", static_cast<int64_t>(picture->splats.size())).endObject();
  returnText(json.finish(false));
  return 1;
}

}  // extern "C"
