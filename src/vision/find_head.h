// What a photo tells by itself: where the head is, its points with their errors, its outline, and how big things are.
//
//   Result<HeadFinder> finder = HeadFinder::fromBytes(netsBin);   // once; some 8 MB
//   Result<FoundHead> found = finder->find(photo.image, focalPxOf(photo.exif, …));
//
// The answer is the same on every machine. A few hundred milliseconds for a photo with a face, about a second for one without.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "image/image.h"
#include "scalp/landmarks.h"
#include "vision/head_hair.h"

namespace hd {

/// From where the head is seen; left and right are the person's own side that faces the camera.
enum class HeadView { none, front, threeQuarterLeft, threeQuarterRight, left, right, top, back };
/// Name in files ("three-quarter-left").
std::string_view headViewName(HeadView view);

/// Why a photo is poor. Order is that of importance.
enum class FindWarning { severalPeople, cutOff, tooSmall, noFace, blurred, dark, shadow, tilted };
/// Stable name ("several-people").
std::string_view findWarningName(FindWarning warning);

/// A point of the photo and its standard error a coordinate, px.
struct FoundPoint {
  Vec2 px{0, 0};
  double sdPx = 0;
};

/// A thing of known size: its length in the photo, the length it has in people, and the relative standard error of both
/// together (so of every length measured by it).
struct FoundScale {
  ScaleReference reference;
  double relativeSd = 0;
};

/// How the head stands to the camera, as far as a face tells: radians, turned (+ the left side is seen), bowed (+ the crown
/// comes forward), tilted (+ clockwise in the picture).
struct HeadTurn {
  double yawRad = 0, pitchRad = 0, rollRad = 0;
};

struct FoundHead {
  int faces = 0;                                      ///< people with a face
  int face = 0;                                       ///< which of them is described; 0 is the largest
  std::vector<std::pair<Vec2, double>> otherFacesPx;  ///< the others, largest first: middle and size
  HeadView view = HeadView::none;
  std::array<std::optional<FoundPoint>, kLandmarkCount> landmarks;  ///< those that are seen; none without a face
  std::optional<FoundPoint> canthusLeft, canthusRight;
  std::vector<Vec2> outlinePx;  ///< of the bare head; may have gaps
  double outlineSdPx = 0;
  std::optional<FoundScale> scale;
  std::optional<double> irisPx;  ///< diameter
  std::optional<HeadTurn> turn;
  Vec2 headCentrePx{0, 0};
  double headRadiusPx = 0;
  std::optional<HairFound> hair;  ///< share of hair and what skin and hair look like
  std::vector<FindWarning> warnings;

  /// Landmarks with their errors, scale and outline, as the fit takes them.
  PhotoMeasures measures() const;
  /// The same in a photo that is `factor` times as large as the copy that was looked at.
  void enlarge(double factor);
};

struct NetSet;
class NetWorkspace;

/// The nets and their buffers; one photo at a time.
class HeadFinder {
 public:
  /// Reads nets.bin. Error "nets.damaged".
  static Result<HeadFinder> fromBytes(std::span<const uint8_t> netsBin);
  HeadFinder(HeadFinder&&) noexcept;
  HeadFinder& operator=(HeadFinder&&) noexcept;
  ~HeadFinder();

  /// Looks for a head. `focalPx` from the photo's notes where there are any; `face` says which one to describe where there are
  /// several, the largest being 0 (beyond their number: the smallest). Error "find.nobody" when there is none.
  Result<FoundHead> find(const ImageRgb8& photo, std::optional<double> focalPx, int face = 0);

 private:
  HeadFinder();
  std::unique_ptr<NetSet> nets_;
  std::unique_ptr<NetWorkspace> space_;
};

}  // namespace hd
