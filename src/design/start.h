// The design a person starts from once the photo and its scale are known.
#pragma once

#include <optional>

#include "design/design.h"
#include "design/templates.h"
#include "scalp/fit.h"

namespace hd {

struct StartOptions {
  PhotoInfo photo;
  /// Hairline to draw, if any. Without a stage the whole top behind it gets zones.
  std::optional<HairlineTemplate> hairline;
  /// Norwood stage 1..7 whose region gets zones; 0 none. Without a hairline it brings the natural one.
  int norwood = 0;
  double irregularity = 0.5;  ///< 0..1, of the dots and of the hairline's edge
  uint64_t seed = 1;          ///< below 2^53
};

/// Norwood stage whose region is filled behind a hairline chosen without a stage: the whole top.
inline constexpr int kWholeTopNorwood = 6;

/// A flat design at a constant scale: nothing drawn, whatever the options' hairline and stage say.
Design startFlatDesign(const StartOptions& options, double mmPerPx);

/// Puts head, view and samples of a fit into the design's current shot.
void putFit(Design& design, const HeadFit& fit);
/// Adds a shot of a fit that has the design's head and samples.
void addShot(Design& design, const PhotoInfo& photo, const HeadFit& fit);
/// True while nobody and nothing has said where the head is in the photo: it stands for an average one in the middle.
bool headAssumed(const Design& design);
/// How the head and the camera of a shot may really be, equally likely; empty where it was not fitted.
std::vector<FitSample> fitSamples(const Design& design, size_t shot);
/// Puts what was measured into a shot; all landmarks given count as placed. A focal length goes to its photo, a tape is
/// left to Design::headCircumferenceMm.
void putMeasures(Shot& shot, const PhotoMeasures& measures);

/// A design on a fitted head; `map` is that head's chart.
Design startHeadDesign(const StartOptions& options, const HeadFit& fit, const ScalpMap& map);

}  // namespace hd
