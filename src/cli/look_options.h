// How a picture is looked at, as options that several commands share.
#pragma once

#include <vector>

#include "appearance/appearance.h"
#include "cli/args.h"
#include "render/mistakes.h"

namespace hd::cli {

/// What the options say; sessions and day have their defaults where they are not given.
struct LookWishes {
  Ageing ageing;
  int touchUps = 0;
  Mistakes mistakes;
  double distanceMm = 0.0;   ///< 0: as sharp as the photo
};

/// `specs` and those of the ageing alone: --sun, --skin-type, --pigment.
std::vector<OptionSpec> withAgeing(std::vector<OptionSpec> specs);
/// The same and --touch-ups, --mistake (repeatable), --distance.
std::vector<OptionSpec> withLook(std::vector<OptionSpec> specs);

/// Reads what withAgeing or withLook added; wrong values are reported to `args`.
LookWishes readLook(Args& args);

}  // namespace hd::cli
