// What a command says beside its result, on standard error.
#pragma once

#include "core/message.h"

namespace hd::cli {

void note(const Message& message);  ///< "note: …"
void warn(const Message& message);  ///< "warning: …"

}  // namespace hd::cli
