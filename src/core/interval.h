// A number that says how sure it is.
#pragma once

namespace hd {

/// A value with the low and high end of its stated range, all in the same unit; low <= value <= high.
/// Unless a field says otherwise the range is meant to hold the truth 19 times in 20.
struct Interval {
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
};

}  // namespace hd
