// The browser program: the exported functions behind window.hairlineDesigner (web/js/engine.js calls them).
//
// A function that can fail returns 1 or 0; after 0 the text left for the page is {"id":…,"message":…}.
#include <emscripten.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

#include "app/designer.h"
#include "app/preview_check.h"
#include "app/strip_export.h"
#include "core/json.h"
#include "editor/type_files.h"
#include "image/decode.h"
#include "image/focal.h"
#include "pattern/point_set.h"
#include "platform/page.h"
#include "platform/window.h"

namespace {

using namespace hd;

std::unique_ptr<Designer> designer;
unsigned photoTexture = 0;
std::vector<uint8_t> pointSetBytes;
std::shared_ptr<ImageRgb8> photoCopy;

int answer(const Status& status) {
  if (status) return 1;
  JsonWriter json;
  json.beginObject().text("id", status.error().id).text("message", status.error().message).endObject();
  returnText(json.finish(false));
  return 0;
}

std::string_view view(const char* text, int size) { return {text, static_cast<size_t>(size)}; }
std::span<const uint8_t> bytes(const uint8_t* data, int size) { return {data, static_cast<size_t>(size)}; }

EditorHost pageHost() {
  EditorHost host;
  host.pickPhoto = [] { tellPage("pickPhoto"); };
  host.pickDesign = [] { tellPage("pickDesign"); };
  host.openSample = [](std::string_view id) { tellPage("openSample", id); };
  host.saveFile = [](std::string_view name, std::string_view type, std::string data) { tellPage("saveFile", name, type, data); };
  host.exportImage = [] { tellPage("exportImage"); };
  host.showStart = [] { tellPage("showStart"); };
  host.setClipboard = [](std::string_view text) { setClipboardText(text); };
  host.getClipboard = [] { return clipboardText(); };
  return host;
}

}  // namespace

