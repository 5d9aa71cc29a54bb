// For wasm programs without a page (the tests): the built-in type inside the program, taken at start.
#include "assets/interMedium.h"
#include "assets/interRegular.h"
#include "assets/interSemibold.h"
#include "ui/type_files.h"

namespace {

[[maybe_unused]] const bool taken = [] {
  hd::setTypeFile(hd::Weight::regular, {hd::assets::interRegular, hd::assets::interRegularSize});
  hd::setTypeFile(hd::Weight::medium, {hd::assets::interMedium, hd::assets::interMediumSize});
  hd::setTypeFile(hd::Weight::semibold, {hd::assets::interSemibold, hd::assets::interSemiboldSize});
  return true;
}();

}  // namespace
