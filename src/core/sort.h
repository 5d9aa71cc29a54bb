// Sorting in few bytes.
#pragma once

#include <cstddef>
#include <utility>

namespace hd {

/// Shell's sort with Ciura's gaps: within twice the time of std::sort up to some thousands, in a few hundred bytes of wasm for
/// each kind of element instead of two to six thousand. Equal elements come in no particular order.
template <class Iterator, class Less>
void sortSmall(Iterator first, Iterator last, Less less) {
  constexpr std::ptrdiff_t kGaps[] = {1750, 701, 301, 132, 57, 23, 10, 4, 1};
  const std::ptrdiff_t count = last - first;
  for (const std::ptrdiff_t gap : kGaps)
    for (std::ptrdiff_t i = gap; i < count; ++i)
      for (std::ptrdiff_t j = i; j >= gap && less(first[j], first[j - gap]); j -= gap) std::swap(first[j], first[j - gap]);
}

template <class Iterator>
void sortSmall(Iterator first, Iterator last) {
  sortSmall(first, last, [](const auto& a, const auto& b) { return a < b; });
}

}  // namespace hd
