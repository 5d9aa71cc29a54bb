// Light through skin over pigment: a Kubelka-Munk layer above a black absorber.
#pragma once

#include "core/vec.h"

namespace hd {

/// Reflectance of dermis of this thickness (mm) over black, relative to bare skin, per channel
/// (R 630, G 550, B 450 nm), straight from the layer model: deeper is paler and bluer.
Vec3 rawLayerReflectance(double depthMm);

/// The same with the spectral separation reduced to what healed work of correct depth shows (fact
/// "optics.spectral_separation"), which is what the picture uses. Too deep work is described as blue-grey and keeps
/// more of it.
Vec3 layerReflectance(double depthMm);

/// Relative luminance of linear sRGB light.
double luminance(Vec3 linearRgb);

/// Transmission seen from outside: light that the epidermis turns back above the pigment is not
/// absorbed, which matters on very dark skin only.
Vec3 belowSurface(Vec3 transmission, Vec3 skinLinear);

}  // namespace hd
