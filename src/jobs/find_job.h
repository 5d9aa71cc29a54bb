// Finding the head in a photo, and what it begins with: for programs that keep the nets between photos.
#pragma once

#include <optional>

#include "design/design.h"
#include "jobs/job.h"
#include "vision/find_head.h"

namespace hd {

/// Which photo is looked at and how. The picture handed in may be a smaller copy of it.
struct FindWishes {
  PhotoInfo photo;  ///< name, whole size and focal length
  int face = 0;     ///< which one where there are several, the largest being 0
};

/// Looks for the head. JSON is that of `hairline find --json`, in px of the whole photo; bytes are the proposed design file,
/// none when there is no face to fit a head to. Errors: "find.nobody".
Result<JobOutput> findHeadIn(HeadFinder& finder, const ImageRgb8& picture, const FindWishes& wishes);

/// The same for a picture that comes in strips, as pages hand it over.
class FindJob {
 public:
  /// Takes the nets; needed once. Error "nets.damaged".
  Status setNets(std::span<const uint8_t> netsBin);
  bool ready() const { return finder_.has_value(); }
  /// Makes room for a picture.
  void begin(int widthPx, int heightPx);
  /// Rows from `top` on, RGBA.
  void rows(std::span<const uint8_t> rgba, int top);
  /// `json`: {"name","width","height","focal_px" (0 unknown),"face"} of the whole photo. The picture goes.
  Result<JobOutput> run(std::string_view json);

 private:
  std::optional<HeadFinder> finder_;
  ImageRgb8 picture_;
};

}  // namespace hd
