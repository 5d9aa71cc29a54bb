// From taps on a photo to cm2: sample heads with known skin, tapped with an unsteady hand, fitted,
// given a stage's zones and estimated, as a person would do it.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include "core/rng.h"
#include "design/start.h"
#include "estimate/estimate.h"
#include "mannequin/sample_head.h"
#include "text/sentence.h"

using namespace hd;

TEST_CASE("bald areas are right within 5 % in the median and their ranges hold the truth nine times in ten") {
  constexpr int kHeads = 48;  // views x stages, twice, every one another person
  Rng rng(17);
  const auto tapError = [&] { return (rng.unit() + rng.unit() + rng.unit() + rng.unit() - 2.0) * std::sqrt(3.0); };  // 1 px
  std::vector<double> errors;
  int covered = 0;
  double halfWidth = 0.0;
  for (int i = 0; i < kHeads; ++i) {
    SampleOptions options;
    options.view = static_cast<HeadSide>(i % 4);
    options.norwood = 2 + i / 4 % 6;
    options.card = i / 24 == 1;
    options.seed = 1000 + static_cast<uint64_t>(i);
    const Truth truth = sampleTruth(options);

    PhotoMeasures measures = truth.measures;
    for (auto& px : measures.landmarks.px)
      if (px) *px += Vec2(tapError(), tapError());
    if (measures.scale) measures.scale->px += tapError();
    FitOptions fitOptions;
    fitOptions.photoWidthPx = truth.widthPx;
    fitOptions.photoHeightPx = truth.heightPx;
    const Result<HeadFit> fit = fitHead(measures, fitOptions);
    CAPTURE(i, fit ? std::string() : sentence(fit.error()));
    REQUIRE(fit);

    const ScalpMap map = ScalpMap::ofHead(fit->head);
    StartOptions start;
    start.norwood = options.norwood;
    const Interval area = estimateDesign(startHeadDesign(start, *fit, map), map, {}).areaCm2;
    errors.push_back(std::fabs(area.value / truth.baldAreaCm2 - 1.0));
    covered += area.low <= truth.baldAreaCm2 && truth.baldAreaCm2 <= area.high;
    halfWidth += 0.5 * (area.high - area.low) / area.value / kHeads;
  }
  std::sort(errors.begin(), errors.end());
  const double median = errors[kHeads / 2], worst = errors.back(), share = static_cast<double>(covered) / kHeads;
  std::printf("  bald area of %d heads: median error %.1f %%, worst %.1f %%; ranges of +-%.0f %% hold the truth in %.0f %%\n", kHeads,
              100 * median, 100 * worst, 100 * halfWidth, 100 * share);
  CHECK(median < 0.05);
  CHECK(share >= 0.90);
  // A range is of use only while it is not far wider than the errors it speaks of.
  CHECK(halfWidth < 0.20);
}
