#include "core/text.h"

#include <cmath>
#include <cstdint>

#include <yyjson.h>

namespace hd {

bool isUtf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto byte = [&](size_t k) { return i + k < text.size() ? static_cast<uint8_t>(text[i + k]) : uint8_t{0}; };
    const uint8_t lead = byte(0);
    const size_t length = lead < 0x80                   ? 1
                          : lead >= 0xc2 && lead < 0xe0 ? 2
                          : lead >= 0xe0 && lead < 0xf0 ? 3
                          : lead >= 0xf0 && lead < 0xf5 ? 4
                                                        : 0;
    if (length == 0) return false;
    for (size_t k = 1; k < length; ++k)
      if ((byte(k) & 0xc0) != 0x80) return false;
    if (lead == 0xe0 && byte(1) < 0xa0) return false;  // overlong
    if (lead == 0xed && byte(1) > 0x9f) return false;  // surrogate
    if (lead == 0xf0 && byte(1) < 0x90) return false;  // overlong
    if (lead == 0xf4 && byte(1) > 0x8f) return false;  // beyond U+10FFFF
    i += length;
  }
  return true;
}

std::optional<double> parseNumber(std::string_view text) {
  // JSON's number grammar, plus a leading "+" or "." as people type them.
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  if (text.empty() || text.size() > 64 || text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return {};
  char padded[80] = {};
  size_t length = 0;
  const bool negative = text.front() == '-';
  if (negative) padded[length++] = '-', text.remove_prefix(1);
  if (!text.empty() && text.front() == '.') padded[length++] = '0';
  if (text.empty() || (text.front() != '.' && (text.front() < '0' || text.front() > '9'))) return {};
  // Leading zeros ("007") are no JSON but no mistake either.
  while (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9') text.remove_prefix(1);
  for (char c : text) padded[length++] = c;
  yyjson_read_err error;
  yyjson_doc* doc = yyjson_read_opts(padded, length, 0, nullptr, &error);
  std::optional<double> value;
  if (doc && yyjson_is_num(yyjson_doc_get_root(doc))) value = yyjson_get_num(yyjson_doc_get_root(doc));
  yyjson_doc_free(doc);
  if (value && !std::isfinite(*value)) return {};
  return value;
}

}  // namespace hd