extern "C" {

/// One file of the built-in type, before hd_start. weight: 0 regular, 1 medium, 2 semibold.
EMSCRIPTEN_KEEPALIVE void hd_set_type_file(int weight, const uint8_t* data, int size) {
  setTypeFile(static_cast<Weight>(weight), bytes(data, size));
}

EMSCRIPTEN_KEEPALIVE void hd_start() {
  designer = std::make_unique<Designer>(pageHost());
  (void)runWindow(*designer, {});
}

/// The ranked point set of the pattern engine, fetched beside the program; kept here for as long as the program runs.
EMSCRIPTEN_KEEPALIVE int hd_set_point_set(const uint8_t* data, int size) {
  pointSetBytes.assign(data, data + size);
  if (setPointSet(pointSetBytes)) return 1;
  return answer(Error{"engine.points", "a part of the designer arrived damaged; reload the page"});
}

/// Focal length in px from a file's EXIF block, 0 when unknown; `width` and `height` of the whole photo.
EMSCRIPTEN_KEEPALIVE double hd_exif_focal_px(const uint8_t* data, int size, int width, int height) {
  return focalPxOf(readExif(bytes(data, size)), width, height).value_or(0.0);
}

/// A small copy (RGBA) of the photo that is opened next, for the colours of skin and hair.
EMSCRIPTEN_KEEPALIVE void hd_photo_copy(const uint8_t* rgba, int width, int height) {
  photoCopy = std::make_shared<ImageRgb8>(ImageRgb8{width, height, {}});
  photoCopy->rgb.reserve(3 * static_cast<size_t>(width) * static_cast<size_t>(height));
  for (size_t i = 0, count = static_cast<size_t>(width) * static_cast<size_t>(height); i < count; ++i)
    photoCopy->rgb.insert(photoCopy->rgb.end(), rgba + 4 * i, rgba + 4 * i + 3);
}

/// Shows the page's picture (Module.photoSource) as a photo of the given size.
EMSCRIPTEN_KEEPALIVE int hd_open_photo(const char* name, int nameSize, int widthPx, int heightPx, double focalPx,
                                       const char* truth, int truthSize, const char* landmarks, int landmarksSize) {
  const unsigned texture = uploadPhotoTexture(0);
  if (texture == 0) {
    return answer(Error{"photo.texture", "the graphics memory has no room for this photo; close other tabs or choose a smaller photo"});
  }
  EditorPhoto photo;
  photo.name = view(name, nameSize);
  photo.widthPx = widthPx;
  photo.heightPx = heightPx;
  photo.texture = texture;
  photo.focalPx = focalPx;
  photo.pixels = std::move(photoCopy);
  Status opened = designer->editor().openPhoto(std::move(photo), view(truth, truthSize), view(landmarks, landmarksSize));
  deletePhotoTexture(opened ? photoTexture : texture);
  if (opened) photoTexture = texture;
  return answer(opened);
}

/// Uploads the page's picture again under its old name, before hd_graphics_ready, after a context came back.
EMSCRIPTEN_KEEPALIVE int hd_restore_photo() { return photoTexture == 0 || uploadPhotoTexture(photoTexture) != 0 ? 1 : 0; }

/// Decodes a JPEG or PNG here, for browsers that cannot: the result's address (RGBA) with its size in out[0..1].
EMSCRIPTEN_KEEPALIVE uint8_t* hd_decode(const uint8_t* data, int size, int* out) {
  Result<Photo> photo = decodePhoto(bytes(data, size));
  if (!photo) {
    answer(photo.error());
    return nullptr;
  }
  const ImageRgb8& image = photo->image;
  out[0] = image.width;
  out[1] = image.height;
  const size_t count = image.rgb.size() / 3;
  auto* rgba = static_cast<uint8_t*>(std::malloc(count * 4));
  if (!rgba) {
    answer(Error{"photo.memory", "this photo is too large for the memory of this device; choose a smaller one"});
    return nullptr;
  }
  for (size_t i = 0; i < count; ++i) {
    std::copy_n(&image.rgb[i * 3], 3, &rgba[i * 4]);
    rgba[i * 4 + 3] = 255;
  }
  return rgba;
}

EMSCRIPTEN_KEEPALIVE int hd_has_photo() { return designer->editor().hasPhoto() ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE void hd_design() { returnText(designer->editor().designJson()); }
EMSCRIPTEN_KEEPALIVE int hd_set_design(const char* json, int size) { return answer(designer->editor().setDesignJson(view(json, size))); }
EMSCRIPTEN_KEEPALIVE void hd_estimate() { returnText(designer->editor().estimateJson()); }
EMSCRIPTEN_KEEPALIVE void hd_look() { returnText(designer->editor().lookJson()); }
EMSCRIPTEN_KEEPALIVE int hd_set_look(const char* json, int size) { return answer(designer->editor().setLookJson(view(json, size))); }
EMSCRIPTEN_KEEPALIVE void hd_dots() { returnText(designer->editor().dotsCsv()); }
EMSCRIPTEN_KEEPALIVE void hd_ui() { returnText(designer->editor().uiJson()); }
EMSCRIPTEN_KEEPALIVE int hd_action(const char* id, int size) { return answer(designer->editor().runAction(view(id, size))); }
EMSCRIPTEN_KEEPALIVE int hd_frames_drawn() { return designer->framesDrawn(); }

/// Prepares the export at full size; hd_export_strip then draws the dots into strips of RGBA rows, which overlap by the
/// number of rows returned.
EMSCRIPTEN_KEEPALIVE int hd_export_begin() {
  Editor& editor = designer->editor();
  return beginStripExport(editor.splats(), editor.skinLight(), editor.blurPhotoPx());
}
EMSCRIPTEN_KEEPALIVE void hd_export_strip(uint8_t* rgba, int width, int top, int rows) { exportStrip(rgba, width, top, rows); }
EMSCRIPTEN_KEEPALIVE void hd_export_end() { endStripExport(); }

/// For tests: the GPU's picture against the reference in one window of an RGB photo that the page lends.
EMSCRIPTEN_KEEPALIVE int hd_check_preview(const uint8_t* rgb, int widthPx, int heightPx, double originX, double originY,
                                          double pxPerPhotoPx, int width, int height) {
  const ImageRgb8 photo{widthPx, heightPx, std::vector<uint8_t>(rgb, rgb + size_t{3} * static_cast<size_t>(widthPx) * static_cast<size_t>(heightPx))};
  Result<PreviewCheck> check = checkPreview(photo, designer->editor().splats(), {originX, originY, pxPerPhotoPx, width, height});
  if (!check) return answer(check.error());
  JsonWriter json;
  json.beginObject().integer("values", check->values).integer("over", check->over).integer("worst", check->worst).integer("dots", check->dots).endObject();
  returnText(json.finish(false));
  return 1;
}

}  // extern "C"
