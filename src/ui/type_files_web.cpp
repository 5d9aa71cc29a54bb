#include <array>
#include <vector>

#include "ui/type_files.h"

namespace hd {
namespace {

std::vector<uint8_t>& kept(Weight weight) {
  static std::array<std::vector<uint8_t>, 3> files;
  return files[static_cast<size_t>(weight)];
}

}  // namespace

std::span<const uint8_t> typeFile(Weight weight) { return kept(weight); }

void setTypeFile(Weight weight, std::span<const uint8_t> file) { kept(weight).assign(file.begin(), file.end()); }

}  // namespace hd
