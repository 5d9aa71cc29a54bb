#include "app/desktop.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "app/disk.h"
#include "app/sample_photo.h"
#include "design/design_io.h"
#include "image/encode.h"
#include "image/focal.h"
#include "jobs/find_job.h"
#include "pack/pack.h"
#include "render/cpu_raster.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

namespace fs = std::filesystem;

bool looksLikeDesign(const std::string& path, std::string_view bytes) {
  if (fs::path(path).extension() == ".json") return true;
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '{';
}

std::span<const uint8_t> asBytes(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

template <class T>
bool finished(const std::future<T>& job) {
  return job.valid() && job.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

Desktop::Desktop(DesktopOptions options) : Designer(hostFor(*this)), options_(std::move(options)), keeper_(options_.keepFolder) {}

Desktop::~Desktop() { keepWork(true); }

EditorHost Desktop::hostFor(Desktop& self) {
  EditorHost host;
  host.pickPhoto = [&self] { self.ask(PickKind::photo); };
  host.pickDesign = [&self] { self.ask(PickKind::design); };
  host.openSample = [&self](std::string_view id) { self.openSample(std::string(id)); };
  host.saveFile = [&self](std::string_view name, std::string_view type, std::string bytes) {
    self.save(std::string(name), std::string(type), std::move(bytes));
  };
  host.findHead = [&self](int face) { self.findHead(face); };
  host.exportImage = [&self] { self.exportImage(); };
  host.handOut = [&self](std::string_view kind) { self.handOut(kind); };
  host.showStart = [] {};
  host.setClipboard = [](std::string_view text) { setClipboardText(text); };
  host.getClipboard = [] { return clipboardText(); };
  host.overlay = [&self] { self.drawPrompt(); };
  return host;
}

Status Desktop::graphicsReady() {
  Status ready = Designer::graphicsReady();
  if (!ready) return ready;
  return openFromCommandLine();
}

Status Desktop::openFromCommandLine() {
  if (options_.file.empty()) {
    openKept();
    return Done{};
  }
  std::string truth, landmarks;
  Status status = Done{};
  for (auto [path, text] : {std::pair{&options_.truthFile, &truth}, std::pair{&options_.landmarksFile, &landmarks}}) {
    if (path->empty()) continue;
    Result<std::string> read = readFile(*path);
    if (!read) status = read.error();
    else *text = std::move(*read);
  }
  if (status) status = openPath(options_.file, truth, landmarks);
  if (!status) {
    // The window opens all the same; its first frame starts the clock that messages live by.
    std::fprintf(stderr, "error: %s\n", sentence(status.error()).c_str());
    startError_ = status.error();
  }
  return Done{};
}

void Desktop::report(const Status& status) {
  if (!status) editor().notify(sentence(status.error()), true);
  requestFrames(3);
}

Status Desktop::openPath(const std::string& path, const std::string& truthJson, const std::string& landmarksJson) {
  Result<std::string> bytes = readFile(path);
  if (!bytes) return bytes.error();
  if (looksPacked(*bytes)) return openPacked(path, *bytes);
  if (looksLikeDesign(path, *bytes)) return openDesignText(path, *bytes);
  Status opened = openPhotoBytes(path, asBytes(*bytes), truthJson, landmarksJson);
  if (opened && truthJson.empty() && landmarksJson.empty()) findHead(0);
  return opened;
}

Status Desktop::openPhotoBytes(const std::string& path, std::span<const uint8_t> bytes, const std::string& truthJson,
                               const std::string& landmarksJson) {
  Result<Photo> decoded = decodePhoto(bytes);
  if (!decoded) return decoded.error();
  EditorPhoto photo;
  photo.name = path;
  photo.widthPx = decoded->image.width;
  photo.heightPx = decoded->image.height;
  photo.focalPx = focalPxOf(decoded->exif, photo.widthPx, photo.heightPx).value_or(0.0);
  photo.pixels = std::make_shared<ImageRgb8>(std::move(decoded->image));
  std::shared_ptr<ImageRgb8> pixels = photo.pixels;
  PhotoInfo info{path, photo.widthPx, photo.heightPx};
  if (photo.focalPx > 0.0) info.focalPx = photo.focalPx;
  Status opened = editor().openPhoto(std::move(photo), truthJson, landmarksJson);
  if (!opened) return opened;
  photo_ = std::move(pixels);
  photoInfo_ = std::move(info);
  findNext_.reset();
  packPath_.clear();
  return opened;
}

void Desktop::findHead(int face) {
  std::error_code none;
  if (!photo_ || !fs::exists(options_.netsFile, none)) return;
  editor().lookingForHead(true);
  if (findJob_.valid()) {
    findNext_ = face;  // the job under way is for another photo or face
    return;
  }
  findPhoto_ = photo_;
  findJob_ = std::async(std::launch::async, [this, photo = photo_, wishes = FindWishes{photoInfo_, face}]() -> Result<JobOutput> {
    if (!headFinder_) {
      Result<std::string> bytes = readFile(options_.netsFile);
      if (!bytes) return bytes.error();
      Result<HeadFinder> finder = HeadFinder::fromBytes(asBytes(*bytes));
      if (!finder) return finder.error();
      headFinder_ = std::make_unique<HeadFinder>(std::move(*finder));
    }
    return findHeadIn(*headFinder_, *photo, wishes);
  });
}

void Desktop::headArrived() {
  const Result<JobOutput> found = findJob_.get();
  const bool late = findPhoto_ != photo_;
  findPhoto_.reset();
  if (const std::optional<int> next = std::exchange(findNext_, std::nullopt)) return findHead(*next);
  if (late) return editor().lookingForHead(false);
  if (!found) return editor().headNotFound(sentence(found.error()));
  report(editor().headFound(found->json, {reinterpret_cast<const char*>(found->bytes.data()), found->bytes.size()}));
}

Status Desktop::openDesignText(const std::string& path, const std::string& text) {
  const Result<DesignFile> file = designFromJson(text);
  if (!file) return file.error();
  const PhotoInfo& photoInfo = file->design.photo();
  // The photo is looked for beside the design file first, then from where the program was started.
  std::string missing;
  if (!photoInfo.file.empty()) {
    const fs::path named(photoInfo.file);
    std::error_code ignored;
    fs::path found = named;
    if (named.is_relative()) {
      const fs::path beside = fs::path(path).parent_path() / named;
      if (fs::exists(beside, ignored)) found = beside;
    }
    Result<std::string> bytes = readFile(found.string());
    Status photo = bytes ? openPhotoBytes(found.string(), asBytes(*bytes), "", "") : Status(bytes.error());
    if (!photo) missing = sentence(photo.error());
  }
  Status applied = editor().setDesignJson(text);
  if (applied && !missing.empty()) editor().notify(trf("desktop.photo_missing", {{"problem", missing}}), true);
  return applied;
}

void Desktop::fileArrived(const std::string& path, std::optional<PickKind>) {
  // What a file is decides its content, whatever it was asked for as: a design dropped on the photo picker is welcome.
  report(openPath(path, "", ""));
}

void Desktop::drawPrompt() {
  if (const std::optional<std::string> path = prompt_.draw(dark_)) finishDialog(*path);
}

// ---- dialogs ----------------------------------------------------------------------------------------------------

void Desktop::ask(PickKind kind) {
  if (dialog_.open()) return;
  const bool photo = kind == PickKind::photo;
  waitingFor_ = photo ? Prompt::openPhoto : Prompt::openDesign;
  if (dialog_.askOpen(kind, {photo ? tr("start.add_photo") : tr("photo.open_design"), photo ? tr("desktop.photos") : tr("desktop.designs"),
                             tr("desktop.all_files")}))
    return;
  prompt_.open({photo ? tr("prompt.photo") : tr("prompt.design"), tr("prompt.open"), tr("prompt.cancel")}, {});
  requestFrames(3);
}

void Desktop::save(std::string name, std::string type, std::string bytes) {
  if (dialog_.open()) return;
  saveType_ = std::move(type);
  saveBytes_ = std::move(bytes);
  waitingFor_ = Prompt::save;
  if (dialog_.askSave(name, tr("prompt.save"))) return;
  prompt_.open({tr("prompt.save_as"), tr("prompt.save"), tr("prompt.cancel")}, std::move(name));
  requestFrames(3);
}

void Desktop::finishDialog(const std::string& path) {
  const Prompt purpose = std::exchange(waitingFor_, Prompt::none);
  requestFrames(3);
  if (path.empty()) {
    saveBytes_.clear();
    return;
  }
  if (purpose == Prompt::save) {
    writeSaved(path);
  } else if (purpose != Prompt::none) {
    report(openPath(path, "", ""));
  }
}

void Desktop::writeSaved(const std::string& path) {
  std::string bytes = std::exchange(saveBytes_, {});
  if (saveType_ == "application/json" && fs::path(path).extension() == ".hairline") {
    Result<std::string> made = packed(bytes);
    if (!made) return report(made.error());
    bytes = std::move(*made);
  } else if (saveType_ == "application/json") {
    if (!packPath_.empty()) return report(Error{"pack.output", {{"pack", packPath_}, {"output", path}}});
    // A design names its photo relative to its own folder, so that both can be moved together.
    if (Result<DesignFile> file = designFromJson(bytes)) {
      const auto relate = [&](Design& design) {
        for (Shot& shot : design.shots) {
          if (shot.photo.file.empty()) continue;
          std::error_code failed;
          const fs::path relative = fs::relative(fs::absolute(shot.photo.file, failed), fs::absolute(path, failed).parent_path(), failed);
          if (!failed && !relative.empty()) shot.photo.file = relative.generic_string();
        }
      };
      relate(file->design);
      for (std::optional<Design>& other : file->proposals.others)
        if (other) relate(*other);
      bytes = designToJson(*file);
    }
  }
  Status written = writeFile(path, bytes);
  if (written) editor().notify(trf("desktop.saved", {{"file", path}}), false);
  report(written);
}

// ---- long work --------------------------------------------------------------------------------------------------

void Desktop::exportImage() {
  if (!photo_ || exportJob_.valid()) return;
  editor().notify(tr("desktop.exporting"), false);
  exportPercent_ = exportPercentShown_ = 0;
  exportJob_ = std::async(std::launch::async,
                          [this, photo = photo_, splats = editor().splats(), skin = editor().skinLight(), blurPx = editor().blurPhotoPx()] {
                            const auto progress = [this](double share) { exportPercent_ = static_cast<int>(100.0 * share); };
                            const std::vector<uint8_t> png = encodePng(renderFull(*photo, splats, skin, blurPx, progress));
                            return std::string(png.begin(), png.end());
                          });
}

void Desktop::openSample(const std::string& id) {
  if (sampleJob_.valid()) return;
  editor().notify(tr("desktop.sample"), false);
  requestFrames(3);
  sampleJob_ = std::async(std::launch::async, [id] {
    SampleReady out;
    Result<SamplePhoto> sample = makeSamplePhoto(id);
    if (!sample) {
      out.error = sample.error();
      return out;
    }
    out.image = std::move(sample->image);
    out.truthJson = std::move(sample->truthJson);
    out.name = std::move(sample->name);
    return out;
  });
}

bool Desktop::busy() const {
  return dialog_.open() || exportJob_.valid() || sampleJob_.valid() || findJob_.valid() || paperJob_.valid() || keepsLater();
}

void Desktop::poll() {
  if (std::optional<std::string> path = dialog_.poll()) finishDialog(*path);
  if (const int percent = exportPercent_; exportJob_.valid() && percent != exportPercentShown_) {
    exportPercentShown_ = percent;
    editor().notify(percent < 100 ? trf("desktop.export_progress", {{"done", quantity(percent, Unit::percent)}}) : tr("desktop.packing"),
                    false);
  }
  if (finished(exportJob_)) {
    std::string png = exportJob_.get();
    if (png.empty()) {
      report(Error{"export.failed"});
    } else {
      save("hairline.png", "image/png", std::move(png));
    }
  }
  if (finished(findJob_)) headArrived();
  if (finished(paperJob_)) {
    Paper paper = paperJob_.get();
    if (paper.bytes.empty()) report(paper.error);
    else save(std::move(paper.name), "application/pdf", std::move(paper.bytes));
  }
  keepWork(false);
  if (finished(sampleJob_)) {
    SampleReady sample = sampleJob_.get();
    if (!sample.error.empty()) {
      report(sample.error);
      return;
    }
    EditorPhoto photo;
    photo.name = sample.name;
    photo.widthPx = sample.image.width;
    photo.heightPx = sample.image.height;
    photo.pixels = std::make_shared<ImageRgb8>(std::move(sample.image));
    std::shared_ptr<ImageRgb8> pixels = photo.pixels;
    Status opened = editor().openPhoto(std::move(photo), sample.truthJson, "");
    if (opened) {
      photo_ = std::move(pixels);
      findNext_.reset();
    }
    report(opened);
  }
  writeStatus();
}

void Desktop::frame(const WindowFrame& frame) {
  dark_ = frame.dark;
  Designer::frame(frame);
  if (startError_) report(*std::exchange(startError_, std::nullopt));
}

void Desktop::writeStatus() {
  if (options_.statusFile.empty() || statusFrames_ == framesDrawn()) return;
  // At rest, or now and then while something keeps moving (a message that will go by itself).
  const auto now = std::chrono::steady_clock::now();
  if (framesOwed() > 0 && now - statusTime_ < std::chrono::milliseconds(250)) return;
  statusTime_ = now;
  statusFrames_ = framesDrawn();
  const std::string text =
      "{\"frames\":" + std::to_string(framesDrawn()) + ",\"estimate\":" + editor().estimateJson() + ",\"ui\":" + editor().uiJson() + "}\n";
  Status written = writeFile(options_.statusFile, text);
  if (!written) std::fprintf(stderr, "error: %s\n", sentence(written.error()).c_str());
}

}  // namespace hd
