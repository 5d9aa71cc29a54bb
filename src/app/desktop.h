// The designer on the desktop: files on disk, dialogs, samples, full-size export, status for tests.
#pragma once

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "app/designer.h"
#include "image/decode.h"
#include "platform/dialogs.h"

namespace hd {

struct DesktopOptions {
  std::string file;             ///< photo or design to open at the start
  std::string truthFile;        ///< known geometry of that photo (sample heads)
  std::string landmarksFile;    ///< landmarks of that photo
  std::string statusFile;       ///< written when the program comes to rest and now and then before; empty: never
};

/// Everything that touches the disk. Errors are shown in the window and leave the open design as it was.
class Desktop : public Designer {
 public:
  explicit Desktop(DesktopOptions options);
  ~Desktop() override;

  /// Opens what the command line named. What goes wrong is told on the terminal and in the window.
  Status openFromCommandLine();

  Status graphicsReady() override;
  void frame(const WindowFrame& frame) override;
  void fileArrived(const std::string& path, std::optional<PickKind> kind) override;
  void poll() override;
  bool busy() const override;

 private:
  /// What a path asked for in the window is for.
  enum class Prompt { none, openPhoto, openDesign, save };

  EditorHost hostFunctions();
  Status openPath(const std::string& path, const std::string& truthJson, const std::string& landmarksJson);
  Status openPhotoBytes(const std::string& path, std::span<const uint8_t> bytes, const std::string& truthJson,
                        const std::string& landmarksJson);
  Status openDesignText(const std::string& path, const std::string& text);
  void ask(PickKind kind);
  void save(std::string name, std::string type, std::string bytes);
  void writeSaved(const std::string& path);
  void finishDialog(const std::string& path);
  void exportImage();
  void openSample(const std::string& id);
  void drawPrompt();
  void writeStatus();
  void report(const Status& status);

  /// A result of work on another thread.
  struct SampleReady {
    ImageRgb8 image;
    std::string truthJson;
    std::string name;
    std::string error;
  };

  DesktopOptions options_;
  std::shared_ptr<ImageRgb8> photo_;   ///< what the editor shows, kept for the export
  FileDialog dialog_;
  Prompt waitingFor_ = Prompt::none;   ///< what the open dialog or prompt is for
  bool promptShown_ = false;           ///< the in-window prompt, where no dialog program is installed
  bool promptFocus_ = false;
  bool dark_ = false;                  ///< as the last frame
  std::string promptText_;
  std::string saveType_, saveBytes_;
  std::atomic<int> exportPercent_ = 0;     ///< of the dots drawn, set by the job, so it outlives it
  int exportPercentShown_ = 0;
  std::future<std::string> exportJob_;     ///< PNG bytes
  std::future<SampleReady> sampleJob_;
  std::optional<Error> startError_;    ///< of the file named on the command line, not shown yet
  int statusFrames_ = -1;              ///< frames drawn when the status was last written
  std::chrono::steady_clock::time_point statusTime_;
};

}  // namespace hd
