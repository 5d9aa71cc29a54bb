// The outline of the bare head in a photo: the skull's edge against what lies behind it, without ears, neck and collar.
#pragma once

#include <optional>
#include <vector>

#include "vision/internal/face_search.h"
#include "vision/internal/person_mask.h"

namespace hd {

struct HeadOutline {
  std::vector<Vec2> px;     ///< clockwise on the screen, neighbours close to each other; gaps are possible
  double sdPx = 0;          ///< of a point across the outline
  Vec2 centrePx{0, 0};      ///< of the head
  double radiusPx = 0;      ///< of a circle as large as the head
  double coveredShare = 0;  ///< of all directions from the centre that have a point
  bool cutOff = false;      ///< by the photo's edge
};

/// About a found face: above the ears, all round as far as it is seen. Absent when the mask shows no head there.
std::optional<HeadOutline> outlineOfFace(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, const FoundFace& face);

/// Without a face: the roundest part of a person that could be a head seen from above, behind or the side.
std::optional<HeadOutline> outlineWithoutFace(const NetSet& nets, NetWorkspace& space, const Pyramid& photo);

}  // namespace hd
