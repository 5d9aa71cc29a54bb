#include <algorithm>

#include "core/facts.h"
#include "design/templates.h"

namespace hd {

std::vector<double> defaultSessionSplit(int count) {
  return factList(count <= 2 ? "sessions.split_2" : count == 3 ? "sessions.split_3" : "sessions.split_4");
}

SessionStyle defaultSessionStyle(int session) {
  const size_t at = static_cast<size_t>(std::clamp(session, 1, 4) - 1);
  return {factList("sessions.shade_offset")[at], factList("sessions.diameter_factor")[at], factList("sessions.size_spread")[at],
          factList("sessions.accent_share")[at]};
}

SessionStyle sessionStyle(const Sessions& sessions, int session) {
  const size_t at = static_cast<size_t>(session - 1);
  return at < sessions.styles.size() ? sessions.styles[at] : defaultSessionStyle(session);
}

void setZoneUse(Zone& zone, ZoneUse use) {
  zone.use = use;
  zone.uptake = 1.0;
  zone.sessions = 0;
  zone.densityPerCm2 = factValue("zones.plain_density_per_cm2");
  zone.dotDiameterMm = factValue("dots.healed_diameter_mm");
  switch (use) {
    case ZoneUse::betweenHair:
    case ZoneUse::partLine:
      // Hair hides much of it, and a part seen from near shows every dot.
      zone.densityPerCm2 = factValue("use.hair_density_per_cm2");
      zone.dotDiameterMm = factValue("zones.defined_diameter_mm");
      zone.sessions = static_cast<int>(factValue("use.hair_sessions"));
      break;
    case ZoneUse::scarCover:
      zone.uptake = factValue("scar.uptake");
      zone.mode = ScatterMode::randomDiffuse;
      break;
    case ZoneUse::birthmarkCover:
      zone.mode = ScatterMode::randomDiffuse;
      break;
    default:
      break;
  }
}

Design makeEmptyDesign() {
  Design design;
  design.sessions.split = defaultSessionSplit(design.sessions.count);
  design.hairline.featherMm = factValue("hairline.feather_mm");
  design.price.perSessionLow = fact("cost.per_session").low;
  design.price.perSessionHigh = fact("cost.per_session").high;
  design.price.totalLow = fact("cost.total").low;
  design.price.totalHigh = fact("cost.total").high;
  design.price.touchUpLow = fact("cost.touch_up").low;
  design.price.touchUpHigh = fact("cost.touch_up").high;
  return design;
}

}  // namespace hd
