#include "document/scale_step.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "text/strings.h"

namespace hd {
namespace {

ScaleReference referenceFor(ScaleChoice choice, const Design& design) {
  ScaleReference out;
  switch (choice) {
    case ScaleChoice::pupils:
      out.kind = ScaleKind::ipd;
      out.mm = factValue("head.pupil_distance_mm");
      break;
    case ScaleChoice::iris:
      out.kind = ScaleKind::iris;
      out.mm = factValue("scale.iris_mm");
      break;
    case ScaleChoice::card:
      out.kind = ScaleKind::card;
      out.mm = factValue("scale.card_width_mm");
      break;
    case ScaleChoice::length:
    case ScaleChoice::closeUp:
      out.kind = ScaleKind::length;
      out.mm = design.shot().measures.scale && design.shot().measures.scale->kind == ScaleKind::length ? design.shot().measures.scale->mm
                                                                                                       : 100.0;
      break;
  }
  return out;
}

// Pixel length of what the reference measures: between the pupils, or between the ruler's ends.
double measuredPx(const Design& design) {
  if (design.shot().measures.scale && design.shot().measures.scale->kind == ScaleKind::ipd) {
    const auto& left = design.shot().measures.landmarks[Landmark::pupilLeft];
    const auto& right = design.shot().measures.landmarks[Landmark::pupilRight];
    return left && right ? length(*left - *right) : 0.0;
  }
  const auto ruler = shownRuler(design.shot());
  return length(ruler[1] - ruler[0]);
}

// What nearly always can be measured from a side, placed for the guessed head: nothing but the pupils from the front,
// the upright diameter of the iris from the sides, the width between the ears from above.
void placeUsualScale(Shot& shot) {
  const HeadModel head(defaultHead());
  const auto& landmarks = shot.measures.landmarks;
  const auto& glabella = landmarks[Landmark::glabella];
  ScaleReference scale;
  if (shot.side == HeadSide::top) {
    const auto& left = landmarks[Landmark::tragionLeft];
    const auto& right = landmarks[Landmark::tragionRight];
    if (!left || !right) return;
    shot.rulerPx = std::array<Vec2, 2>{*right, *left};
    scale.kind = ScaleKind::length;
    scale.mm = std::round(length(head.landmark(Landmark::tragionLeft) - head.landmark(Landmark::tragionRight)));
  } else if (shot.side != HeadSide::front) {
    const auto& ear = landmarks[shot.side == HeadSide::left ? Landmark::tragionLeft : Landmark::tragionRight];
    if (!glabella || !ear) return;
    const double mmPerPx = length(head.landmark(Landmark::glabella) - Vec3(0)) / std::max(length(*glabella - *ear), 1.0);
    const Vec2 eye = *glabella + 0.14 * (*ear - *glabella) + Vec2(0, 8.0 / mmPerPx);
    scale.kind = ScaleKind::iris;
    scale.mm = factValue("scale.iris_mm");
    shot.rulerPx = std::array<Vec2, 2>{eye - Vec2(0, 0.5 * scale.mm / mmPerPx), eye + Vec2(0, 0.5 * scale.mm / mmPerPx)};
  } else {
    shot.measures.scale.reset();
    return;
  }
  shot.measures.scale = scale;
}

}  // namespace

ScaleChoice scaleChoiceOf(const Design& design) {
  if (design.view().kind == ViewKind::flat) return ScaleChoice::closeUp;
  if (!design.shot().measures.scale) return ScaleChoice::pupils;
  switch (design.shot().measures.scale->kind) {
    case ScaleKind::iris:
      return ScaleChoice::iris;
    case ScaleKind::card:
      return ScaleChoice::card;
    case ScaleKind::length:
      return ScaleChoice::length;
    case ScaleKind::ipd:
      break;
  }
  return ScaleChoice::pupils;
}

bool rulerShown(const Design& design) { return scaleChoiceOf(design) != ScaleChoice::pupils; }

Status refit(DesignerModel& model, DesignerModel::Edit& edit, bool asHead) {
  const Design& design = model.design();
  PhotoMeasures measures = design.shot().measures;
  if (design.view().kind == ViewKind::flat && !asHead) {
    const double px = measuredPx(design);
    const double mm = measures.scale ? measures.scale->mm : 100.0;
    if (px < 5.0) return Error{"scale.short"};
    model.makeFlat(edit, mm / px);
    return Done{};
  }
  if (measures.scale) {
    const double px = measuredPx(design);
    if (px < 3.0) {
      measures.scale.reset();
    } else {
      measures.scale->px = px;
      edit.change([px](Design& d) { d.shot().measures.scale->px = px; });
    }
  }
  // Points that only follow say nothing new; they are used while the placed ones do not suffice.
  PhotoMeasures placed = measures;
  placed.landmarks = onlyPlaced(measures.landmarks, design.shot().placedLandmarks);
  if (placedMask(placed.landmarks) != placedMask(measures.landmarks) && model.fitTo(edit, placed)) return Done{};
  return model.fitTo(edit, measures);
}

Status chooseScale(DesignerModel& model, ScaleChoice choice) {
  DesignerModel::Edit edit = model.edit(trKey("undo.scale"));
  const bool wasFlat = model.design().view().kind == ViewKind::flat;
  edit.change([&](Design& d) {
    if (d.head) keepShown(d);
    const double before = d.view().mmPerPx;
    Shot& shot = d.shot();
    shot.measures.scale = referenceFor(choice, d);
    // Start the ruler where such a thing would be: a card beside the forehead, the iris on the person's left eye.
    if (choice == ScaleChoice::pupils) return;
    const double halfPx = 0.5 * shot.measures.scale->mm / std::max(before, 1e-6);
    Vec2 centre = 0.5 * Vec2(shot.photo.widthPx, shot.photo.heightPx);
    const Landmarks& landmarks = shot.measures.landmarks;
    if (choice == ScaleChoice::iris && landmarks[Landmark::pupilLeft]) centre = *landmarks[Landmark::pupilLeft];
    if (choice == ScaleChoice::card && landmarks[Landmark::glabella])
      centre = *landmarks[Landmark::glabella] - Vec2(0, 40.0 / std::max(before, 1e-6));
    const double kept = std::min(halfPx, 0.45 * shot.photo.widthPx);
    shot.rulerPx = std::array<Vec2, 2>{centre - Vec2(kept, 0), centre + Vec2(kept, 0)};
  });
  Status status = Done{};
  if (choice == ScaleChoice::closeUp) {
    model.makeFlat(edit, model.design().shot().measures.scale->mm / std::max(measuredPx(model.design()), 5.0));
  } else if (wasFlat) {
    edit.change([&](Design& d) {
      Shot& shot = d.shot();
      if (placedMask(shot.measures.landmarks) == 0)
        shot.measures.landmarks = guessLandmarks(shot.side, shot.photo.widthPx, shot.photo.heightPx);
    });
    status = refit(model, edit, true);
    if (!status) return status;
  } else {
    status = refit(model, edit);
  }
  edit.commit();
  return status;
}

Status setScaleMm(DesignerModel& model, double mm) {
  DesignerModel::Edit edit = model.edit(trKey("undo.scale"));
  edit.change([&](Design& d) {
    keepShown(d);
    if (!d.shot().measures.scale) d.shot().measures.scale = referenceFor(scaleChoiceOf(d), d);
    d.shot().measures.scale->mm = mm;
  });
  const Status status = refit(model, edit);
  edit.commit();
  return status;
}

Status chooseSide(DesignerModel& model, HeadSide side) {
  DesignerModel::Edit edit = model.edit(trKey("undo.scale"));
  edit.change([&](Design& d) {
    Shot& shot = d.shot();
    shot.side = side;
    shot.placedLandmarks = 0;
    shot.measures.landmarks = guessLandmarks(side, shot.photo.widthPx, shot.photo.heightPx);
    const auto& scale = shot.measures.scale;
    if (scale && (scale->kind == ScaleKind::card || scale->kind == ScaleKind::length)) return;
    placeUsualScale(shot);
  });
  const Status status = refit(model, edit);
  if (status) edit.commit();
  return status;
}

}  // namespace hd
