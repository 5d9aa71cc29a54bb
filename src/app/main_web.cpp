// The browser program: the exported functions behind window.hairlineDesigner (web/js/engine.js calls them).
//
// A function that can fail returns 1 or 0; after 0 the text left for the page is {"id":…,"message":…}.
#include <emscripten.h>

#include <memory>
#include <optional>
#include <vector>

#include "app/designer.h"
#include "image/decode.h"
#include "image/focal.h"
#include "pattern/point_set.h"
#include "platform/page.h"
#include "platform/window.h"
#include "render/picture_plan.h"
#include "text/sentence.h"
#include "ui/type_files.h"
#include "vision/sharpness.h"

namespace {

using namespace hd;

std::unique_ptr<Designer> designer;
unsigned photoTexture = 0;
std::shared_ptr<ImageRgb8> photoCopy;
std::optional<double> photoBlur;

ImageRgb8 withoutAlpha(const uint8_t* rgba, int width, int height) {
  ImageRgb8 out{width, height, {}};
  const size_t count = static_cast<size_t>(width) * static_cast<size_t>(height);
  out.rgb.reserve(3 * count);
  for (size_t i = 0; i < count; ++i) out.rgb.insert(out.rgb.end(), rgba + 4 * i, rgba + 4 * i + 3);
  return out;
}

int answer(const Status& status) { return status ? 1 : refusePage(status.error().id, sentence(status.error())); }

std::string_view view(const char* text, int size) { return {text, static_cast<size_t>(size)}; }
std::span<const uint8_t> bytes(const uint8_t* data, int size) { return {data, static_cast<size_t>(size)}; }

EditorHost pageHost() {
  EditorHost host;
  host.pickPhoto = [] { tellPage("pickPhoto"); };
  host.pickDesign = [] { tellPage("pickDesign"); };
  host.openSample = [](std::string_view id) { tellPage("openSample", id); };
  host.saveFile = [](std::string_view name, std::string_view type, std::string data) { tellPage("saveFile", name, type, data); };
  host.findHead = [](int face) { tellPage("findHead", std::to_string(face)); };
  host.exportImage = [] { tellPage("exportImage"); };
  host.handOut = [](std::string_view kind) { tellPage("handout", kind); };
  host.showStart = [] { tellPage("showStart"); };
  host.setClipboard = [](std::string_view text) { setClipboardText(text); };
  host.getClipboard = [] { return clipboardText(); };
  return host;
}

}  // namespace

