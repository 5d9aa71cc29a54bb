// What the desktop keeps, packs and hands out.
#include <filesystem>
#include <utility>

#include "app/desktop.h"
#include "app/disk.h"
#include "design/design_io.h"
#include "design/templates.h"
#include "image/encode.h"
#include "image/strip.h"
#include "pack/pack.h"
#include "report/hairline_template.h"
#include "report/plan_paper.h"
#include "text/strings.h"

namespace hd {
namespace {

namespace fs = std::filesystem;

/// From a change to the write; with the half second that the window sleeps at most, well below a second in all.
constexpr std::chrono::milliseconds kKeepAfter{200};

std::span<const uint8_t> asBytes(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

// The design with photos named so that they are found from anywhere.
std::string withAbsolutePhotos(const std::string& json) {
  Result<DesignFile> file = designFromJson(json);
  if (!file) return json;
  const auto name = [](Design& design) {
    for (Shot& shot : design.shots) {
      std::error_code failed;
      const fs::path whole = fs::absolute(shot.photo.file, failed);
      if (!shot.photo.file.empty() && fs::exists(whole, failed)) shot.photo.file = whole.lexically_normal().generic_string();
    }
  };
  name(file->design);
  for (std::optional<Design>& other : file->proposals.others)
    if (other) name(*other);
  return designToJson(*file);
}

}  // namespace

Status Desktop::openPacked(const std::string& path, const std::string& bytes) {
  Result<Pack> pack = unpackDesign(bytes);
  if (!pack) return pack.error();
  const std::string& name = pack->file.design.photo().file;
  if (const PackedPhoto* photo = pack->find(name)) {
    Status opened = openPhotoBytes(name, asBytes(photo->bytes), "", "");
    if (!opened) return opened;
  }
  Status applied = editor().setDesignJson(designToJson(pack->file));
  if (applied) packPath_ = path;
  return applied;
}

Result<std::string> Desktop::packed(const std::string& designJson) const {
  Result<DesignFile> file = designFromJson(designJson);
  if (!file) return file.error();
  std::optional<Pack> from;
  if (!packPath_.empty()) {
    const Result<std::string> bytes = readFile(packPath_);
    if (!bytes) return bytes.error();
    Result<Pack> read = unpackDesign(*bytes);
    if (!read) return read.error();
    from = std::move(*read);
  }
  const std::string shown = file->design.photo().file;
  return packWithPhotos(std::move(*file), [&](const std::string& name) -> Result<std::optional<std::string>> {
    if (from) {
      const PackedPhoto* photo = from->find(name);
      return photo ? std::optional<std::string>(photo->bytes) : std::nullopt;
    }
    const Result<std::string> read = readFile(name);
    std::vector<uint8_t> bare;
    if (read) bare = withoutMetadata(asBytes(*read));
    // Sample heads lie in no file.
    else if (name == shown && photo_) bare = encodePng(*photo_);
    else return read.error();
    if (bare.empty()) return Error{"pack.unreadable", {{"photo", name}}};
    return std::optional<std::string>(std::in_place, bare.begin(), bare.end());
  });
}

void Desktop::handOut(std::string_view kind) {
  if (kind == "design") return save("hairline-design.hairline", "application/json", editor().designJson());
  Result<DesignFile> file = designFromJson(editor().designJson());
  if (!file) return report(file.error());
  if (paperJob_.valid()) return;
  editor().notify(tr("desktop.paper"), false);
  requestFrames(3);
  if (kind == "template") {
    paperJob_ = std::async(std::launch::async, [file = std::move(*file)]() -> Paper {
      const std::optional<UnrolledHairline> hairline = unrollHairline(file.design, scalpMapOf(file.design));
      if (!hairline) return {{}, {}, Error{"template.none", {{"design", Message{"noun.design"}}}}};
      return {"hairline-1to1.pdf", hairlineTemplatePdf(*hairline, hd::Paper::a4).bytes, Error{"plan.pdf"}};
    });
    return;
  }
  paperJob_ = std::async(std::launch::async, [file = std::move(*file), photo = photo_]() -> Paper {
    Result<PlanPaper> plan = PlanPaper::make(file, {});
    if (!plan) return {{}, {}, plan.error()};
    if (photo) plan->draw(*photo);
    return {"hairline-plan.pdf", plan->pdf(), Error{"plan.pdf"}};
  });
}

// ---- what is kept -----------------------------------------------------------------------------------------------

void Desktop::keepWork(bool now) {
  if (options_.keepFolder.empty() || !photo_) return;
  if (keepJob_.valid()) {
    if (!now && keepJob_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    if (!keepJob_.get() && !std::exchange(keepRefused_, true)) {
      editor().notify(tr("desktop.not_kept"), true);
      requestFrames(3);
    }
  }
  const auto time = std::chrono::steady_clock::now();
  if (!now && (keptFrames_ == framesDrawn() || time - keptTime_ < kKeepAfter)) return;
  keptFrames_ = framesDrawn();
  keptTime_ = time;
  const auto write = [this, json = editor().designJson(), pack = packPath_] {
    return keeper_.keep({pack.empty() ? withAbsolutePhotos(json) : json, pack});
  };
  if (now) (void)write();
  else keepJob_ = std::async(std::launch::async, write);
}

void Desktop::openKept() {
  if (options_.keepFolder.empty()) return;
  const std::optional<KeptWork> work = keeper_.takeLatest();
  if (!work) return;
  if (!work->pack.empty()) {
    Status opened = openPath(work->pack, "", "");
    if (opened) opened = editor().setDesignJson(work->design);
    report(opened);
    if (!opened) return;
  } else {
    const Status opened = openDesignText(options_.keepFolder, work->design);
    report(opened);
    if (!opened) return;
  }
  editor().notify(tr("desktop.kept"), false);
}

}  // namespace hd
