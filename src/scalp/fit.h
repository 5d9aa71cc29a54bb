// Fitting a head of the family made from people, and a camera for each photo, to one or several photos.
//
// Bayesian least squares: what is known beforehand of shape and landmarks is one Gaussian; taps, the outline of the
// bare head, one known size in each photo and a tape round the head are measurements with a standard error. The
// covariance is carried through, so that areas can be stated as a range.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/result.h"
#include "scalp/head_model.h"
#include "scalp/landmarks.h"
#include "scalp/view.h"

namespace hd {

struct FitOptions {
  int photoWidthPx = 0;
  int photoHeightPx = 0;
  double landmarkSdPx = 1.5;      ///< how well a person taps
  std::optional<double> focalPx;  ///< from EXIF (35 mm equivalent), if known; measures that tell one come first
};

/// One way the head and the camera may really be.
struct FitSample {
  HeadParams head;
  Camera camera;
};

inline constexpr double kUnusualMisfit = 1.25;

struct HeadFit {
  HeadParams head;
  View view;
  /// Distance between the tapped points and the fitted head's own landmarks, root mean square, px.
  double rmsResidualPx = 0.0;
  /// Equally likely alternatives whose spread about (head, view.camera) is that of the posterior;
  /// empty when the fit is only assumed.
  std::vector<FitSample> samples;
  /// How far the outlines lie off the fitted head's edge, root mean square in standard errors; 0 without an outline.
  /// People's are at .3 to .9. Beyond kUnusualMisfit no head of the family is like this one: the samples are spread as
  /// many times as widely.
  double outlineMisfit = 0.0;
  std::vector<Landmark> leftOut{};  ///< taps that do not fit the rest and were not used
};

/// Fits to one photo. Errors: which landmarks are missing ("fit.landmarks"), no scale ("fit.scale"), points that
/// no head can have ("fit.implausible").
Result<HeadFit> fitHead(const PhotoMeasures& measures, const FitOptions& options);

/// A photo of the head: what was measured in it, and what is known of its camera.
struct FitShot {
  PhotoMeasures measures;
  FitOptions options;
};

/// Several photos of one head, fitted together: a fit for each, all of the same head. The n-th samples of all are
/// the same head, too. The tape counts once, whichever photo it was written beside. Errors as above, with the number
/// of the photo in question as "shot" (from 1) where there is more than one.
Result<std::vector<HeadFit>> fitHeads(std::span<const FitShot> shots);

/// Relative standard error of a scale reference by itself (card 0.75 %, iris 3.6 %, pupils 5.9 %,
/// typed length 1 %, plus one px of tapping), from the facts file.
double scaleRelativeSd(const ScaleReference& scale);

/// What stays in place when head and camera turn out otherwise: an outline drawn on the photo stays
/// where it is in the photo; one laid down by anatomy (a Norwood region) keeps its place on the head.
enum class OutlineAnchor { photo, anatomy };

/// Relative standard error of the skin area inside an outline: its spread over the fit's samples
/// together with how real skulls differ from the model's family. Without samples the view's own
/// figure. `map` is the chart of fit.head.
double areaRelativeSd(std::span<const Vec2> polygonMapMm, const ScalpMap& map, const View& view, std::span<const FitSample> samples,
                      OutlineAnchor anchor);

/// A view that assumes an average head looking straight at the camera in the middle of the photo,
/// as a start for a person to adjust; mmPerPx may be given, else the head fills the picture.
HeadFit assumedFit(int photoWidthPx, int photoHeightPx, std::optional<double> mmPerPx);

}  // namespace hd
