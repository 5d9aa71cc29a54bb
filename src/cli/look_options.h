// How a picture is looked at, as options that several commands share.
#pragma once

#include <optional>
#include <vector>

#include "cli/args.h"
#include "design/design.h"
#include "render/mistakes.h"

namespace hd::cli {

/// What the options say; absent where they say nothing.
struct LookWishes {
  std::optional<SunExposure> sun;
  std::optional<SkinType> skin;
  std::optional<PigmentType> pigment;
  std::optional<int> touchUps, session;
  std::optional<double> day, distanceMm;
  Mistakes mistakes;

  /// The look of a design file with what the options say instead.
  Look over(Look look) const;
};

/// `specs` and those of the ageing alone: --sun, --skin-type, --pigment.
std::vector<OptionSpec> withAgeing(std::vector<OptionSpec> specs);
/// The same and --session, --day, --touch-ups, --mistake (repeatable), --distance.
std::vector<OptionSpec> withLook(std::vector<OptionSpec> specs);

/// Reads what withAgeing or withLook added; wrong values are reported to `args`.
LookWishes readLook(Args& args);

}  // namespace hd::cli
