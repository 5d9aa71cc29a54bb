#include "design/start.h"

namespace hd {
namespace {

Design startWith(const StartOptions& options) {
  Design design = makeEmptyDesign();
  design.photo() = options.photo;
  design.irregularity = options.irregularity;
  design.hairline.irregularity = options.irregularity;
  design.seed = options.seed;
  return design;
}

}  // namespace

void putFit(Design& design, const HeadFit& fit) {
  // Samples of all shots belong together, and those of the others were of another fit.
  for (Shot& shot : design.shots) shot.cameraSamples.clear();
  design.headSamples.clear();
  design.head = fit.head;
  design.view() = fit.view;
  for (const FitSample& sample : fit.samples) {
    design.headSamples.push_back(sample.head);
    design.shot().cameraSamples.push_back(sample.camera);
  }
}

void addShot(Design& design, const PhotoInfo& photo, const HeadFit& fit) {
  Shot& shot = design.shots.emplace_back();
  shot.photo = photo;
  shot.view = fit.view;
  shot.side = sideOf(fit.view);
  for (const FitSample& sample : fit.samples) shot.cameraSamples.push_back(sample.camera);
}

bool headAssumed(const Design& design) {
  const Shot& shot = design.shot();
  const bool measured = shot.placedLandmarks != 0 || !shot.cameraSamples.empty();
  return shot.view.kind == ViewKind::head && !measured && (shot.view.scaleSource == "assumed" || shot.view.scaleSource == "typed");
}

std::vector<FitSample> fitSamples(const Design& design, size_t shot) {
  const std::vector<Camera>& cameras = design.shots[shot].cameraSamples;
  std::vector<FitSample> samples;
  for (size_t i = 0; i < cameras.size() && i < design.headSamples.size(); ++i) samples.push_back({design.headSamples[i], cameras[i]});
  return samples;
}

void putMeasures(Shot& shot, const PhotoMeasures& measures) {
  shot.measures = measures;
  // The camera is the photo's, the tape the person's.
  if (measures.focalPx) shot.photo.focalPx = measures.focalPx;
  shot.measures.focalPx.reset();
  shot.measures.circumferenceMm.reset();
  shot.placedLandmarks = placedMask(measures.landmarks);
}

Design startFlatDesign(const StartOptions& options, double mmPerPx) {
  Design design = startWith(options);
  design.view().kind = ViewKind::flat;
  design.view().photoWidthPx = options.photo.widthPx;
  design.view().photoHeightPx = options.photo.heightPx;
  design.view().mmPerPx = mmPerPx;
  design.view().scaleSource = "typed";
  return design;
}

Design startHeadDesign(const StartOptions& options, const HeadFit& fit, const ScalpMap& map) {
  Design design = startWith(options);
  putFit(design, fit);
  if (!options.hairline && options.norwood == 0) return design;
  design.hairline = makeHairline(map, options.hairline.value_or(HairlineTemplate::natural));
  design.hairline.irregularity = options.irregularity;
  design.norwood = options.norwood;
  design.zones = makeNorwoodZones(map, options.norwood > 0 ? options.norwood : kWholeTopNorwood);
  return design;
}

}  // namespace hd
