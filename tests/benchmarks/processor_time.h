// Processor time of this program: on a machine that others use too, the clock on the wall measures them.
#pragma once

#include <ctime>
#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#endif

namespace hd::bench {

inline double processorMs() {
#ifdef __EMSCRIPTEN__
  return EM_ASM_DOUBLE({ return process.cpuUsage().user / 1000; });
#else
  return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
#endif
}

}  // namespace hd::bench
