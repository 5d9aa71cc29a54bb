// Whether what was measured can be so, and if not, which part of it. Private to this module.
#pragma once

#include <optional>
#include <span>

#include "core/result.h"
#include "scalp/internal/fit_solve.h"

namespace hd {

/// Taps of all shots that are used.
size_t countTapped(const FitModel& model);

/// Whether a head and cameras can be like this.
bool plausible(const Minimum& found, const FitModel& model);

/// Leaves out the tap without which the rest fits best, if it then does fit; `found` and `model` follow.
bool leaveWorstOut(FitModel& model, Minimum& found);

/// The shot whose scale says another size than all the rest: only a camera where nobody holds one reconciles them.
/// Asked where there are several shots.
std::optional<Error> strangeScale(std::span<const FitShot> shots, const FitModel& model, const Minimum& found);

/// Why no head fits all photos: one that has none by itself, a wrong scale, or a photo of somebody else.
Error notOneHead(std::span<const FitShot> shots);

/// An error of one of several photos tells which.
Error ofShot(Error error, std::span<const FitShot> shots, const FitShot& shot);

}  // namespace hd
