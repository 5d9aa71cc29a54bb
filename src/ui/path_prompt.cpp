#include "ui/path_prompt.h"

#include <imgui.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

#include "ui/theme.h"

namespace hd {
namespace {

bool button(const char* label, ImU32 ground, ImU32 held, ImU32 ink) {
  ImGui::PushStyleColor(ImGuiCol_Button, ground);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, held);
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, held);
  ImGui::PushStyleColor(ImGuiCol_Text, ink);
  const bool pressed = ImGui::Button(label, {96.0f, 44.0f});
  ImGui::PopStyleColor(4);
  return pressed;
}

}  // namespace

void PathPrompt::open(Words words, std::string path) {
  words_ = std::move(words);
  path_ = std::move(path);
  open_ = takeFocus_ = true;
}

std::optional<std::string> PathPrompt::draw(bool dark) {
  if (!open_) return std::nullopt;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(screen.x - 32.0f, 480.0f);
  ImGui::SetNextWindowPos({screen.x / 2.0f, screen.y / 3.0f}, ImGuiCond_Always, {0.5f, 0.5f});
  ImGui::SetNextWindowSize({width, 0.0f});
  ImGui::SetNextWindowFocus();
  const Theme t = dark ? darkTheme() : lightTheme();
  const std::pair<ImGuiStyleVar, ImVec2> spaces[] = {{ImGuiStyleVar_WindowPadding, {kGap5, 20.0f}},
                                                     {ImGuiStyleVar_FramePadding, {kGap3, kGap3}},
                                                     {ImGuiStyleVar_ItemSpacing, {kGap3, kGap3}}};
  const std::pair<ImGuiStyleVar, float> shapes[] = {{ImGuiStyleVar_WindowRounding, kRadius3},
                                                    {ImGuiStyleVar_FrameRounding, kRadius2},
                                                    {ImGuiStyleVar_WindowBorderSize, 1.0f},
                                                    {ImGuiStyleVar_FrameBorderSize, 1.0f}};
  const std::pair<ImGuiCol, ImU32> colours[] = {{ImGuiCol_WindowBg, t.card},
                                                {ImGuiCol_Border, t.line},
                                                {ImGuiCol_FrameBg, t.paper},
                                                {ImGuiCol_Text, t.ink},
                                                {ImGuiCol_TextSelectedBg, t.accentWash},
                                                {ImGuiCol_InputTextCursor, t.accent}};
  for (const auto& [variable, value] : spaces) ImGui::PushStyleVar(variable, value);
  for (const auto& [variable, value] : shapes) ImGui::PushStyleVar(variable, value);
  for (const auto& [colour, value] : colours) ImGui::PushStyleColor(colour, value);
  ImGui::PushFont(nullptr, 1.21f * kTypeBody);
  bool done = false, cancelled = false;
  if (ImGui::Begin("##path", nullptr,
                   ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse |
                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize)) {
    ImGui::TextUnformatted(words_.title.c_str());
    char text[4096];
    const size_t length = std::min(path_.size(), sizeof text - 1);
    std::memcpy(text, path_.data(), length);
    text[length] = 0;
    if (takeFocus_) ImGui::SetKeyboardFocusHere();
    takeFocus_ = false;
    ImGui::SetNextItemWidth(-1.0f);
    done = ImGui::InputText("##text", text, sizeof text, ImGuiInputTextFlags_EnterReturnsTrue);
    path_ = text;
    done = button(words_.accept.c_str(), t.accent, t.accentInk, t.onAccent) || done;
    ImGui::SameLine();
    cancelled = button(words_.cancel.c_str(), t.card, t.accentWash, t.ink) || ImGui::IsKeyPressed(ImGuiKey_Escape, false);
  }
  ImGui::End();
  ImGui::PopFont();
  ImGui::PopStyleColor(static_cast<int>(std::size(colours)));
  ImGui::PopStyleVar(static_cast<int>(std::size(spaces) + std::size(shapes)));
  if (!cancelled && (!done || path_.empty())) return std::nullopt;
  open_ = false;
  return cancelled ? std::string() : path_;
}

}  // namespace hd
