#include "estimate/estimate.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/facts.h"
#include "core/json.h"
#include "core/math.h"
#include "design/start.h"
#include "design/templates.h"
#include "estimate/internal/spread.h"
#include "pattern/field.h"

namespace hd {
namespace {

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

bool isBetweenHair(const Zone& zone) { return zone.use == ZoneUse::betweenHair || zone.use == ZoneUse::partLine; }

bool allBetweenHair(const Design& design) {
  return std::all_of(design.zones.begin(), design.zones.end(), [](const Zone& z) { return !z.visible || isBetweenHair(z); });
}

bool hasDots(const ZoneEstimate& zone) { return zone.dots.value > 0.0; }

// The least number of sessions that the uses ask for, whatever the dots.
double sessionsForUses(const Design& design) {
  const bool patches =
      std::any_of(design.zones.begin(), design.zones.end(), [](const Zone& z) { return z.visible && z.use == ZoneUse::alopeciaPatch; });
  return patches ? factValue("use.alopecia_sessions") : 0.0;
}

Interval estimateSessions(const Design& design, const Interval& areaCm2, const Interval& dots, bool scars, double perSession) {
  if (dots.value <= 0.0) return {};
  // Between hair two or three sessions do; a whole scalp needs as many as it needs.
  const double most = areaCm2.value > factValue("sessions.area_unlimited_cm2") ? 1e9
                      : allBetweenHair(design)                                 ? fact("use.hair_sessions").high
                                                                               : fact("sessions.count").high;
  // Scars take pigment worse and need a session more than the same skin without.
  const double needed =
      std::min(most, scars ? std::max(std::ceil(dots.value / perSession), recommendedSessions(areaCm2.value, dots.value) + 1.0)
                           : std::ceil(dots.value / perSession));
  const double planned = std::max({static_cast<double>(design.sessions.count), needed, sessionsForUses(design)});
  const double fewest = clamp(std::ceil(dots.low / perSession), fact("sessions.count").low, planned);
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
                  total(sessions.low, price.perSessionLow, areaCm2.low), total(sessions.high, price.perSessionHigh, areaCm2.high)});
}

// What told the scale, in words where it is one of ours.
Value scaleSource(const std::string& source) {
  if (source == "card") return Message{"source.card"};
  if (source == "iris") return Message{"source.iris"};
  if (source == "ipd") return Message{"source.ipd"};
  if (source == "length") return Message{"source.length"};
  if (source == "assumed") return Message{"source.assumed"};
  if (source.empty()) return Message{"source.unknown"};
  return source;
}

// Needle and all that belongs to a session. The low end takes the fast pace, the fewest sessions and the least beside.
Interval estimateChairHours(const Design& design, const Estimate& e, const Practice& practice) {
  if (e.dots.value <= 0.0) return {};
  Interval hours, extra = practice.sessionExtraHours;
  bool parted = false;
  for (size_t i = 0; i < design.zones.size(); ++i) {
    const bool between = isBetweenHair(design.zones[i]) && hasDots(e.zones[i]);
    parted |= between;
    const Interval factor = between ? practice.betweenHairFactor : Interval{1.0, 1.0, 1.0};
    const Interval& dots = e.zones[i].dots;
    hours.value += factor.value * dots.value / practice.dotsPerHour.value;
    hours.low += factor.low * dots.low / practice.dotsPerHour.high;
    hours.high += factor.high * dots.high / practice.dotsPerHour.low;
  }
  if (parted)
    extra = {extra.value + practice.partingHours.value, extra.low + practice.partingHours.low, extra.high + practice.partingHours.high};
  return inOrder(
      {hours.value + e.sessions.value * extra.value, hours.low + e.sessions.low * extra.low, hours.high + e.sessions.high * extra.high});
}

