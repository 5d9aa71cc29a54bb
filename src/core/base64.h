// Bytes as text for JSON: base64 with padding (RFC 4648).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hd {

std::string toBase64(std::span<const uint8_t> bytes);
/// Absent when the text is anything but padded base64 without blanks.
std::optional<std::vector<uint8_t>> fromBase64(std::string_view text);

}  // namespace hd
