#include "ui/theme.h"

#include "ui/type_files.h"

namespace hd {
namespace {

constexpr ImU32 rgb(unsigned hex, unsigned alpha = 255) { return IM_COL32((hex >> 16) & 255u, (hex >> 8) & 255u, hex & 255u, alpha); }

ImFont* addFont(Weight weight) {
  const std::span<const uint8_t> file = typeFile(weight);
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.PixelSnapH = false;
  config.OversampleH = 2;
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<uint8_t*>(file.data()), static_cast<int>(file.size()), kTypeBody, &config);
}

}  // namespace

Theme lightTheme() {
  Theme t{};
  t.ink = rgb(0x1B1F24);
  t.muted = rgb(0x5C666D);
  t.paper = rgb(0xFAF8F5);
  t.card = rgb(0xFFFFFF);
  t.line = rgb(0xE4E0DA);
  t.accent = rgb(0x1F6F78);
  t.accentWash = rgb(0xE3F0F0);
  t.onAccent = rgb(0xFFFFFF);
  t.accentInk = rgb(0x14545B);
  t.warning = rgb(0x8F5C0F);  // darker than the token's fill, so that words in it reach 4.5 : 1
  t.warningWash = rgb(0xFCF3E1);
  t.good = rgb(0x2F7D4F);
  t.goodWash = rgb(0xE6F2EA);
  t.error = rgb(0xB3261E);
  t.errorWash = rgb(0xFBEAE9);
  t.track = rgb(0xDAD5CD);
  t.knob = rgb(0xFFFFFF);
  t.shadow = rgb(0x1B1F24, 22);
  t.scrim = rgb(0x14171A, 110);
  t.canvas = rgb(0xE9E6E1);
  t.mark = t.accent;
  t.markEdge = rgb(0xFFFFFF);
  return t;
}

Theme darkTheme() {
  Theme t{};
  t.dark = true;
  t.ink = rgb(0xECEFF1);
  t.muted = rgb(0x9AA5AB);
  t.paper = rgb(0x14171A);
  t.card = rgb(0x1D2125);
  t.line = rgb(0x2C3238);
  t.accent = rgb(0x4DB6AC);
  t.accentWash = rgb(0x17363A);
  t.onAccent = rgb(0x0B2225);
  t.accentInk = rgb(0x9BDDD5);
  t.warning = rgb(0xE0B25C);
  t.warningWash = rgb(0x2E2617);
  t.good = rgb(0x6FBF8E);
  t.goodWash = rgb(0x1B2E23);
  t.error = rgb(0xF2B8B5);
  t.errorWash = rgb(0x3A1F1D);
  t.track = rgb(0x3A4148);
  t.knob = rgb(0xECEFF1);
  t.shadow = rgb(0x000000, 70);
  t.scrim = rgb(0x000000, 140);
  t.canvas = rgb(0x0E1113);
  t.mark = t.accent;
  t.markEdge = rgb(0x0B2225);
  return t;
}

ImU32 faded(ImU32 colour, float opacity) {
  const auto alpha = static_cast<ImU32>(static_cast<float>(colour >> IM_COL32_A_SHIFT) * opacity + 0.5f);
  return (colour & ~IM_COL32_A_MASK) | (alpha << IM_COL32_A_SHIFT);
}

ImU32 mixed(ImU32 a, ImU32 b, float t) {
  const ImVec4 x = ImGui::ColorConvertU32ToFloat4(a), y = ImGui::ColorConvertU32ToFloat4(b);
  return ImGui::ColorConvertFloat4ToU32(ImVec4(x.x + (y.x - x.x) * t, x.y + (y.y - x.y) * t, x.z + (y.z - x.z) * t, x.w + (y.w - x.w) * t));
}

Fonts loadFonts() {
  Fonts fonts;
  fonts.regular = addFont(Weight::regular);
  fonts.medium = addFont(Weight::medium);
  fonts.semibold = addFont(Weight::semibold);
  return fonts;
}

}  // namespace hd
