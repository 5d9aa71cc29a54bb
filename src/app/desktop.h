// The designer on the desktop: files on disk, dialogs, samples, full-size export, status for tests.
#pragma once

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "app/designer.h"
#include "app/kept_work_native.h"
#include "design/design.h"
#include "image/decode.h"
#include "jobs/job.h"
#include "platform/dialogs.h"
#include "ui/path_prompt.h"
#include "vision/find_head.h"

namespace hd {

struct DesktopOptions {
  std::string file;           ///< photo or design to open at the start
  std::string truthFile;      ///< known geometry of that photo (sample heads)
  std::string landmarksFile;  ///< landmarks of that photo
  std::string netsFile;       ///< nets that find the head; where they are missing, marks are placed by hand
  std::string keepFolder;     ///< where the open work is kept; empty: nowhere
  std::string statusFile;     ///< written when the program comes to rest and now and then before; empty: never
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

  /// Of a desktop that is still being made: it is called before there is a base, so it keeps the reference and calls
  /// nothing.
  static EditorHost hostFor(Desktop& self);
  Status openPath(const std::string& path, const std::string& truthJson, const std::string& landmarksJson);
  Status openPhotoBytes(const std::string& path, std::span<const uint8_t> bytes, const std::string& truthJson,
                        const std::string& landmarksJson);
  Status openDesignText(const std::string& path, const std::string& text);
  /// A *.hairline: the design with its photos.
  Status openPacked(const std::string& path, const std::string& bytes);
  Result<std::string> packed(const std::string& designJson) const;
  /// Makes what a person takes home: "plan", "template" or "design".
  void handOut(std::string_view kind);
  void keepWork(bool now);
  /// Something was drawn that has not been looked at yet: the window must not sleep long.
  bool keepsLater() const { return !options_.keepFolder.empty() && photo_ && keptFrames_ != framesDrawn(); }
  void openKept();
  void ask(PickKind kind);
  void save(std::string name, std::string type, std::string bytes);
  void writeSaved(const std::string& path);
  void finishDialog(const std::string& path);
  void exportImage();
  void openSample(const std::string& id);
  /// Looks for the head in the open photo, on a thread of its own.
  void findHead(int face);
  void headArrived();
  void drawPrompt();
  void writeStatus();
  void report(const Status& status);

  /// A result of work on another thread.
  struct SampleReady {
    ImageRgb8 image;
    std::string truthJson;
    std::string name;
    Error error;
  };

  DesktopOptions options_;
  std::shared_ptr<ImageRgb8> photo_;  ///< what the editor shows, kept for the export
  FileDialog dialog_;
  Prompt waitingFor_ = Prompt::none;  ///< what the open dialog or prompt is for
  PathPrompt prompt_;                 ///< where no dialog program is installed
  bool dark_ = false;                 ///< as the last frame
  std::string saveType_, saveBytes_;
  std::atomic<int> exportPercent_ = 0;  ///< of the dots drawn, set by the job, so it outlives it
  int exportPercentShown_ = 0;
  std::future<std::string> exportJob_;  ///< PNG bytes
  std::future<SampleReady> sampleJob_;
  PhotoInfo photoInfo_;                     ///< of photo_
  std::unique_ptr<HeadFinder> headFinder_;  ///< the job's while there is one, so it outlives it
  std::future<Result<JobOutput>> findJob_;
  std::shared_ptr<ImageRgb8> findPhoto_;  ///< what it looks at
  std::optional<int> findNext_;           ///< the face that is wanted when it is done
  std::string packPath_;                  ///< the *.hairline that the open design came from
  struct Paper {
    std::string name, bytes;
    Error error;
  };
  std::future<Paper> paperJob_;
  WorkKeeper keeper_;
  std::future<bool> keepJob_;
  bool keepRefused_ = false;
  int keptFrames_ = -1;  ///< frames drawn when the work was last looked at
  std::chrono::steady_clock::time_point keptTime_;
  std::optional<Error> startError_;  ///< of the file named on the command line, not shown yet
  int statusFrames_ = -1;            ///< frames drawn when the status was last written
  std::chrono::steady_clock::time_point statusTime_;
};

}  // namespace hd
