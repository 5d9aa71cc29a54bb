#include "editor/panels/panel_table.h"

namespace hd {

extern const PanelRow kPhotoPanel, kScalePanel, kHairlinePanel, kAdvicePanel, kSymmetryPanel, kNorwoodPanel, kDensityPanel, kDrawingPanel,
    kZonesPanel, kTimePanel, kPigmentPanel, kComparePanel, kShowingPanel, kFindingsPanel, kPlanPanel;

PanelTable allPanels() {
  static constexpr const PanelRow* kPanels[] = {&kPhotoPanel,   &kScalePanel,   &kHairlinePanel, &kAdvicePanel,   &kSymmetryPanel,
                                                &kNorwoodPanel, &kDensityPanel, &kDrawingPanel,  &kZonesPanel,    &kTimePanel,
                                                &kPigmentPanel, &kComparePanel, &kShowingPanel,  &kFindingsPanel, &kPlanPanel};
  return kPanels;
}

}  // namespace hd
