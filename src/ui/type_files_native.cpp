#include "assets/interMedium.h"
#include "assets/interRegular.h"
#include "assets/interSemibold.h"
#include "ui/type_files.h"

namespace hd {

std::span<const uint8_t> typeFile(Weight weight) {
  if (weight == Weight::regular) return {assets::interRegular, assets::interRegularSize};
  if (weight == Weight::medium) return {assets::interMedium, assets::interMediumSize};
  return {assets::interSemibold, assets::interSemiboldSize};
}

}  // namespace hd
