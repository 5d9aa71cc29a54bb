// The scale step between document and fit: which reference is used, and fitting anew.
#pragma once

#include <string>

#include "document/designer_model.h"

namespace hd {

/// What a person chooses to say how big things are.
enum class ScaleChoice : int { pupils, iris, card, length, closeUp };
inline constexpr int kScaleChoiceCount = 5;

/// The choice a design is in.
ScaleChoice scaleChoiceOf(const Design& design);
/// True when the two ends of a ruler are to be dragged on the photo.
bool rulerShown(const Design& design);
/// Takes up a choice: sets the reference with its usual size, places the ruler sensibly and fits.
/// One undo step. Errors come from the fit.
Status chooseScale(DesignerModel& model, ScaleChoice choice);
/// Sets the length in mm of what the ruler or the pupils measure, and fits. One undo step.
Status setScaleMm(DesignerModel& model, double mm);
/// Shows the points for another side of the head, placed for an average head. One undo step.
Status chooseSide(DesignerModel& model, HeadSide side);
/// Fits from the shot's points, or measures, when it is a close-up (unless `asHead`); part of an
/// edit.
Status refit(DesignerModel& model, DesignerModel::Edit& edit, bool asHead = false);

}  // namespace hd