std::vector<Message> explain(const Design& design, const Estimate& e, double areaRelSd, const Practice& practice) {
  if (e.dots.value <= 0.0) return {Message{"why.nothing"}};
  const auto count = [](double value) { return quantity(value, Unit::count); };
  std::vector<Message> why;
  if (e.assumedHead) why.push_back(Message{"why.assumed"});
  if (areaRelSd > 0.0)
    why.push_back(Message{"why.area",
                          {{"source", scaleSource(design.view().scaleSource)},
                           {"error", quantity(200.0 * areaRelSd, Unit::percent, areaRelSd < 0.02 ? 1 : 0)}}});
  else why.push_back(Message{"why.area/exact"});
  why.push_back(Message{"why.dots", {{"dots", count(e.dots.value)}, {"density", count(e.dots.value / std::max(e.areaCm2.value, 1e-9))}}});
  const Interval &rate = practice.dotsPerHour, &extra = practice.sessionExtraHours;
  why.push_back(Message{"why.hours", {{"rate", count(rate.value)}, {"slow", count(rate.low)}, {"fast", count(rate.high)}}});
  why.push_back(Message{"why.chair", {{"extra", quantityRange(60.0 * extra.low, 60.0 * extra.high, Unit::minutes)}}});
  const ScarDots scars = scarDots(design, e);
  if (scars.made > 0.0)
    why.push_back(Message{
        "why.scars",
        {{"share", quantity(100.0 * scars.kept / scars.made, Unit::percent)}, {"kept", count(scars.kept)}, {"made", count(scars.made)}}});
  if (scars.made > 0.0 && e.sessions.value > design.sessions.count)
    why.push_back(Message{"why.sessions/scars", {{"planned", design.sessions.count}}});
  else if (e.sessions.value > design.sessions.count)
    why.push_back(Message{"why.sessions/full", {{"planned", design.sessions.count}, {"most", count(practice.mostDotsPerSession)}}});
  else why.push_back(Message{"why.sessions", {{"dots", count(e.dots.value / e.sessions.value)}}});
  const PriceProfile& price = design.price;
  const Value session = money(price.perSessionLow, price.perSessionHigh, e.currency),
              total = money(price.totalLow, price.totalHigh, e.currency);
  const double share = priceShare(e.areaCm2.value);
  if (share < 1.0)
    why.push_back(Message{"why.cost/small", {{"session", session}, {"total", total}, {"share", quantity(share * 100, Unit::percent)}}});
  else why.push_back(Message{"why.cost", {{"session", session}, {"total", total}}});
  why.push_back(Message{"why.touch_up",
                        {{"price", money(price.touchUpLow, price.touchUpHigh, e.currency)}, {"years", quantityRange(3, 5, Unit::years)}}});
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
  const bool scars =
      std::any_of(design.zones.begin(), design.zones.end(), [](const Zone& z) { return z.visible && z.use == ZoneUse::scarCover; });
  const int forUses = static_cast<int>(sessionsForUses(design));
  design.sessions.count =
      std::min(std::max(recommendedSessions(areaCm2, dots) + (scars ? 1 : 0), forUses), static_cast<int>(fact("sessions.count").high));
  design.sessions.split = defaultSessionSplit(design.sessions.count);
}

Practice usualPractice() {
  Practice p;
  p.dotsPerHour = fact("dots.rate_per_hour").interval();
  p.mostDotsPerSession = fact("dots.per_session").high;
  for (const char* part : {"chair.talk_hours", "chair.drawing_hours", "chair.numbing_hours", "chair.breaks_hours"}) {
    const Interval hours = fact(part).interval();
    p.sessionExtraHours = {p.sessionExtraHours.value + hours.value, p.sessionExtraHours.low + hours.low,
                           p.sessionExtraHours.high + hours.high};
  }
  p.partingHours = fact("chair.parting_hours").interval();
  p.betweenHairFactor = fact("chair.between_hair_factor").interval();
  p.touchUpYears = fact("upkeep.touch_up_years").interval();
  return p;
}

Estimate estimateDesign(const Design& design, const ScalpMap& map, const std::vector<uint32_t>& dotsPerZone, const Practice& practice) {
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

  const Interval& rate = practice.dotsPerHour;
  e.hours = inOrder({e.dots.value / rate.value, e.dots.low / rate.high, e.dots.high / rate.low});
  e.sessions = estimateSessions(design, e.areaCm2, e.dots, scarDots(design, e).made > 0.0, practice.mostDotsPerSession);
  e.chairHours = estimateChairHours(design, e, practice);
  e.cost = estimateCost(design.price, e.sessions, e.areaCm2);
  if (e.dots.value > 0.0) {
    const double share = priceShare(e.areaCm2.value);
    e.touchUpCost = {0.5 * share * (design.price.touchUpLow + design.price.touchUpHigh), share * design.price.touchUpLow,
                     share * design.price.touchUpHigh};
    const Interval& years = practice.touchUpYears;
    e.upkeepPerYear = {e.touchUpCost.value / years.value, e.touchUpCost.low / years.high, e.touchUpCost.high / years.low};
  }
  e.assumedHead = headAssumed(design);
  e.reasons = explain(design, e, areaRelSd, practice);
  return e;
}

std::string estimateToJson(const Estimate& e, Speak sentence) {
  JsonWriter json;
  json.beginObject();
  writeInterval(json, "area_cm2", e.areaCm2);
  writeInterval(json, "dots", e.dots);
  writeInterval(json, "hours", e.hours);
  writeInterval(json, "sessions", e.sessions);
  writeMoney(json, "cost", e.currency, e.cost);
  writeMoney(json, "touch_up_cost", e.currency, e.touchUpCost);
  writeInterval(json, "chair_hours", e.chairHours);
  writeMoney(json, "upkeep_per_year", e.currency, e.upkeepPerYear);
  if (e.assumedHead) json.boolean("assumed_head", true);
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
  for (const Message& reason : e.reasons) json.element(sentence(reason));
  json.endArray().endObject();
  return json.finish();
}

}  // namespace hd
