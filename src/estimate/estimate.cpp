#include "estimate/estimate.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdio>

#include "core/facts.h"
#include "core/json.h"
#include "core/math.h"
#include "design/templates.h"
#include "estimate/spread.h"
#include "pattern/field.h"

namespace hd {
namespace {

// A number for a sentence: thousands set apart by commas.
std::string rounded(double value, int digits = 0) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  std::string out = text;
  for (size_t at = std::min(out.find('.'), out.size()); at > 3 && out[at - 4] >= '0' && out[at - 4] <= '9'; at -= 3) out.insert(at - 3, 1, ',');
  return out;
}

Interval around(double value, double relativeSd) {
  constexpr double kSigmas = 2.0;  // 19 times in 20
  return {value, value * std::max(0.0, 1.0 - kSigmas * relativeSd), value * (1.0 + kSigmas * relativeSd)};
}

Interval inOrder(Interval i) { return {i.value, std::min(i.low, i.value), std::max(i.high, i.value)}; }

// Full sessions cost the full price; little work is done in part of one.
double priceShare(double areaCm2) {
  const double least = factValue("cost.small_share");
  return clamp(least + (1.0 - least) * areaCm2 / factValue("cost.small_area_cm2"), least, 1.0);
}

// Dots in scars and, of them, those that the skin is expected to keep.
struct ScarDots {
  double made = 0.0, kept = 0.0;
};

ScarDots scarDots(const Design& design, const Estimate& e) {
  ScarDots out;
  for (size_t i = 0; i < design.zones.size(); ++i) {
    if (design.zones[i].use != ZoneUse::scarCover) continue;
    out.made += e.zones[i].dots.value;
    out.kept += e.zones[i].dots.value * design.zones[i].uptake;
  }
  return out;
}

Interval estimateSessions(const Design& design, const Interval& areaCm2, const Interval& dots, bool scars) {
  if (dots.value <= 0.0) return {};
  const Fact& perSession = fact("dots.per_session");
  const double most = areaCm2.value > factValue("sessions.area_unlimited_cm2") ? 1e9 : fact("sessions.count").high;
  // Scars take pigment worse and need a session more than the same skin without.
  const double needed = std::min(most, scars ? std::max(std::ceil(dots.value / perSession.high), recommendedSessions(areaCm2.value, dots.value) + 1.0)
                                             : std::ceil(dots.value / perSession.high));
  const double planned = std::max(static_cast<double>(design.sessions.count), needed);
  const double fewest = clamp(std::ceil(dots.low / perSession.high), fact("sessions.count").low, planned);
  // About one client in five comes once more.
  return {planned, fewest, std::max(planned, std::min(most, planned + 1.0))};
}

Interval estimateCost(const PriceProfile& price, const Interval& sessions, const Interval& areaCm2) {
  if (sessions.value <= 0.0) return {};
  const auto total = [&](double count, double perSession, double area) {
    const double share = priceShare(area);
    return clamp(count * perSession * share, price.totalLow * share, price.totalHigh);
  };
  return inOrder({total(sessions.value, 0.5 * (price.perSessionLow + price.perSessionHigh), areaCm2.value),
                  total(sessions.low, price.perSessionLow, areaCm2.low),
                  total(sessions.high, price.perSessionHigh, areaCm2.high)});
}

std::vector<std::string> explain(const Design& design, const Estimate& e, double areaRelSd) {
  std::vector<std::string> why;
  if (e.dots.value <= 0.0) return {"There are no dots yet, so there is nothing to plan"};
  const std::string percent = rounded(200.0 * areaRelSd, areaRelSd < 0.02 ? 1 : 0) + " %";
  if (areaRelSd > 0.0)
    why.push_back("Area: measured on the curved scalp; the scale (" +
                  (design.view.scaleSource.empty() ? std::string("unknown source") : design.view.scaleSource) +
                  ") and the fit of the head leave \xC2\xB1 " + percent);
  else
    why.push_back("Area: measured at the stated scale, taken as exact");
  why.push_back("Dots: " + rounded(e.dots.value) + " counted in the design, " + rounded(e.dots.value / std::max(e.areaCm2.value, 1e-9)) +
                " per cm\xC2\xB2 on average");
  const Fact& rate = fact("dots.rate_per_hour");
  why.push_back("Hours: " + rounded(rate.value) + " dots an hour, from " + rounded(rate.low) + " (slow) to " + rounded(rate.high) + " (fast)");
  const Fact& perSession = fact("dots.per_session");
  const ScarDots scars = scarDots(design, e);
  if (scars.made > 0.0)
    why.push_back("Scars: skin there keeps about " + rounded(100.0 * scars.kept / scars.made) + " % of the pigment, so the work of about " +
                  rounded(scars.kept) + " of " + rounded(scars.made) + " dots stays; scars need a session more and a test spot first");
  if (scars.made > 0.0 && e.sessions.value > design.sessions.count)
    why.push_back("Sessions: more than the planned " + std::to_string(design.sessions.count) + ", for scars are gone over once more");
  else if (e.sessions.value > design.sessions.count)
    why.push_back("Sessions: more than the planned " + std::to_string(design.sessions.count) + ", for one session holds at most " +
                  rounded(perSession.high) + " dots");
  else
    why.push_back("Sessions: as planned, about " + rounded(e.dots.value / e.sessions.value) + " dots each; about one client in five needs one more");
  const double share = priceShare(e.areaCm2.value);
  why.push_back("Cost: " + rounded(design.price.perSessionLow) + " to " + rounded(design.price.perSessionHigh) + " " + e.currency +
                " a session, a whole treatment between " + rounded(design.price.totalLow) + " and " + rounded(design.price.totalHigh) +
                (share < 1.0 ? "; an area this small fills only part of a session and is charged at " + rounded(share * 100) + " %" : std::string()));
  why.push_back("Touch-up: " + rounded(design.price.touchUpLow) + " to " + rounded(design.price.touchUpHigh) + " " + e.currency +
                " each, usually after 3 to 5 years");
  return why;
}

void writeInterval(JsonWriter& json, std::string_view key, const Interval& i) {
  json.beginObject(key).number("value", i.value).number("low", i.low).number("high", i.high).endObject();
}

void writeMoney(JsonWriter& json, std::string_view key, const std::string& currency, const Interval& i) {
  json.beginObject(key).text("currency", currency).number("value", i.value).number("low", i.low).number("high", i.high).endObject();
}

}  // namespace

