// Fitting the head and the camera to a photo from a few landmarks and one known size.
//
// Bayesian least squares: tapped landmarks, the scale reference and the spread of human heads are
// all measurements with a standard error; the result carries the covariance through, so that areas
// can be stated as a range.
#pragma once

#include <optional>
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

struct HeadFit {
  HeadParams head;
  View view;
  double rmsResidualPx = 0.0;
  /// Equally likely alternatives (head, camera) drawn from the posterior's sigma points; an area
  /// evaluated on each gives the spread of that area.
  std::vector<HeadParams> sigmaHeads;
};

/// Fits. Errors: which landmarks are missing ("fit.landmarks"), no scale ("fit.scale"), points that
/// no head can have ("fit.implausible").
Result<HeadFit> fitHead(const PhotoMeasures& measures, const FitOptions& options);

/// Relative standard error of a scale reference by itself (card 0.75 %, iris 3.6 %, pupils 5.9 %,
/// plus one px of tapping), from the facts file.
double scaleRelativeSd(const ScaleReference& scale);

/// A view that assumes an average head looking straight at the camera in the middle of the photo,
/// as a start for a person to adjust; mmPerPx may be given, else the head fills the picture.
HeadFit assumedFit(int photoWidthPx, int photoHeightPx, std::optional<double> mmPerPx);

}  // namespace hd
