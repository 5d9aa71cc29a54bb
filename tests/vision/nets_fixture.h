// The packed nets of this build.
#pragma once

#include <fstream>
#include <iterator>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "vision/internal/net.h"

inline const std::vector<uint8_t>& netBytes() {
  static const std::vector<uint8_t> bytes = [] {
    std::ifstream file(HD_NETS, std::ios::binary);
    return std::vector<uint8_t>(std::istreambuf_iterator<char>(file), {});
  }();
  return bytes;
}

inline const hd::NetSet& nets() {
  static const hd::NetSet set = [] {
    const hd::Result<hd::NetSet> read = hd::readNets(netBytes());
    INFO(HD_NETS << " is made by the build once scripts/setup has run");
    REQUIRE(read.ok());
    return *read;
  }();
  return set;
}
