// A head in a JSON file: its sizes, and the modes they follow from if it is of the family made from people.
#pragma once

#include "core/json.h"
#include "scalp/head_model.h"

namespace hd {

/// Writes the head as an object; an empty key writes it as a list's element.
void writeHead(JsonWriter& json, std::string_view key, const HeadParams& head);

/// The head whose modes the object tells; absent where it tells sizes only. Errors: a list that is not one of kHeadModes
/// numbers within kMostMode.
std::optional<HeadParams> readPeopleHead(const JsonValue& object, JsonErrors& errors);

}  // namespace hd
