// A running 64-bit hash of values: tells whether something is still what it was.
#pragma once

#include <bit>
#include <cstdint>

#include "core/rng.h"
#include "core/vec.h"

namespace hd {

class Fingerprint {
 public:
  explicit constexpr Fingerprint(uint64_t start = 0) : value_(start) {}
  constexpr void add(uint64_t bits) { value_ = hash64(value_ ^ bits); }
  constexpr void addReal(double v) { add(std::bit_cast<uint64_t>(v)); }
  constexpr void addPoint(Vec2 p) {
    addReal(p.x);
    addReal(p.y);
  }
  constexpr uint64_t value() const { return value_; }

 private:
  uint64_t value_;
};

}  // namespace hd
