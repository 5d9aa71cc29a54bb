#include "appearance/colour_match.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "appearance/appearance.h"
#include "core/facts.h"
#include "core/math.h"
#include "core/sort.h"

namespace hd {
namespace {

double lightness(Vec3 linear) { return labFromLinear(linear).l; }

/// How much darker than bare skin settled work of this shade is at full density, L*.
double fieldDeltaL(Vec3 skin, double shade) {
  const Vec3 removed = settledRemoved(skin, shade, factValue("zones.core_density_per_cm2"), factValue("zones.core_diameter_mm"));
  return lightness(skin) - lightness(skin * (Vec3(1.0) - removed));
}

/// How much darker one settled dot is, L*.
double dotDeltaL(Vec3 skin, double shade) {
  LookSettings settings;
  settings.skinLinear = skin;
  settings.dayAfterLastSession = factValue("healing.settled_day");
  const DotLook look = lookOf(0.5 * factValue("dots.healed_diameter_mm"), shade, factValue("look.depth_mm"), settings);
  return lightness(skin) - lightness(skin * look.centre());
}

}  // namespace

PatchColour averagePatch(std::span<const Vec3> linearPixels, PatchKind kind) {
  PatchColour patch;
  if (linearPixels.empty()) return patch;
  std::vector<Lab> labs;
  labs.reserve(linearPixels.size());
  for (const Vec3& pixel : linearPixels) labs.push_back(labFromLinear(pixel));
  sortSmall(labs.begin(), labs.end(), [](const Lab& a, const Lab& b) { return a.l < b.l; });
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
    const double distance = (lab.l - skin.l) * (lab.l - skin.l) + (lab.a - skin.a) * (lab.a - skin.a) + (lab.b - skin.b) * (lab.b - skin.b);
    if (distance < least) {
      least = distance;
      best = tone;
    }
  }
  return best;
}

ShadeAdvice adviseShade(const PatchColour& skin, const PatchColour& hair, const ShavedSides& sides) {
  ShavedSides own = sides;
  own.pigment = hairPigmentOf(hair.lab);
  ShadeAdvice advice;
  advice.wantedDeltaL = skin.lab.l - lightness(skin.linear * (Vec3(1.0) - shavedRemoved(own, skin.linear)));
  advice.hairDeltaL = skin.lab.l - hair.lab.l;
  advice.hairTooLight = advice.wantedDeltaL < fieldDeltaL(skin.linear, 1.0) || advice.hairDeltaL < dotDeltaL(skin.linear, 1.0);
  advice.limited = advice.wantedDeltaL > fieldDeltaL(skin.linear, 6.0) + 0.5;
  double low = 1.0, high = 6.0;
  for (int step = 0; step < 20; ++step) {
    const double middle = 0.5 * (low + high);
    (fieldDeltaL(skin.linear, middle) < advice.wantedDeltaL ? low : high) = middle;
  }
  advice.shade = 0.5 * (low + high);
  advice.matchShade = std::clamp(static_cast<int>(std::lround(advice.shade)), 1, 6);
  advice.wholeShade = std::max(advice.matchShade - 1, 1);
  advice.firstSessionShade = std::max(advice.wholeShade - 1, 1);
  advice.waterParts = factList("look.shade_water_parts")[static_cast<size_t>(advice.wholeShade - 1)];
  advice.reachedDeltaL = fieldDeltaL(skin.linear, advice.wholeShade);
  advice.dotDeltaL = dotDeltaL(skin.linear, advice.wholeShade);
  advice.dotsShow = advice.dotDeltaL > factValue("colour.most_dot_share") * advice.hairDeltaL;
  return advice;
}

}  // namespace hd
