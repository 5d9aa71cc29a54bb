// The veil: light that pigment takes from the skin around it.
//
// Light wanders about a millimetre through skin before it comes out again. What comes out between dots has
// partly gone in under one of them and is lost, so the skin between dots is darker than bare skin and their
// mean takes more light than they cover (printers know it as optical dot gain, after Yule and Nielsen). The
// picture is therefore
//
//     skin * (1 - removed by the dots) * (1 - veil) = skin * (1 - veil - removed by the dots * (1 - veil)),
//
// with the veil a smooth map: each dot's light that is missing beside it (Splat::veil), spread as a bell over the skin
// within Splat::veilReachPx, red light the farthest. It lies in photo px on a mesh of its own. Dots take (1 - veil)
// where they lie as their light (DrawSplat::lit), so that dots and veil only add up and are the same at every zoom.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "render/splats.h"

namespace hd {

inline constexpr int kMostVeilTaps = 8;

/// Light that is missing around dots, sampled on a square mesh; nothing is missing outside of it.
struct Veil {
  double originXPx = 0.0, originYPx = 0.0;  ///< photo px of node (0, 0)
  double meshPx = 1.0;                      ///< photo px between nodes
  int columns = 0, rows = 0;
  std::vector<std::array<float, 4>> nodes;  ///< row by row: share of the light removed, RGB, 0..1; last unused

  bool empty() const { return nodes.empty(); }
};

/// The veil of all splats that cast one.
Veil makeVeil(std::span<const Splat> splats);

/// Pixels larger than a mesh are the average of this many places each way.
int veilTaps(const Veil& veil, double stepPx);

/// Adds the veil to the light that dots remove along a row of `count` square pixels of `stepPx` photo px, RGB
/// interleaved; the first one's centre lies at photo px (x, y). Bilinear between the nodes.
void veilRow(const Veil& veil, float* removed, int count, double xPx, double yPx, double stepPx);

/// The same at one place.
std::array<float, 3> veilAt(const Veil& veil, double xPx, double yPx);

/// False where the veil removes nothing in all of this part of the photo, photo px.
bool veilMeets(const Veil& veil, double left, double top, double right, double bottom);

}  // namespace hd
