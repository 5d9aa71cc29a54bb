// The words on the screen, by key, from assets/strings/en.json (embedded at build time).
//
// The build stops when a key is used that has no text or a text has no use (texts.cmake), so
// a lookup cannot fail at run time. Texts with {names} where values go are read by text/sentence.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hd {

/// The text of a key, a C string that lives as long as the program. An unknown key gives the key
/// itself, so that a slip shows on screen rather than crashing.
const char* tr(std::string_view key);
/// True when the key has a text.
bool hasString(std::string_view key);
/// All keys, for tests.
std::vector<std::string> stringKeys();

/// Marks a literal as a string key where it is stored rather than looked up, so that the build's
/// check sees its use.
constexpr const char* trKey(const char* key) { return key; }

}  // namespace hd
