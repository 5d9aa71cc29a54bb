#include "sample/sample_head.h"

#include <cassert>

#include "sample/hair.h"
#include "sample/survey.h"

namespace hd {

Truth sampleTruth(const SampleOptions& options) {
  const Individual who(options.seed);
  return survey(options, who, HeadSdf(who));
}

SampleHead makeSampleHead(const SampleOptions& o) {
  assert(o.norwood >= 1 && o.norwood <= 7 && o.skin >= 1 && o.skin <= 10);
  assert(o.widthPx >= 64 && o.widthPx <= 6000 && o.heightPx >= 64 && o.heightPx <= 6000);
  const Individual who(o.seed);
  const HeadSdf head(who);
  SampleHead out;
  out.truth = survey(o, who, head);
  const Rig rig(out.truth.camera);
  const Geometry geometry = traceGeometry(head, rig, o.widthPx, o.heightPx);
  const HairField field(who, head, o.norwood);
  const Complexion person = complexionOf(o.skin, o.seed);
  Studio studio = studioFor(rig, o.view);
  studio.gaze = gazeFor(o, out.truth.camera);
  Lit lit = shade(head, who, field, person, studio, rig, geometry);
  smoothEdges(head, rig, geometry, lit.colour);
  drawHair({head, who, field, person, studio, rig, geometry, lit.light, o.seed}, lit.colour);
  if (out.truth.card) drawCard(out.truth, cardPlaceFor(o, out.truth.camera, out.truth), lit.colour);
  out.image = develop(lit.colour, o.seed);
  return out;
}

}  // namespace hd
