// Random numbers that are part of the design.
//
// Two kinds: hashes of an id (so that a dot's size does not depend on which dots were made before
// it) and a small sequential generator for builders and tests. Both are integer-only.
#pragma once

#include <cstdint>

namespace hd {

/// A well-mixed 64-bit hash of `key` under `seed` (the finaliser of SplitMix64).
constexpr uint64_t hash64(uint64_t key, uint64_t seed = 0) {
  uint64_t z = key + 0x9e3779b97f4a7c15ull * (seed + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

/// Upper 53 bits of a hash as a double in [0, 1).
constexpr double unitFromBits(uint64_t bits) { return static_cast<double>(static_cast<int64_t>(bits >> 11)) * 0x1p-53; }

/// Uniform in [0, 1), a pure function of (key, seed, stream).
constexpr double hashUnit(uint64_t key, uint64_t seed, uint64_t stream) { return unitFromBits(hash64(key, hash64(stream, seed))); }

/// Approximately standard normal (sum of four uniforms, limited to +-3.46) from the bits of a hash.
constexpr double normalFromBits(uint64_t bits) {
  const uint64_t mask = 0xffff;
  const uint64_t sum = (bits & mask) + ((bits >> 16) & mask) + ((bits >> 32) & mask) + (bits >> 48);
  // Signed numbers become doubles in one instruction.
  return (static_cast<double>(static_cast<int64_t>(sum)) * 0x1p-16 - 2.0 + 2 * 0x1p-16) * 1.7320508075688772;
}

/// The same, pure as hashUnit.
constexpr double hashNormal(uint64_t key, uint64_t seed, uint64_t stream) { return normalFromBits(hash64(key, hash64(stream, seed))); }

/// Sequential SplitMix64.
class Rng {
 public:
  explicit constexpr Rng(uint64_t seed) : state_(seed) {}
  constexpr uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ull;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  /// Uniform in [0, 1).
  constexpr double unit() { return unitFromBits(next()); }
  /// Uniform in [low, high).
  constexpr double range(double low, double high) { return low + (high - low) * unit(); }
  /// Uniform integer in [0, n), n > 0 and below 2^32.
  constexpr uint32_t below(uint32_t n) { return static_cast<uint32_t>(((next() >> 32) * n) >> 32); }

 private:
  uint64_t state_;
};

}  // namespace hd
