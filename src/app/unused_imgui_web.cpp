// Parts of Dear ImGui that this program never uses but that its own code reaches, 14 KB as sent: tables, and the
// recovery from windows left in disorder, which only calls that do not match need (the desktop keeps
// it). src/app/module.cmake tells the linker to take these empty functions for them.
struct ImGuiErrorRecoveryState;

extern "C" {
void __wrap__ZN5ImGui36ErrorRecoveryTryToRecoverWindowStateEPK23ImGuiErrorRecoveryState(const ImGuiErrorRecoveryState*) {}
void __wrap__ZN5ImGui31TableSettingsAddSettingsHandlerEv() {}
void __wrap__ZN5ImGui8EndTableEv() {}
}
