// Changing a hairline: moving, adding and taking away points, on both sides at once when it is
// symmetric; raising and lowering all of it.
//
// The scalp map is mirror-symmetric about x = 0, so mirroring is a change of sign.
#pragma once

#include <optional>
#include <vector>

#include "design/design.h"
#include "scalp/scalp_map.h"

namespace hd {

/// Moves point `index`; its twin follows when the hairline is symmetric, and the middle point then
/// stays on the midline.
void moveHairlinePoint(Hairline& hairline, size_t index, Vec2 posMapMm);

/// Indices of the points a hand gets hold of. A template is laid down in more points than one wants to
/// drag; then it is every second one, counted from the middle so that both sides match.
std::vector<size_t> hairlineHandles(const Hairline& hairline);

/// Moves a handle; the points between it and its neighbours go half the way, so that the curve stays smooth.
void moveHairlineHandle(Hairline& hairline, size_t index, Vec2 posMapMm);

/// Adds a point near the curve (and its twin); returns its index, or nothing when there would be
/// more than 15 points. A curve with more points than handles is first laid through its handles.
std::optional<size_t> addHairlinePoint(Hairline& hairline, Vec2 posMapMm);

/// Takes a point away (and its twin); false for the last three, the middle one of a symmetric
/// hairline and the two ends, which hold the hairline up.
bool removeHairlinePoint(Hairline& hairline, size_t index);

/// Makes both sides equal by averaging each point with its twin; adds a middle point if there is none.
void makeSymmetric(Hairline& hairline);

/// The mid-frontal point: where the curve crosses the midline, or the middle control point.
Vec2 midFrontalPoint(const Hairline& hairline);

/// Height of the mid-frontal point above the glabella, mm along the skin; 0 when flat.
double hairlineHeightMm(const ScalpMap& map, const Hairline& hairline);

/// Raises or lowers the hairline so that its mid-frontal point lies at `heightMm`. The temporal ends
/// stay, points between move less the nearer they are to them, as a practitioner would do it.
void setHairlineHeight(const ScalpMap& map, Hairline& hairline, double heightMm);

}  // namespace hd
