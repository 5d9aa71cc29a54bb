// Hair and skin of a found head: a soft share of hair for every pixel about it.
#pragma once

#include <optional>
#include <vector>

#include "core/vec.h"
#include "image/image.h"

namespace hd {

/// What was found about hair and skin. The share lies over an upright rectangle of the photo.
struct HairFound {
  int width = 0, height = 0;       ///< of the share's grid
  Vec2 minPx{0, 0};                ///< its upper left corner
  double stepPx = 1;               ///< photo px from one element to the next
  std::vector<float> hair;         ///< 0 skin .. 1 hair that hides all skin
  std::vector<float> person;       ///< 1 where the picture shows somebody, 0 background
  std::vector<float> head;         ///< share of the head's scalp and face, 0 elsewhere (background, ears, neck, clothes)
  Vec3 skinLinear{0, 0, 0};        ///< linear RGB of skin in the light that falls on the forehead
  std::optional<Vec3> hairLinear;  ///< of hair where it is dense, in the same light
  double hairShareOfScalp = 0;     ///< of the scalp that is seen
  std::optional<int> norwood;      ///< the stage that it looks like
};

}  // namespace hd
