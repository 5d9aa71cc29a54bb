// Parts of Dear ImGui that this program never uses but that its own code reaches, 20 KB as sent: tables, all of sscanf but
// "%d" (the rest is for settings files and number fields, read at 128 bits in software), and the recovery from windows left
// in disorder, which only calls that do not match need (the desktop keeps it). src/ui/module.cmake tells the linker to take
// these functions for them.
#include <cstdarg>

struct ImGuiErrorRecoveryState;

extern "C" {
void __wrap__ZN5ImGui36ErrorRecoveryTryToRecoverWindowStateEPK23ImGuiErrorRecoveryState(const ImGuiErrorRecoveryState*) {}
void __wrap__ZN5ImGui31TableSettingsAddSettingsHandlerEv() {}
void __wrap__ZN5ImGui8EndTableEv() {}

/// Reads "#version %d" and the like: text that must be there, and whole numbers without a sign.
int __wrap_sscanf(const char* text, const char* format, ...) {
  va_list outputs;
  va_start(outputs, format);
  int read = 0;
  for (; *format != 0; ++format) {
    if (format[0] != '%') {
      if (*text++ != *format) break;
      continue;
    }
    if (*++format != 'd' || *text < '0' || *text > '9') break;
    int value = 0;
    while (*text >= '0' && *text <= '9') value = 10 * value + (*text++ - '0');
    *va_arg(outputs, int*) = value;
    ++read;
  }
  va_end(outputs);
  return read;
}
}
