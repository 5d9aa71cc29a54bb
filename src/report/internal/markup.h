// Bits of HTML and SVG.
#pragma once

#include <string>
#include <string_view>

namespace hd {

/// Text as it may stand between tags and in attributes.
inline std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
  return out;
}

/// Appends the parts one by one: gcc 12 sees overlaps in sums of literals and strings that are none (PR105329).
template <class... Parts>
void put(std::string& out, const Parts&... parts) {
  (out.append(parts), ...);
}

}  // namespace hd
