// The treatment plan as a document: what a client takes home.
#pragma once

#include <string>

#include "image/image.h"
#include "plan/plan.h"
#include "report/sheet.h"

namespace hd {

/// Pictures of a plan, cropped to the work, so that little of the face is in them.
struct PlanPictures {
  SheetPicture before, after;
  std::vector<SheetPicture> strip;  ///< the same patch of skin from the last session to year five
};

/// Draws them from the design's photo. None where no dot is seen in it.
PlanPictures makePlanPictures(const Design& design, const ScalpMap& map, const Dots& dots, const Ageing& ageing, const ImageRgb8& photo);

/// The document. `client` is a name as typed, or empty; nothing else names a person.
Sheet planSheet(const Design& design, const Plan& plan, const Profile& profile, const PlanPictures& pictures, const std::string& client);

}  // namespace hd
