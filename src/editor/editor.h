// The editor: photo, hairline, zones, dots and plan on one screen, drawn with Dear ImGui.
//
// Knows no platform. The host hands in events and frames and provides a few services; everything
// computed is also reachable without the screen (designJson and its kin).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/input.h"
#include "core/result.h"
#include "image/image.h"
#include "render/highlight.h"
#include "render/splats.h"

namespace hd {

/// What the editor asks of whoever runs it. All are called on the UI thread, inside the event that
/// caused them, so that browsers allow pickers and downloads.
struct EditorHost {
  std::function<void()> pickPhoto;                       ///< show the "add a photo" picker
  std::function<void()> pickDesign;                      ///< show the "open a design" picker
  std::function<void(std::string_view sampleId)> openSample;
  /// Save bytes under a suggested name; type is a MIME type.
  std::function<void(std::string_view name, std::string_view type, std::string bytes)> saveFile;
  std::function<void()> exportImage;                     ///< render at full size and save
  std::function<void()> showStart;                       ///< back to the start page
  std::function<void(std::string_view text)> setClipboard;
  std::function<std::string()> getClipboard;
  /// Called inside every ImGui frame after the editor's own windows; may be empty. The host draws what only it
  /// knows there (the desktop's path prompt where no file dialog is installed).
  std::function<void()> overlay;
};

/// A photo ready to be shown. The pixels may live in a GL texture only (browser).
struct EditorPhoto {
  std::string name;
  int widthPx = 0, heightPx = 0;      ///< of the original, as a person sees it: design coordinates
  uint32_t texture = 0;               ///< GL texture, maybe of a smaller working copy, sRGB8 pixels
  /// Native: the pixels themselves. Browser: a small copy (some 500 px) for the colours of skin and
  /// hair, or null.
  std::shared_ptr<ImageRgb8> pixels;
  double focalPx = 0.0;               ///< from EXIF, 0 unknown
};

struct FrameInfo {
  double widthPt = 0, heightPt = 0;   ///< canvas in points (CSS px)
  double pixelRatio = 1.0;            ///< framebuffer px per point
  double timeSeconds = 0.0;           ///< monotonic, on the clock of PointerEvent::timeMs
  bool touchFirst = false;            ///< coarse pointer: 44 px targets, bottom sheets
  bool dark = false;
  bool reducedMotion = false;
};

/// One interactive item on screen, for the accessibility mirror and for tests that work by label.
struct UiItem {
  std::string id, role, label, value;
  float x = 0, y = 0, width = 0, height = 0;  ///< points
  bool enabled = true, checked = false, focused = false;
};

class Editor {
 public:
  explicit Editor(EditorHost host);
  ~Editor();

  /// Call once with a current GL context (and again after a context loss).
  Status initGraphics();
  void dropGraphics(bool contextAlive);

  /// Shows a photo. `truthJson` (sample heads) or `landmarksJson` may be empty; then the editor asks
  /// for the scale in its guided steps, starting from an assumed head.
  Status openPhoto(EditorPhoto photo, std::string_view truthJson, std::string_view landmarksJson);
  bool hasPhoto() const;

  std::string designJson() const;
  Status setDesignJson(std::string_view json);   ///< one undo step; leaves everything as it was on error
  std::string estimateJson();
  std::string dotsCsv();
  /// How the work is looked at: {"session","day","sun","skin_type","pigment","touch_ups","mistakes":[…],"distance_m"}.
  std::string lookJson() const;
  /// Takes over the members that are given; nothing on an error, which names the member.
  Status setLookJson(std::string_view json);
  std::string uiJson() const;                    ///< items, actions, tool, zoom: for the mirror and tests
  Status runAction(std::string_view actionId);   ///< by id from the action registry
  /// Shows a message from the host in the editor's own way (toast): a file that cannot be opened, a saved path.
  void notify(std::string_view message, bool isError);
  /// The dots exactly as they are shown now (session, day), in photo px: what the host draws into an export.
  std::vector<Splat> splats();
  /// The skin under them, above which the picture keeps its highlights.
  SkinLight skinLight();
  /// The onlooker's blur at the chosen distance, standard deviation in photo px; 0 close up.
  double blurPhotoPx() const;

  void pointer(const PointerEvent& event);
  void wheel(const WheelEvent& event);
  void key(const KeyEvent& event);
  void text(std::string_view utf8);

  /// Builds and draws one frame into the current framebuffer.
  void frame(const FrameInfo& info);
  /// Frames still owed (0 = idle: draw nothing until something happens).
  int framesOwed() const;
  /// When a message on screen goes or a blinking picture turns, in the clock of FrameInfo; absent: never.
  std::optional<double> nextFrameAtSeconds() const;
  void requestFrames(int count = 3);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hd