int recommendedSessions(double areaCm2, double dots) {
  const Fact& count = fact("sessions.count");
  const double byArea = areaCm2 >= factValue("sessions.area_three_cm2") ? 3.0 : 2.0;
  const double byDots = std::ceil(dots / fact("dots.per_session").value);
  return static_cast<int>(clamp(std::max(byArea, byDots), count.low, count.high));
}

void planSessions(Design& design, const ScalpMap& map) {
  double areaCm2 = 0.0, dots = 0.0;
  for (const ZoneTally& tally : tallyZones(design, map)) {
    areaCm2 += tally.areaCm2;
    dots += tally.dots;
  }
  if (dots <= 0.0) return;
  const bool scars = std::any_of(design.zones.begin(), design.zones.end(), [](const Zone& z) { return z.visible && z.use == ZoneUse::scarCover; });
  design.sessions.count = std::min(recommendedSessions(areaCm2, dots) + (scars ? 1 : 0), static_cast<int>(fact("sessions.count").high));
  design.sessions.split = defaultSessionSplit(design.sessions.count);
}

Estimate estimateDesign(const Design& design, const ScalpMap& map, const std::vector<uint32_t>& dotsPerZone) {
  assert(dotsPerZone.empty() || dotsPerZone.size() == design.zones.size());
  const std::vector<ZoneTally> tallies = tallyZones(design, map);
  const std::vector<double> spread = zoneAreaRelativeSd(design, map);
  Estimate e;
  e.currency = design.price.currency;
  double areaSd = 0.0, dotsSd = 0.0;
  for (size_t i = 0; i < design.zones.size(); ++i) {
    const Zone& zone = design.zones[i];
    const double dots = dotsPerZone.empty() ? std::round(tallies[i].dots) : dotsPerZone[i];
    ZoneEstimate z;
    z.name = zone.name;
    z.densityPerCm2 = zone.densityPerCm2;
    z.areaCm2 = around(tallies[i].areaCm2, spread[i]);
    z.dots = around(dots, spread[i]);
    z.dots.low = std::floor(z.dots.low);
    z.dots.high = std::ceil(z.dots.high);
    e.areaCm2.value += z.areaCm2.value;
    e.dots.value += z.dots.value;
    // One scale stands behind all zones: their errors go the same way and add up.
    areaSd += tallies[i].areaCm2 * spread[i];
    dotsSd += dots * spread[i];
    e.zones.push_back(std::move(z));
  }
  const double areaRelSd = e.areaCm2.value > 0.0 ? areaSd / e.areaCm2.value : 0.0;
  e.areaCm2 = around(e.areaCm2.value, areaRelSd);
  e.dots = around(e.dots.value, e.dots.value > 0.0 ? dotsSd / e.dots.value : 0.0);
  e.dots.low = std::floor(e.dots.low);
  e.dots.high = std::ceil(e.dots.high);

  const Fact& rate = fact("dots.rate_per_hour");
  e.hours = inOrder({e.dots.value / rate.value, e.dots.low / rate.high, e.dots.high / rate.low});
  e.sessions = estimateSessions(design, e.areaCm2, e.dots, scarDots(design, e).made > 0.0);
  e.cost = estimateCost(design.price, e.sessions, e.areaCm2);
  if (e.dots.value > 0.0) {
    const double share = priceShare(e.areaCm2.value);
    e.touchUpCost = {0.5 * share * (design.price.touchUpLow + design.price.touchUpHigh), share * design.price.touchUpLow,
                     share * design.price.touchUpHigh};
  }
  e.reasons = explain(design, e, areaRelSd);
  return e;
}

std::string estimateToJson(const Estimate& e) {
  JsonWriter json;
  json.beginObject();
  writeInterval(json, "area_cm2", e.areaCm2);
  writeInterval(json, "dots", e.dots);
  writeInterval(json, "hours", e.hours);
  writeInterval(json, "sessions", e.sessions);
  writeMoney(json, "cost", e.currency, e.cost);
  writeMoney(json, "touch_up_cost", e.currency, e.touchUpCost);
  json.beginArray("zones");
  for (const ZoneEstimate& zone : e.zones) {
    json.beginObject().text("name", zone.name);
    writeInterval(json, "area_cm2", zone.areaCm2);
    writeInterval(json, "dots", zone.dots);
    json.number("density_per_cm2", zone.densityPerCm2).endObject();
  }
  json.endArray();
  if (!e.touchUpYears.empty()) {
    json.beginArray("touch_up_years");
    for (const double years : e.touchUpYears) json.element(years);
    json.endArray();
  }
  json.beginArray("why");
  for (const std::string& reason : e.reasons) json.element(reason);
  json.endArray().endObject();
  return json.finish();
}

}  // namespace hd
