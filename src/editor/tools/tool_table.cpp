#include "editor/tools/tool_table.h"

namespace hd {

extern const ToolRow kPanTool, kScaleTool, kHairlineTool, kPolygonTool, kBrushTool, kMaskTool, kPartTool, kCombTool, kRulerTool;

ToolTable allTools() {
  static constexpr const ToolRow* kTools[] = {&kPanTool,  &kScaleTool, &kHairlineTool, &kPolygonTool, &kBrushTool,
                                              &kMaskTool, &kPartTool,  &kCombTool,     &kRulerTool};
  return kTools;
}

}  // namespace hd
