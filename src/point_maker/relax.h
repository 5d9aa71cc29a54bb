// Descent and separation: what gives a ranked set its distances at every prefix.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/rng.h"
#include "point_maker/point_grid.h"

namespace hd::tools {

/// Spacing of the hexagonal lattice with n points per unit area.
float hexSpacing(float n);

struct DescentOptions {
  int prefixes = 24;            ///< prefix lengths per step, stratified log-uniform
  int earlyPrefixes = 36;       ///< as many more among the prefixes up to `early`,
  uint32_t early = 6000;        ///< whose points have the least room to give way later
  uint32_t shortest = 48;       ///< shortest prefix looked at
  float width = 0.48f;          ///< of the Gaussian, in units of 1/sqrt(prefix)
  float narrowWeight = 10.0f;   ///< of the second Gaussian of half the width
  float rho = 0.665f;           ///< hard spacing to lower ranks, in hexagonal spacings
  float waves = 6.0f;           ///< share of a prefix's long waves taken out at once, in units of the rate
  int classPrefixes = 1;        ///< prefix lengths per session and step,
  int largeClassPrefixes = 3;   ///< and for a session of more than half of the points
  double classShortest = 0.03;  ///< shortest prefix of a session looked at, share of its points: sparser work is not split
  float classRate = 0.12f;      ///< rate of a session's own points, in units of the rate
  float classWaves = 2.0f;      ///< share of a session's long waves taken out at once, in units of the rate
};

/// One step of stochastic descent of the sum over prefixes of Gaussian repulsion energies.
/// `rate` scales the moves.
void descend(std::vector<TorusPoint>& points, const DescentOptions& options, float rate, Rng& rng);

/// The same for sessions, each a list of ascending ranks: random prefixes of each are spread out by themselves.
void descendClasses(std::vector<TorusPoint>& points, const std::vector<std::vector<uint32_t>>& classes, const DescentOptions& options,
                    float rate, Rng& rng);

/// One sweep that pushes apart every pair closer than rho hexagonal spacings of the higher rank;
/// returns how many pairs were too close (beyond `tolerance` of the spacing).
uint32_t separate(std::vector<TorusPoint>& points, float rho, float tolerance);

/// Pairs (higher, lower rank) closer than rho hexagonal spacings of the higher rank.
std::vector<std::pair<uint32_t, uint32_t>> closePairs(std::span<const TorusPoint> points, float rho);

/// Smallest distance to a lower rank in units of the hexagonal spacing at that rank, over ranks >= from.
float smallestRho(std::span<const TorusPoint> points, uint32_t from);

}  // namespace hd::tools
