// One family of line icons, drawn as paths on a 24-unit grid: always sharp, nothing to load.
#pragma once

#include <imgui.h>

namespace hd {

enum class Icon {
  back,
  next,
  undo,
  redo,
  hand,
  ruler,
  hairline,
  polygon,
  brush,
  eraser,
  mask,
  split,
  eye,
  check,
  warning,
  note,
  plus,
  minus,
  trash,
  close,
  image,
  folder,
  save,
  download,
  points,
  mirror,
  menu,
  info,
  fit,
  sparkle,
  clock,
  chevronDown,
  more,
  part,
  comb
};

/// Draws an icon centred at `centre`, `size` points wide, in lines of `weight` points.
void drawIcon(ImDrawList* list, Icon icon, ImVec2 centre, float size, ImU32 colour, float weight = 1.75f);

}  // namespace hd
