// What was found in a photo, as JSON: what `hairline find --json` writes and the page's loadPhoto() resolves with.
#pragma once

#include <string>

#include "core/message.h"
#include "vision/find_head.h"

namespace hd {

/// {"faces","view","landmarks":{…},"sd_px":{…},"outline":[…],"scale":{…},…,"warnings":[{"id","text"}]}; `sentence` gives the
/// warnings their words (text/sentence.h).
std::string foundToJson(const FoundHead& found, Speak sentence);

/// What a person should know of a warning: one sentence.
Message findWarningMessage(FindWarning warning);

}  // namespace hd
