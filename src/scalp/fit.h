// Fitting the head and the camera to a photo from a few landmarks and one known size.
//
// Bayesian least squares: tapped landmarks, the scale reference and the spread of human heads are
// all measurements with a standard error; the result carries the covariance through, so that areas
// can be stated as a range.
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
  double landmarkSdPx = 1.5;             ///< how well a person taps
  std::optional<double> focalPx;         ///< from EXIF (35 mm equivalent), if known
};

/// One way the head and the camera may really be.
struct FitSample {
  HeadParams head;
  Camera camera;
};

struct HeadFit {
  HeadParams head;
  View view;
  /// Distance between the tapped points and the fitted head's own landmarks, root mean square, px.
  double rmsResidualPx = 0.0;
  /// Equally likely alternatives whose spread about (head, view.camera) is that of the posterior;
  /// empty when the fit is only assumed.
  std::vector<FitSample> samples;
};

/// Fits. Errors: which landmarks are missing ("fit.landmarks"), no scale ("fit.scale"), points that
/// no head can have ("fit.implausible").
Result<HeadFit> fitHead(const PhotoMeasures& measures, const FitOptions& options);

/// Relative standard error of a scale reference by itself (card 0.75 %, iris 3.6 %, pupils 5.9 %,
/// typed length 1 %, plus one px of tapping), from the facts file.
double scaleRelativeSd(const ScaleReference& scale);

/// What stays in place when head and camera turn out otherwise: an outline drawn on the photo stays
/// where it is in the photo; one laid down by anatomy (a Norwood region) keeps its place on the head.
enum class OutlineAnchor { photo, anatomy };

/// Relative standard error of the skin area inside an outline: its spread over the fit's samples
/// together with how real skulls differ from the model's family. Without samples the view's own
/// figure. `map` is the chart of fit.head.
double areaRelativeSd(std::span<const Vec2> polygonMapMm, const ScalpMap& map, const View& view,
                      std::span<const FitSample> samples, OutlineAnchor anchor);

/// A view that assumes an average head looking straight at the camera in the middle of the photo,
/// as a start for a person to adjust; mmPerPx may be given, else the head fills the picture.
HeadFit assumedFit(int photoWidthPx, int photoHeightPx, std::optional<double> mmPerPx);

}  // namespace hd
