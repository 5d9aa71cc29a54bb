// The guided steps.
#pragma once

#include <array>
#include <cstddef>

namespace hd {

/// In order.
enum class Step : int { photo, scale, hairline, density, look, plan };
inline constexpr int kStepCount = 6;

struct StepRow {
  const char* id;        ///< "hairline"; its action is "step.hairline"
  const char* labelKey;  ///< in the strip of steps
  const char* titleKey;
  const char* subtitleKey;
};

/// By Step.
extern const std::array<StepRow, kStepCount> kSteps;
inline const StepRow& rowOf(Step step) { return kSteps[static_cast<std::size_t>(step)]; }

}  // namespace hd
