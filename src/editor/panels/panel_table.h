// All panels there are.
#pragma once

#include "editor/session/panel.h"

namespace hd {

PanelTable allPanels();

}  // namespace hd
