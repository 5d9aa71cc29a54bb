#include "app/sample_photo.h"

#include <charconv>
#include <string>

#include "mannequin/sample_head.h"

namespace hd {
namespace {

constexpr int kDefaultNorwood = 3;
constexpr int kDefaultSkin = 4;

/// Cuts the text before the next '-' off the front.
std::string_view nextPart(std::string_view& rest) {
  const size_t dash = rest.find('-');
  const std::string_view part = rest.substr(0, dash);
  rest = dash == std::string_view::npos ? std::string_view() : rest.substr(dash + 1);
  return part;
}

/// A whole number within [low, high], `absent` for no text, -1 for anything else.
int wholeNumber(std::string_view text, int low, int high, int absent) {
  if (text.empty()) return absent;
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value >= low && value <= high ? value : -1;
}

}  // namespace

Result<SamplePhoto> makeSamplePhoto(std::string_view id) {
  std::string_view rest = id;
  const std::optional<HeadSide> view = headSideFromName(nextPart(rest));
  const int norwood = wholeNumber(nextPart(rest), 1, 7, kDefaultNorwood);
  const int skin = wholeNumber(nextPart(rest), 1, 10, kDefaultSkin);
  if (!view || norwood < 0 || skin < 0 || !rest.empty()) { return Error{"sample.name", {{"name", id}}}; }
  SampleOptions options;
  options.view = *view;
  options.norwood = norwood;
  options.skin = skin;
  SampleHead head = makeSampleHead(options);
  return SamplePhoto{"sample-" + std::string(id) + ".png", std::move(head.image), truthJson(head.truth)};
}

}  // namespace hd
