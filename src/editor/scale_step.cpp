#include "editor/scale_step.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "editor/strings.h"

namespace hd {
namespace {

ScaleReference referenceFor(ScaleChoice choice, const Document& document) {
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
      out.mm = document.measures.scale && document.measures.scale->kind == ScaleKind::length ? document.measures.scale->mm : 100.0;
      break;
  }
  return out;
}

// Pixel length of what the reference measures: between the pupils, or between the ruler's ends.
double measuredPx(const Document& document) {
  if (document.measures.scale && document.measures.scale->kind == ScaleKind::ipd) {
    const auto& left = document.measures.landmarks[Landmark::pupilLeft];
    const auto& right = document.measures.landmarks[Landmark::pupilRight];
    return left && right ? length(*left - *right) : 0.0;
  }
  return length(document.rulerPx[1] - document.rulerPx[0]);
}

// What nearly always can be measured from a side, placed for the guessed head: nothing but the pupils from the front,
// the upright diameter of the iris from the sides, the width between the ears from above.
void placeUsualScale(Document& d) {
  const HeadModel head(defaultHead());
  const auto& landmarks = d.measures.landmarks;
  const auto& glabella = landmarks[Landmark::glabella];
  ScaleReference scale;
  if (d.side == HeadSide::top) {
    const auto& left = landmarks[Landmark::tragionLeft];
    const auto& right = landmarks[Landmark::tragionRight];
    if (!left || !right) return;
    d.rulerPx = {*right, *left};
    scale.kind = ScaleKind::length;
    scale.mm = std::round(length(head.landmark(Landmark::tragionLeft) - head.landmark(Landmark::tragionRight)));
  } else if (d.side != HeadSide::front) {
    const auto& ear = landmarks[d.side == HeadSide::left ? Landmark::tragionLeft : Landmark::tragionRight];
    if (!glabella || !ear) return;
    const double mmPerPx = length(head.landmark(Landmark::glabella) - Vec3(0)) / std::max(length(*glabella - *ear), 1.0);
    const Vec2 eye = *glabella + 0.14 * (*ear - *glabella) + Vec2(0, 8.0 / mmPerPx);
    scale.kind = ScaleKind::iris;
    scale.mm = factValue("scale.iris_mm");
    d.rulerPx = {eye - Vec2(0, 0.5 * scale.mm / mmPerPx), eye + Vec2(0, 0.5 * scale.mm / mmPerPx)};
  } else {
    d.measures.scale.reset();
    return;
  }
  d.measures.scale = scale;
}

}  // namespace

ScaleChoice scaleChoiceOf(const Document& document) {
  if (document.design.view.kind == ViewKind::flat) return ScaleChoice::closeUp;
  if (!document.measures.scale) return ScaleChoice::pupils;
  switch (document.measures.scale->kind) {
    case ScaleKind::iris: return ScaleChoice::iris;
    case ScaleKind::card: return ScaleChoice::card;
    case ScaleKind::length: return ScaleChoice::length;
    case ScaleKind::ipd: break;
  }
  return ScaleChoice::pupils;
}

bool rulerShown(const Document& document) { return scaleChoiceOf(document) != ScaleChoice::pupils; }

Status refit(DesignerModel& model, bool asHead) {
  const Document& document = model.document();
  PhotoMeasures measures = document.measures;
  if (document.design.view.kind == ViewKind::flat && !asHead) {
    const double px = measuredPx(document);
    const double mm = measures.scale ? measures.scale->mm : 100.0;
    if (px < 5.0) return Error{"scale.short", tr("scale.too_short")};
    model.makeFlat(mm / px);
    return Done{};
  }
  if (measures.scale) {
    const double px = measuredPx(document);
    if (px < 3.0) {
      measures.scale.reset();
    } else {
      measures.scale->px = px;
    }
  }
  // Points that only follow say nothing new; they are used while the placed ones do not suffice.
  PhotoMeasures placed = measures;
  placed.landmarks = onlyPlaced(measures.landmarks, document.placedLandmarks);
  if (placedMask(placed.landmarks) != placedMask(measures.landmarks) && model.fitTo(placed, "scale")) return Done{};
  return model.fitTo(measures, "scale");
}

