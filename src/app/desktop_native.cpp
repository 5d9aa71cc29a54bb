#include "app/desktop.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "app/disk.h"
#include "app/sample_photo.h"
#include "design/design_io.h"
#include "image/focal.h"
#include "render/cpu_raster.h"

namespace hd {
namespace {

namespace fs = std::filesystem;

bool looksLikeDesign(const std::string& path, std::string_view bytes) {
  if (fs::path(path).extension() == ".json") return true;
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && bytes[first] == '{';
}

std::span<const uint8_t> asBytes(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

template <class T>
bool finished(const std::future<T>& job) {
  return job.valid() && job.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

Desktop::Desktop(DesktopOptions options) : Designer(hostFunctions()), options_(std::move(options)) {}

Desktop::~Desktop() = default;

EditorHost Desktop::hostFunctions() {
  EditorHost host;
  host.pickPhoto = [this] { ask(PickKind::photo); };
  host.pickDesign = [this] { ask(PickKind::design); };
  host.openSample = [this](std::string_view id) { openSample(std::string(id)); };
  host.saveFile = [this](std::string_view name, std::string_view type, std::string bytes) {
    save(std::string(name), std::string(type), std::move(bytes));
  };
  host.exportImage = [this] { exportImage(); };
  host.showStart = [] {};
  host.setClipboard = [](std::string_view text) { setClipboardText(text); };
  host.getClipboard = [] { return clipboardText(); };
  host.overlay = [this] { drawPrompt(); };
  return host;
}

Status Desktop::graphicsReady() {
  Status ready = Designer::graphicsReady();
  if (!ready) return ready;
  return openFromCommandLine();
}

Status Desktop::openFromCommandLine() {
  if (options_.file.empty()) return Done{};
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
    std::fprintf(stderr, "error: %s\n", status.error().message.c_str());
    startError_ = status.error();
  }
  return Done{};
}

void Desktop::report(const Status& status) {
  if (!status) editor().notify(status.error().message, true);
  requestFrames(3);
}

Status Desktop::openPath(const std::string& path, const std::string& truthJson, const std::string& landmarksJson) {
  Result<std::string> bytes = readFile(path);
  if (!bytes) return bytes.error();
  if (looksLikeDesign(path, *bytes)) return openDesignText(path, *bytes);
  return openPhotoBytes(path, asBytes(*bytes), truthJson, landmarksJson);
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
  Status opened = editor().openPhoto(std::move(photo), truthJson, landmarksJson);
  if (opened) photo_ = std::move(pixels);
  return opened;
}

Status Desktop::openDesignText(const std::string& path, const std::string& text) {
  Result<Design> design = designFromJson(text);
  if (!design) return design.error();
  // The photo is looked for beside the design file first, then from where the program was started.
  std::string missing;
  if (!design->photo.file.empty()) {
    const fs::path named(design->photo.file);
    std::error_code ignored;
    fs::path found = named;
    if (named.is_relative()) {
      const fs::path beside = fs::path(path).parent_path() / named;
      if (fs::exists(beside, ignored)) found = beside;
    }
    Result<std::string> bytes = readFile(found.string());
    Status photo = bytes ? openPhotoBytes(found.string(), asBytes(*bytes), "", "") : Status(bytes.error());
    if (!photo) missing = photo.error().message;
  }
  Status applied = editor().setDesignJson(text);
  if (applied && !missing.empty()) editor().notify("The design is open, its photo is not: " + missing, true);
  return applied;
}

void Desktop::fileArrived(const std::string& path, std::optional<PickKind>) {
  // What a file is decides its content, whatever it was asked for as: a design dropped on the photo picker is welcome.
  report(openPath(path, "", ""));
}

// ---- dialogs ----------------------------------------------------------------------------------------------------

void Desktop::ask(PickKind kind) {
  if (dialog_.open()) return;
  waitingFor_ = kind == PickKind::photo ? Prompt::openPhoto : Prompt::openDesign;
  if (dialog_.askOpen(kind)) return;
  promptShown_ = promptFocus_ = true;
  promptText_.clear();
  requestFrames(3);
}

void Desktop::save(std::string name, std::string type, std::string bytes) {
  if (dialog_.open()) return;
  saveType_ = std::move(type);
  saveBytes_ = std::move(bytes);
  waitingFor_ = Prompt::save;
  if (dialog_.askSave(name)) return;
  promptShown_ = promptFocus_ = true;
  promptText_ = name;
  requestFrames(3);
}

void Desktop::finishDialog(const std::string& path) {
  const Prompt purpose = std::exchange(waitingFor_, Prompt::none);
  promptShown_ = false;
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
  if (saveType_ == "application/json") {
    // A design names its photo relative to its own folder, so that both can be moved together.
    Result<Design> design = designFromJson(bytes);
    Result<Proposals> proposals = proposalsFromJson(bytes);
    if (design && proposals && !design->photo.file.empty()) {
      std::error_code failed;
      const fs::path photo = fs::absolute(design->photo.file, failed);
      const fs::path relative = fs::relative(photo, fs::absolute(path, failed).parent_path(), failed);
      if (!failed && !relative.empty()) {
        design->photo.file = relative.generic_string();
        for (std::optional<Design>& other : proposals->others)
          if (other) other->photo.file = design->photo.file;
        bytes = designToJson(*design, *proposals);
      }
    }
  }
  Status written = writeFile(path, bytes);
  if (written) editor().notify("Saved as " + path, false);
  report(written);
}

// ---- long work --------------------------------------------------------------------------------------------------

void Desktop::exportImage() {
  if (!photo_ || exportJob_.valid()) return;
  editor().notify("Making the picture at full size…", false);
  exportPercent_ = exportPercentShown_ = 0;
  exportJob_ = std::async(std::launch::async, [this, photo = photo_, splats = editor().splats(), skin = editor().skinLight(), blurPx = editor().blurPhotoPx()] {
    const auto progress = [this](double share) { exportPercent_ = static_cast<int>(100.0 * share); };
    const std::vector<uint8_t> png = encodePng(renderFull(*photo, splats, skin, blurPx, progress));
    return std::string(png.begin(), png.end());
  });
}

void Desktop::openSample(const std::string& id) {
  if (sampleJob_.valid()) return;
  editor().notify("Preparing the sample head…", false);
  requestFrames(3);
  sampleJob_ = std::async(std::launch::async, [id] {
    SampleReady out;
    Result<SamplePhoto> sample = makeSamplePhoto(id);
    if (!sample) {
      out.error = sample.error().message;
      return out;
    }
    out.image = std::move(sample->image);
    out.truthJson = std::move(sample->truthJson);
    out.name = std::move(sample->name);
    return out;
  });
}

bool Desktop::busy() const { return dialog_.open() || exportJob_.valid() || sampleJob_.valid(); }

void Desktop::poll() {
  if (std::optional<std::string> path = dialog_.poll()) finishDialog(*path);
  if (const int percent = exportPercent_; exportJob_.valid() && percent != exportPercentShown_) {
    exportPercentShown_ = percent;
    editor().notify(percent < 100 ? "Making the picture at full size, " + std::to_string(percent) + " %…" : "Packing the picture…", false);
  }
  if (finished(exportJob_)) {
    std::string png = exportJob_.get();
    if (png.empty()) {
      report(Error{"export.failed", "the picture could not be made; is there enough memory?"});
    } else {
      save("hairline.png", "image/png", std::move(png));
    }
  }
  if (finished(sampleJob_)) {
    SampleReady sample = sampleJob_.get();
    if (!sample.error.empty()) {
      report(Error{"sample.failed", sample.error});
      return;
    }
    EditorPhoto photo;
    photo.name = sample.name;
    photo.widthPx = sample.image.width;
    photo.heightPx = sample.image.height;
    photo.pixels = std::make_shared<ImageRgb8>(std::move(sample.image));
    std::shared_ptr<ImageRgb8> pixels = photo.pixels;
    Status opened = editor().openPhoto(std::move(photo), sample.truthJson, "");
    if (opened) photo_ = std::move(pixels);
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
  const std::string text = "{\"frames\":" + std::to_string(framesDrawn()) + ",\"estimate\":" + editor().estimateJson() +
                           ",\"ui\":" + editor().uiJson() + "}\n";
  Status written = writeFile(options_.statusFile, text);
  if (!written) std::fprintf(stderr, "error: %s\n", written.error().message.c_str());
}

}  // namespace hd