extern "C" {

/// One file of the built-in type; all three before hd_start, and again, with more characters, before hd_type_changed.
/// weight: 0 regular, 1 medium, 2 semibold.
EMSCRIPTEN_KEEPALIVE void hd_set_type_file(int weight, const uint8_t* data, int size) {
  setTypeFile(static_cast<Weight>(weight), bytes(data, size));
}
EMSCRIPTEN_KEEPALIVE void hd_type_changed() { designer->editor().typeChanged(); }

EMSCRIPTEN_KEEPALIVE void hd_start() {
  designer = std::make_unique<Designer>(pageHost());
  (void)runWindow(*designer, {});
}

/// The ranked point set of the pattern engine, which comes after the first frame.
EMSCRIPTEN_KEEPALIVE int hd_set_point_set(const uint8_t* data, int size) {
  if (setPointSet(bytes(data, size))) {
    designer->requestFrames(3);  // dots can be made now
    return 1;
  }
  return answer(Error{"engine.points"});
}

/// Focal length in px from a file's EXIF block, 0 when unknown; `width` and `height` of the whole photo.
EMSCRIPTEN_KEEPALIVE double hd_exif_focal_px(const uint8_t* data, int size, int width, int height) {
  return focalPxOf(readExif(bytes(data, size)), width, height).value_or(0.0);
}

/// A small copy (RGBA) of the photo that is opened next, for the colours of skin and hair.
EMSCRIPTEN_KEEPALIVE void hd_photo_copy(const uint8_t* rgba, int width, int height) {
  photoCopy = std::make_shared<ImageRgb8>(withoutAlpha(rgba, width, height));
  photoBlur.reset();
}

/// And the middle of it (RGBA, kSharpnessSidePx at most) as it is, `scale` photo px each, for its sharpness.
EMSCRIPTEN_KEEPALIVE void hd_photo_middle(const uint8_t* rgba, int width, int height, double scale) {
  photoBlur = scale * photoBlurPx(withoutAlpha(rgba, width, height));
}

EMSCRIPTEN_KEEPALIVE int hd_sharpness_side_px() { return kSharpnessSidePx; }

/// Shows the page's picture (Module.photoSource) as a photo of the given size.
EMSCRIPTEN_KEEPALIVE int hd_open_photo(const char* name, int nameSize, int widthPx, int heightPx, double focalPx, const char* truth,
                                       int truthSize, const char* landmarks, int landmarksSize) {
  const unsigned texture = uploadPhotoTexture(0);
  if (texture == 0) { return answer(Error{"photo.texture"}); }
  EditorPhoto photo;
  photo.name = view(name, nameSize);
  photo.widthPx = widthPx;
  photo.heightPx = heightPx;
  photo.texture = texture;
  photo.focalPx = focalPx;
  photo.pixels = std::move(photoCopy);
  photo.blurPx = photoBlur;
  Status opened = designer->editor().openPhoto(std::move(photo), view(truth, truthSize), view(landmarks, landmarksSize));
  deletePhotoTexture(opened ? photoTexture : texture);
  if (opened) photoTexture = texture;
  return answer(opened);
}

/// Finding the head (Editor::lookingForHead and its kin); the page has it done elsewhere.
EMSCRIPTEN_KEEPALIVE void hd_looking_for_head(int looking) { designer->editor().lookingForHead(looking != 0); }
EMSCRIPTEN_KEEPALIVE int hd_head_found(const char* found, int size, const char* design, int designSize) {
  return answer(designer->editor().headFound(view(found, size), view(design, designSize)));
}
EMSCRIPTEN_KEEPALIVE void hd_head_not_found(const char* why, int size) { designer->editor().headNotFound(view(why, size)); }

/// Uploads the page's picture again under its old name, before hd_graphics_ready, after a context came back.
EMSCRIPTEN_KEEPALIVE int hd_restore_photo() { return photoTexture == 0 || uploadPhotoTexture(photoTexture) != 0 ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE void hd_design() { returnText(designer->editor().designJson()); }
EMSCRIPTEN_KEEPALIVE int hd_set_design(const char* json, int size) { return answer(designer->editor().setDesignJson(view(json, size))); }
EMSCRIPTEN_KEEPALIVE void hd_estimate() { returnText(designer->editor().estimateJson()); }
EMSCRIPTEN_KEEPALIVE void hd_look() { returnText(designer->editor().lookJson()); }
EMSCRIPTEN_KEEPALIVE int hd_set_look(const char* json, int size) { return answer(designer->editor().setLookJson(view(json, size))); }
EMSCRIPTEN_KEEPALIVE int hd_set_profile(const char* json, int size) { return answer(designer->editor().setProfileJson(view(json, size))); }
EMSCRIPTEN_KEEPALIVE void hd_dots() { returnText(designer->editor().dotsCsv()); }
EMSCRIPTEN_KEEPALIVE void hd_ui() { returnText(designer->editor().uiJson()); }
EMSCRIPTEN_KEEPALIVE int hd_action(const char* id, int size) { return answer(designer->editor().runAction(view(id, size))); }

/// Leaves the plan of the picture at full size (render/picture_plan.h) as it is shown now.
EMSCRIPTEN_KEEPALIVE void hd_picture_plan() {
  Editor& editor = designer->editor();
  returnText(writePicturePlan({editor.splats(), editor.skinLight(), editor.blurPhotoPx()}));
}

}  // extern "C"
