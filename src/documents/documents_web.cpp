// The third web program, for what a person takes home: plan, hairline on paper, drawing, packed designs. Run in the page's Worker
// and fetched when the first of these is asked for (web/documents.later.js).
//
// A function that can fail returns 1 or 0; after 0 the text left for the page is {"id":…,"message":…}.
#include <emscripten.h>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.h"
#include "design/design_io.h"
#include "design/templates.h"
#include "image/decode.h"
#include "image/strip.h"
#include "pack/pack.h"
#include "pattern/dots.h"
#include "pattern/point_set.h"
#include "platform/page.h"
#include "report/design_svg.h"
#include "report/hairline_template.h"
#include "report/plan_paper.h"
#include "text/sentence.h"

namespace {

using namespace hd;

std::string result;
std::optional<DesignFile> design;
std::optional<PlanPaper> paper;
ImageRgb8 photo;
std::map<std::string, std::string, std::less<>> photosToPack;
std::vector<PackedPhoto> unpacked;

int refuse(const Error& error) { return refusePage(error.id, sentence(error)); }
std::string_view view(const char* text, int size) { return {text, static_cast<size_t>(size)}; }
std::span<const uint8_t> bytesOf(const uint8_t* data, int size) { return {data, static_cast<size_t>(size)}; }

int give(std::string bytes) {
  result = std::move(bytes);
  return result.empty() ? refuse(Error{"plan.pdf"}) : 1;
}

}  // namespace

extern "C" {

/// The bytes that the last call left.
EMSCRIPTEN_KEEPALIVE const char* hd_result() { return result.data(); }
EMSCRIPTEN_KEEPALIVE int hd_result_size() { return static_cast<int>(result.size()); }

/// The ranked point set, without which there are no dots.
EMSCRIPTEN_KEEPALIVE int hd_set_point_set(const uint8_t* data, int size) {
  return setPointSet(bytesOf(data, size)) ? 1 : refuse(Error{"engine.points"});
}

/// The design that all below is about; what was made of another one goes.
EMSCRIPTEN_KEEPALIVE int hd_set_design(const char* json, int size) {
  paper.reset();
  photo = {};
  result.clear();
  Result<DesignFile> read = designFromJson(view(json, size));
  if (!read) return refuse(read.error());
  design = std::move(*read);
  return 1;
}

/// Makes its plan by wishes and profile (report/plan_paper.h; either may be empty) and leaves it as JSON.
EMSCRIPTEN_KEEPALIVE int hd_plan(const char* wishes, int wishesSize, const char* profile, int profileSize) {
  Result<PlanWishes> read = planWishesFromJson(view(wishes, wishesSize), view(profile, profileSize));
  if (!read) return refuse(read.error());
  Result<PlanPaper> made = PlanPaper::make(*design, std::move(*read));
  if (!made) return refuse(made.error());
  paper.emplace(std::move(*made));
  returnText(planToJson(paper->plan(), sentence));
  return 1;
}

/// Its photo as a file that we read (JPEG or PNG).
EMSCRIPTEN_KEEPALIVE int hd_photo(const uint8_t* data, int size) {
  Result<Photo> read = decodePhoto(bytesOf(data, size));
  if (!read) return refuse(read.error());
  photo = std::move(read->image);
  return 1;
}
/// Or as rows of RGBA that the browser has decoded.
EMSCRIPTEN_KEEPALIVE void hd_photo_begin(int width, int height) {
  photo = ImageRgb8{width, height, {}};
  photo.rgb.resize(3 * static_cast<size_t>(width) * static_cast<size_t>(height));
}
EMSCRIPTEN_KEEPALIVE void hd_photo_rows(const uint8_t* rgba, int top, int rows) {
  const size_t from = static_cast<size_t>(top) * static_cast<size_t>(photo.width);
  const size_t count = static_cast<size_t>(rows) * static_cast<size_t>(photo.width);
  for (size_t i = 0; i < count; ++i) std::copy_n(rgba + 4 * i, 3, photo.rgb.data() + 3 * (from + i));
}

/// Draws the plan's pictures and lets the photo go.
EMSCRIPTEN_KEEPALIVE int hd_draw() {
  const PhotoInfo& info = design->design.photo();
  if (photo.width != info.widthPx || photo.height != info.heightPx)
    return refuse(Error{"photo.size",
                        {{"photo", info.file},
                         {"width", photo.width},
                         {"height", photo.height},
                         {"made_width", info.widthPx},
                         {"made_height", info.heightPx}}});
  paper->draw(photo);
  photo = {};
  return 1;
}

/// The plan as a document.
EMSCRIPTEN_KEEPALIVE int hd_plan_pdf() { return give(paper->pdf()); }
EMSCRIPTEN_KEEPALIVE int hd_plan_html() { return give(paper->html()); }

/// The hairline on paper at 1:1.
EMSCRIPTEN_KEEPALIVE int hd_template(int letter) {
  const std::optional<UnrolledHairline> hairline = unrollHairline(design->design, scalpMapOf(design->design));
  if (!hairline) return refuse(Error{"template.none", {{"design", Message{"noun.design"}}}});
  return give(hairlineTemplatePdf(*hairline, letter ? Paper::letter : Paper::a4).bytes);
}

/// The drawing in mm with layers.
EMSCRIPTEN_KEEPALIVE int hd_svg() {
  const ScalpMap map = scalpMapOf(design->design);
  return give(designToSvg(design->design, map, makeDots(design->design, map)));
}

/// A photo (JPEG or PNG) for hd_pack, by the name that the design has for it.
EMSCRIPTEN_KEEPALIVE int hd_pack_photo(const char* name, int nameSize, const uint8_t* data, int size) {
  const std::vector<uint8_t> bare = withoutMetadata(bytesOf(data, size));
  if (bare.empty()) return refuse(Error{"pack.unreadable", {{"photo", std::string(view(name, nameSize))}}});
  photosToPack.insert_or_assign(std::string(view(name, nameSize)), std::string(bare.begin(), bare.end()));
  return 1;
}
/// The design and those photos in one file.
EMSCRIPTEN_KEEPALIVE int hd_pack() {
  Result<std::string> packed = packWithPhotos(*design, [](const std::string& name) -> Result<std::optional<std::string>> {
    const auto at = photosToPack.find(name);
    return at == photosToPack.end() ? std::optional<std::string>() : std::move(at->second);
  });
  photosToPack.clear();
  return packed ? give(std::move(*packed)) : refuse(packed.error());
}

/// Opens such a file: leaves the design as bytes and {"photos":["photos/1.jpg"]} as text.
EMSCRIPTEN_KEEPALIVE int hd_unpack(const char* data, int size) {
  Result<Pack> pack = unpackDesign(view(data, size));
  if (!pack) return refuse(pack.error());
  JsonWriter json;
  json.beginObject().beginArray("photos");
  for (const PackedPhoto& each : pack->photos) json.element(each.name);
  json.endArray().endObject();
  unpacked = std::move(pack->photos);
  returnText(json.finish(false));
  return give(designToJson(pack->file));
}
/// Leaves the bytes of one of its photos and lets it go.
EMSCRIPTEN_KEEPALIVE void hd_unpacked_photo(int index) { result = std::move(unpacked[static_cast<size_t>(index)].bytes); }

}  // extern "C"
