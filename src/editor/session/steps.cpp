#include "editor/session/steps.h"

#include "text/strings.h"

namespace hd {

const std::array<StepRow, kStepCount> kSteps = {{
    {"photo", trKey("step.photo"), trKey("photo.title"), trKey("photo.subtitle")},
    {"scale", trKey("step.scale"), trKey("scale.title"), trKey("scale.subtitle")},
    {"hairline", trKey("step.hairline"), trKey("hairline.title"), trKey("hairline.subtitle")},
    {"density", trKey("step.density"), trKey("density.title"), trKey("density.subtitle")},
    {"look", trKey("step.look"), trKey("look.title"), trKey("look.subtitle")},
    {"plan", trKey("step.plan"), trKey("plan.title"), trKey("plan.subtitle")},
}};

}  // namespace hd
