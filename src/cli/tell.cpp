#include "cli/tell.h"

#include <cstdio>

#include "text/sentence.h"

namespace hd::cli {

void note(const Message& message) { std::fprintf(stderr, "note: %s\n", sentence(message).c_str()); }
void warn(const Message& message) { std::fprintf(stderr, "warning: %s\n", sentence(message).c_str()); }

}  // namespace hd::cli
