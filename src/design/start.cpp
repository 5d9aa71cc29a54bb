#include "design/start.h"

namespace hd {
namespace {

Design startWith(const StartOptions& options) {
  Design design = makeEmptyDesign();
  design.photo = options.photo;
  design.irregularity = options.irregularity;
  design.hairline.irregularity = options.irregularity;
  design.seed = options.seed;
  return design;
}

}  // namespace

Design startFlatDesign(const StartOptions& options, double mmPerPx) {
  Design design = startWith(options);
  design.view.kind = ViewKind::flat;
  design.view.photoWidthPx = options.photo.widthPx;
  design.view.photoHeightPx = options.photo.heightPx;
  design.view.mmPerPx = mmPerPx;
  design.view.scaleSource = "typed";
  return design;
}

Design startHeadDesign(const StartOptions& options, const HeadFit& fit, const ScalpMap& map) {
  Design design = startWith(options);
  design.head = fit.head;
  design.view = fit.view;
  for (const FitSample& sample : fit.samples) design.viewSamples.push_back({sample.head, sample.camera});
  if (!options.hairline && options.norwood == 0) return design;
  design.hairline = makeHairline(map, options.hairline.value_or(HairlineTemplate::natural));
  design.hairline.irregularity = options.irregularity;
  design.norwood = options.norwood;
  design.zones = makeNorwoodZones(map, options.norwood > 0 ? options.norwood : kWholeTopNorwood);
  return design;
}

}  // namespace hd
