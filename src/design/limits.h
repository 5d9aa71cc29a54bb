// How big a design may get. A design file may come from anywhere, so everything that feeds a loop or
// an allocation has a bound, far beyond what a person would draw.
#pragma once

#include <cstddef>

namespace hd {

inline constexpr size_t kMaxDesignBytes = 32u << 20;
inline constexpr size_t kMaxZones = 64;
inline constexpr size_t kMaxMasks = 64;
inline constexpr size_t kMaxOutlinePoints = 4096;
inline constexpr size_t kMaxHairlinePoints = 256;
inline constexpr size_t kMaxFlowStrokes = 64;
inline constexpr size_t kMaxStrokePoints = 1024;
inline constexpr size_t kMaxFitSamples = 64;
inline constexpr size_t kMaxShots = 16;
inline constexpr size_t kMaxEdgePoints = 4096;
inline constexpr size_t kMaxNameBytes = 256;
inline constexpr size_t kMaxPathBytes = 4096;
/// Cells of the skin cover; a scalp at 1 mm has some 100,000.
inline constexpr size_t kMaxCoverCells = 262'144;
inline constexpr int kMaxPhotoSidePx = 65'535;
/// Corners of all zones and masks together, and the length of all their outlines, map mm: what is
/// prepared for quick look-ups grows with both.
inline constexpr size_t kMaxAllPoints = 32'768;
inline constexpr double kMaxAllOutlinesMm = 60'000.0;
/// Length of the hairline's control polygon, map mm; a real one has some 300.
inline constexpr double kMaxHairlineMm = 3000.0;
/// Length of all flow strokes together, map mm.
inline constexpr double kMaxStrokesMm = 20'000.0;
/// Map coordinates, mm from the origin: the chart of a head ends well inside of the first.
inline constexpr double kMaxHeadMapMm = 1000.0;
inline constexpr double kMaxFlatMapMm = 20'000.0;
/// Dots that the zones' bounding boxes could hold, all zones together; a whole scalp has 100,000.
inline constexpr double kMaxDots = 2e6;
/// Bounding box of all zones together, cm2.
inline constexpr double kMaxSpreadCm2 = 10'000.0;
inline constexpr double kMaxDensityPerCm2 = 400.0;

}  // namespace hd
