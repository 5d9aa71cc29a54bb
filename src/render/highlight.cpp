#include "render/highlight.h"

#include "appearance/pigment_light.h"

namespace hd {

SkinLight skinLightOf(Vec3 skinLinear) {
  // Below this ratio of red to blue the division by (1 - blue/red) would amplify noise.
  constexpr double kMostBlue = 0.75;
  SkinLight light;
  if (!(skinLinear.x > 0.0) || skinLinear.z > kMostBlue * skinLinear.x) return light;
  light.luminance = static_cast<float>(luminance(skinLinear));
  light.blueOverRed = static_cast<float>(skinLinear.z / skinLinear.x);
  return light;
}

}  // namespace hd
