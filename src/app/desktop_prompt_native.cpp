// The path prompt inside the window, for desktops without zenity or kdialog.
#include <imgui.h>

#include <algorithm>
#include <cstring>

#include "app/desktop.h"

namespace hd {

void Desktop::drawPrompt() {
  if (!promptShown_) return;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(screen.x - 32.0f, 480.0f);
  ImGui::SetNextWindowPos({screen.x / 2.0f, screen.y / 3.0f}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::SetNextWindowSize({width, 0.0f});
  ImGui::SetNextWindowFocus();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {24.0f, 20.0f});
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {12.0f, 10.0f});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {12.0f, 12.0f});
  bool done = false, cancelled = false;
  if (ImGui::Begin("##path", nullptr,
                   ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                       ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize)) {
    const bool saving = waitingFor_ == Prompt::save;
    ImGui::TextUnformatted(saving ? "Save as" : waitingFor_ == Prompt::openPhoto ? "Path of the photo" : "Path of the design");
    char text[4096];
    const size_t length = std::min(promptText_.size(), sizeof text - 1);
    std::memcpy(text, promptText_.data(), length);
    text[length] = 0;
    if (promptFocus_) ImGui::SetKeyboardFocusHere();
    promptFocus_ = false;
    ImGui::SetNextItemWidth(-1.0f);
    done = ImGui::InputText("##text", text, sizeof text, ImGuiInputTextFlags_EnterReturnsTrue);
    promptText_ = text;
    done = ImGui::Button(saving ? "Save" : "Open") || done;
    ImGui::SameLine();
    cancelled = ImGui::Button("Cancel") || ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  }
  ImGui::End();
  ImGui::PopStyleVar(3);
  if (cancelled) {
    finishDialog("");
  } else if (done && !promptText_.empty()) {
    finishDialog(promptText_);
  }
}

}  // namespace hd
