// The editor: photo, hairline, zones, dots and plan on one screen, drawn with Dear ImGui.
//
// Knows no platform. The host hands in events and frames and provides a few services; everything
// computed is also reachable without the screen (designJson and its kin).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/input.h"
#include "core/result.h"
#include "editor/session/editor_host.h"
#include "image/image.h"
#include "render/highlight.h"
#include "render/splats.h"
#include "ui/frame.h"

namespace hd {

/// A photo ready to be shown. The pixels may live in a GL texture only (browser).
struct EditorPhoto {
  std::string name;
  int widthPx = 0, heightPx = 0;  ///< of the original, as a person sees it: design coordinates
  uint32_t texture = 0;           ///< GL texture, maybe of a smaller working copy, sRGB8 pixels
  /// Native: the pixels themselves. Browser: a small copy (some 500 px) for the colours of skin and
  /// hair, or null.
  std::shared_ptr<ImageRgb8> pixels;
  double focalPx = 0.0;          ///< from EXIF, 0 unknown
  std::optional<double> blurPx;  ///< the photo's own (vision/sharpness.h), where `pixels` is too small a copy to tell
};

class Graphics;

class Editor {
 public:
  Editor(EditorHost host, std::unique_ptr<Graphics> graphics);
  ~Editor();

  /// Call once with a current GL context (and again after a context loss).
  Status initGraphics();
  void dropGraphics(bool contextAlive);
  /// Call between frames when typeFile() (ui/type_files.h) gives other files than before.
  void typeChanged();

  /// Shows a photo. `truthJson` (sample heads) or `landmarksJson` may be empty; then the editor asks
  /// for the scale in its guided steps, starting from an assumed head.
  Status openPhoto(EditorPhoto photo, std::string_view truthJson, std::string_view landmarksJson);
  bool hasPhoto() const;

  /// The host is looking for the head in the open photo, or has stopped.
  void lookingForHead(bool looking);
  /// What it found there, as `hairline find --json` tells it, and the design that this gives (may be empty: no face). It is
  /// taken over as one undo step, unless a person has begun to change something: then it is offered. Comes too late, and
  /// changes nothing, when a design has been opened since it is looked for.
  Status headFound(std::string_view foundJson, std::string_view designJson);
  /// Nothing was found; `why` says what to do.
  void headNotFound(std::string_view why);

  std::string designJson() const;
  Status setDesignJson(std::string_view json);  ///< one undo step; leaves everything as it was on error
  std::string estimateJson();
  std::string dotsCsv();
  /// How the work is looked at: {"session","day","sun","skin_type","pigment","touch_ups","mistakes":[…],"distance_m"}.
  std::string lookJson() const;
  /// Takes over the members that are given; nothing on an error, which names the member.
  Status setLookJson(std::string_view json);
  /// Takes a practice's prices and pace (estimate/profile.h); "" goes back to the usual ones. On an error those before stay.
  Status setProfileJson(std::string_view json);
  std::string uiJson() const;                   ///< items, actions, tool, zoom: for the mirror and tests
  Status runAction(std::string_view actionId);  ///< by id from the action registry
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
  /// What the mouse pointer should look like, and where typed text appears (absent while nothing takes text).
  CursorShape cursor() const;
  std::optional<TextCaret> textCaret() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hd