Status chooseScale(DesignerModel& model, ScaleChoice choice) {
  model.begin();
  const bool wasFlat = model.design().view.kind == ViewKind::flat;
  model.change(Touch::plan, [&](Document& d) {
    const double before = d.design.view.mmPerPx;
    d.measures.scale = referenceFor(choice, d);
    // Start the ruler where such a thing would be: a card beside the forehead, the iris on the person's left eye.
    if (choice == ScaleChoice::pupils) return;
    const double halfPx = 0.5 * d.measures.scale->mm / std::max(before, 1e-6);
    Vec2 centre = 0.5 * Vec2(d.design.photo.widthPx, d.design.photo.heightPx);
    if (choice == ScaleChoice::iris && d.measures.landmarks[Landmark::pupilLeft]) centre = *d.measures.landmarks[Landmark::pupilLeft];
    if (choice == ScaleChoice::card && d.measures.landmarks[Landmark::glabella]) {
      centre = *d.measures.landmarks[Landmark::glabella] - Vec2(0, 40.0 / std::max(before, 1e-6));
    }
    const double kept = std::min(halfPx, 0.45 * d.design.photo.widthPx);
    d.rulerPx = {centre - Vec2(kept, 0), centre + Vec2(kept, 0)};
  });
  if (choice == ScaleChoice::closeUp) {
    const double px = length(model.document().rulerPx[1] - model.document().rulerPx[0]);
    model.makeFlat(model.document().measures.scale->mm / std::max(px, 5.0));
    model.commit("scale");
    return Done{};
  }
  if (wasFlat) {
    model.change(Touch::plan, [&](Document& d) {
      if (placedMask(d.measures.landmarks) == 0) {
        d.measures.landmarks = guessLandmarks(d.side, d.design.photo.widthPx, d.design.photo.heightPx);
      }
    });
    const Status status = refit(model, true);
    if (!status) {
      model.cancel();
    } else {
      model.commit("scale");
    }
    return status;
  }
  const Status status = refit(model);
  model.commit("scale");
  return status;
}

Status setScaleMm(DesignerModel& model, double mm) {
  const bool own = !model.inGesture();
  if (own) model.begin();
  model.change(Touch::plan, [&](Document& d) {
    if (!d.measures.scale) d.measures.scale = referenceFor(scaleChoiceOf(d), d);
    d.measures.scale->mm = mm;
  });
  const Status status = refit(model);
  if (own) model.commit("scale");
  return status;
}

Status chooseSide(DesignerModel& model, HeadSide side) {
  model.begin();
  model.change(Touch::plan, [&](Document& d) {
    d.side = side;
    d.placedLandmarks = 0;
    d.measures.landmarks = guessLandmarks(side, d.design.photo.widthPx, d.design.photo.heightPx);
    if (d.measures.scale && (d.measures.scale->kind == ScaleKind::card || d.measures.scale->kind == ScaleKind::length)) return;
    placeUsualScale(d);
  });
  const Status status = refit(model);
  if (!status) {
    model.cancel();
  } else {
    model.commit("scale");
  }
  return status;
}

std::string landmarkLabel(Landmark landmark) {
  switch (landmark) {
    case Landmark::pupilLeft: return tr("landmark.pupil_left");
    case Landmark::pupilRight: return tr("landmark.pupil_right");
    case Landmark::glabella: return tr("landmark.glabella");
    case Landmark::menton: return tr("landmark.menton");
    case Landmark::tragionLeft: return tr("landmark.tragion_left");
    case Landmark::tragionRight: return tr("landmark.tragion_right");
    case Landmark::vertex: return tr("landmark.vertex");
  }
  return {};
}

}  // namespace hd
