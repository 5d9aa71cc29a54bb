#include "mannequin/sample_head.h"

#include <cassert>

#include "appearance/shaved_scalp.h"
#include "mannequin/internal/disturb.h"
#include "mannequin/internal/hair.h"
#include "mannequin/internal/survey.h"

namespace hd {

Truth sampleTruth(const SampleOptions& options) {
  const Individual who(options.seed);
  return survey(options, who, HeadSdf(who));
}

SampleHead makeSampleHead(const SampleOptions& o) {
  assert(o.norwood >= 1 && o.norwood <= 7 && o.skin >= 1 && o.skin <= 10);
  assert(o.widthPx >= 64 && o.widthPx <= 6000 && o.heightPx >= 64 && o.heightPx <= 6000);
  assert(o.view == HeadSide::front || (o.turnRad == 0 && o.bowRad == 0));
  const Individual who(o.seed);
  const HeadSdf head(who);
  SampleHead out;
  out.truth = survey(o, who, head);
  const Rig rig(out.truth.camera);
  const Geometry geometry = traceGeometry(head, rig, o.widthPx, o.heightPx);
  const HairField field(who, head, o.norwood);
  Complexion person = complexionOf(o.skin, o.seed);
  std::optional<float> clippedMm;
  if (o.clippedMm) {
    clippedMm = static_cast<float>(*o.clippedMm);
    // Roots under the skin take what transport theory says; the stubble is drawn.
    ShavedSides roots;
    roots.hairsPerCm2 = kClippedHairsPerCm2;
    roots.stubbleMm = 0.0;
    roots.pigment = hairPigmentOf(labFromLinear(Vec3(person.hair)));
    person.follicles = sdf::V3(shavedRemoved(roots, Vec3(person.skin)));
    person.follicleGloss = 0.0f;
  }
  Studio studio = studioFor(rig, o.view);
  studio.gaze = gazeFor(o, out.truth.camera);
  Lit lit = shade(head, who, field, person, studio, rig, geometry);
  if (o.beard) growBeard(out.truth, person, geometry, o.seed, lit.colour);
  smoothEdges(head, rig, geometry, lit.colour);
  drawHair({head, who, field, person, studio, rig, geometry, lit.light, o.seed, clippedMm}, lit.colour);
  if (out.truth.card) drawCard(out.truth, cardPlaceFor(o, out.truth.camera, out.truth), lit.colour);
  if (o.glasses) putOnGlasses(out.truth, rig, geometry, lit.colour);
  lightAndFocus(o, lit.colour);
  out.image = develop(lit.colour, o.seed);
  addNoise(o, out.image);
  return out;
}

}  // namespace hd
