// Small things about text that must not depend on the C library's locale.
#pragma once

#include <optional>
#include <string_view>

namespace hd {

/// True when the bytes are well-formed UTF-8 (no overlong forms, no surrogates).
bool isUtf8(std::string_view text);

/// The number that the whole text is, decimal with a point ("12", "-0.5", "1e-3"); absent for
/// anything else, including blanks, "inf" and "nan" and what does not fit into a double.
std::optional<double> parseNumber(std::string_view text);

}  // namespace hd
