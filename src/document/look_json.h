// How the work is looked at, for scripts: session, day, what makes it fade, mistakes, distance.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"

namespace hd {

class DesignerModel;

std::string lookToJson(const DesignerModel& model);
/// Members that are left out stay as they are. Errors name the member: "json.field", "json.syntax".
Status setLookFromJson(DesignerModel& model, std::string_view json);

}  // namespace hd
