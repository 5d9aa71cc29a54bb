#include "appearance/colour_match.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "appearance/appearance.h"
#include "core/facts.h"
#include "core/math.h"

namespace hd {
namespace {

/// How much darker than this skin a settled dot of correct depth is, L*.
double settledDeltaL(const LookModel& model, Vec3 skinLinear, double shade) {
  const DotLook look = model.look(0.5 * factValue("dots.healed_diameter_mm"), shade, factValue("look.depth_mm"));
  return labFromLinear(skinLinear).l - labFromLinear(skinLinear * look.transmission).l;
}

}  // namespace

PatchColour averagePatch(std::span<const Vec3> linearPixels, PatchKind kind) {
  PatchColour patch;
  if (linearPixels.empty()) return patch;
  std::vector<Lab> labs;
  labs.reserve(linearPixels.size());
  for (const Vec3& pixel : linearPixels) labs.push_back(labFromLinear(pixel));
  std::sort(labs.begin(), labs.end(), [](const Lab& a, const Lab& b) { return a.l < b.l; });
  const auto at = [&](double share) { return static_cast<size_t>(share * static_cast<double>(labs.size() - 1) + 0.5); };
  const size_t from = at(0.05), to = at(kind == PatchKind::skin ? 0.98 : 0.40);
  for (size_t i = from; i <= to; ++i) {
    patch.lab.l += labs[i].l;
    patch.lab.a += labs[i].a;
    patch.lab.b += labs[i].b;
  }
  const double count = static_cast<double>(to - from + 1);
  patch.lab = {patch.lab.l / count, patch.lab.a / count, patch.lab.b / count};
  patch.linear = glm::clamp(linearFromLab(patch.lab), Vec3(0.0), Vec3(1.0));
  patch.spreadL = labs[at(0.9)].l - labs[at(0.1)].l;
  patch.uniform = patch.spreadL <= factValue(kind == PatchKind::skin ? "colour.skin_spread_l" : "colour.hair_spread_l");
  return patch;
}

double typologyAngleDeg(Lab skin) {
  // The definition assumes yellowish skin; a bluish cast must not flip the sign.
  return detAtan2(skin.l - 50.0, std::fmax(skin.b, 1e-6)) * 180.0 / kPi;
}

std::string_view typologyClass(double angleDeg) {
  const std::vector<double>& cuts = factList("colour.typology_cuts_deg");
  constexpr std::string_view names[] = {"very_light", "light", "intermediate", "tan", "brown"};
  for (size_t i = 0; i < cuts.size() && i < std::size(names); ++i)
    if (angleDeg > cuts[i]) return names[i];
  return "dark";
}

int nearestMonkTone(Lab skin) {
  int best = 1;
  double least = 1e30;
  for (int tone = 1; tone <= 10; ++tone) {
    const Lab lab = labFromLinear(skinOfMelanin((tone - 1) / 9.0));
    const double distance = (lab.l - skin.l) * (lab.l - skin.l) + (lab.a - skin.a) * (lab.a - skin.a) +
                            (lab.b - skin.b) * (lab.b - skin.b);
    if (distance < least) {
      least = distance;
      best = tone;
    }
  }
  return best;
}

ShadeAdvice adviseShade(const PatchColour& skin, const PatchColour& hair) {
  LookSettings settings;
  settings.skinLinear = skin.linear;
  settings.dayAfterLastSession = factValue("healing.settled_day");
  const LookModel model(settings, settings.sessionsDone);
  ShadeAdvice advice;
  advice.wantedDeltaL = factValue("colour.match_share") * (skin.lab.l - hair.lab.l);
  advice.hairTooLight = advice.wantedDeltaL < settledDeltaL(model, skin.linear, 1.0);
  double low = 1.0, high = 6.0;
  for (int step = 0; step < 30; ++step) {
    const double middle = 0.5 * (low + high);
    (settledDeltaL(model, skin.linear, middle) < advice.wantedDeltaL ? low : high) = middle;
  }
  advice.shade = 0.5 * (low + high);
  advice.wholeShade = std::clamp(static_cast<int>(std::lround(advice.shade)), 1, 6);
  advice.firstSessionShade = std::max(advice.wholeShade - 1, 1);
  advice.waterParts = factList("look.shade_water_parts")[static_cast<size_t>(advice.wholeShade - 1)];
  advice.reachedDeltaL = settledDeltaL(model, skin.linear, advice.wholeShade);
  advice.limited = settledDeltaL(model, skin.linear, 6.0) < advice.wantedDeltaL - 0.5;
  return advice;
}

}  // namespace hd
