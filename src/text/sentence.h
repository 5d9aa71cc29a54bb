// Messages (core/message.h) become sentences here, and nowhere else.
//
// A text of assets/strings holds {name} where an argument goes, written with its unit and the
// language's own signs (text/format.h), and {name|one|other} for the word that its number asks for:
//
//   "json.field/entries": "{field} has {count} {count|entry|entries}; it must have {low} to {high}"
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/message.h"

namespace hd {

/// The message in words: a plain sentence without a period at its end. Messages inside of it get their words, too.
std::string sentence(const Message& message);

/// The text of a key with its arguments filled in: the same for what was never a message.
std::string trf(std::string_view key, const std::vector<Argument>& args);

}  // namespace hd
