#include "estimate/profile_price.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "core/math.h"

namespace hd {
namespace {

template <class F>
void change(Interval& i, F f) {
  i = {f(i.value), f(i.low), f(i.high)};
}

bool isDue(const AddOn& addOn, const Design& design, const Estimate& e) {
  const auto any = [&](auto is) {
    for (size_t i = 0; i < design.zones.size(); ++i)
      if (e.zones[i].dots.value > 0.0 && is(design.zones[i])) return true;
    return false;
  };
  switch (addOn.due) {
    case AddOnFor::scars:
      return any([](const Zone& z) { return z.use == ZoneUse::scarCover; });
    case AddOnFor::betweenHair:
      return any([](const Zone& z) { return z.use == ZoneUse::betweenHair || z.use == ZoneUse::partLine; });
    case AddOnFor::wholeScalp:
      return e.areaCm2.value > factValue("sessions.area_unlimited_cm2");
    default:
      return true;
  }
}

Interval byUnit(const Profile& p, const Estimate& e) {
  const Interval& units = p.basis == PriceBasis::area ? e.areaCm2 : p.basis == PriceBasis::dot ? e.dots : e.chairHours;
  // Hours carry the practice's own spread already; of areas and dots the price has one.
  const Interval raw{units.value * 0.5 * (p.perUnitLow + p.perUnitHigh), units.low * p.perUnitLow, units.high * p.perUnitHigh};
  const auto within = [&](double v) { return std::min(std::max(v, std::min(p.price.totalLow, p.price.totalHigh)), p.price.totalHigh); };
  return {within(raw.value), within(raw.low), within(raw.high)};
}

}  // namespace

double roundedTo(double value, double step) { return step > 0.0 ? std::round(value / step) * step : value; }

std::vector<Message> applyPrices(const Design& design, const Profile& p, Estimate& e) {
  std::vector<Message> notes;
  if (e.dots.value <= 0.0) return notes;
  const std::string& currency = p.price.currency;
  e.currency = currency;
  if (p.basis != PriceBasis::session) {
    e.cost = byUnit(p, e);
    const Value price = money(p.perUnitLow, p.perUnitHigh, currency);
    if (p.basis == PriceBasis::area) notes.push_back(Message{"plan.price.area", {{"price", price}}});
    else if (p.basis == PriceBasis::dot)
      // Cents, which money() does not write.
      notes.push_back(Message{"plan.price.dots", {{"price", money(1000 * p.perUnitLow, 1000 * p.perUnitHigh, currency)}}});
    else notes.push_back(Message{"plan.price.hour", {{"price", price}}});
  } else {
    notes.push_back(Message{"plan.price.session", {{"price", money(p.price.perSessionLow, p.price.perSessionHigh, currency)}}});
  }
  const double factor = p.norwoodFactor[static_cast<size_t>(design.norwood)];
  if (factor != 1.0) {
    change(e.cost, [&](double v) { return v * factor; });
    notes.push_back(Message{"plan.price.norwood", {{"stage", design.norwood}, {"factor", factor}}});
  }
  for (const AddOn& addOn : p.addOns) {
    if (!isDue(addOn, design, e)) continue;
    change(e.cost, [&](double v) { return v + addOn.price; });
    notes.push_back(Message{"plan.price.add_on", {{"name", addOn.name}, {"price", money(addOn.price, addOn.price, currency)}}});
  }
  if (p.taxPercent > 0.0) {
    for (Interval* i : {&e.cost, &e.touchUpCost, &e.upkeepPerYear}) change(*i, [&](double v) { return v * (1.0 + p.taxPercent / 100.0); });
    notes.push_back(Message{"plan.price.tax", {{"tax", quantity(p.taxPercent, Unit::percent, Value::kAsNeeded)}}});
  }
  for (Interval* i : {&e.cost, &e.touchUpCost, &e.upkeepPerYear}) change(*i, [&](double v) { return roundedTo(v, p.roundTo); });
  if (!p.assumed.empty()) notes.push_back(Message{"plan.price.assumed", {{"names", p.assumed}}});
  if (!p.pricesOf.empty()) notes.push_back(Message{"plan.price.as_of", {{"date", p.pricesOf}}});
  return notes;
}

Estimate estimateWith(const Profile& profile, const Design& design, const ScalpMap& map, const std::vector<uint32_t>& dotsPerZone,
                      std::vector<Message>* notes) {
  Design priced = design;
  priced.price = profile.price;
  Estimate e = estimateDesign(priced, map, dotsPerZone, profile.practice);
  std::vector<Message> said = applyPrices(design, profile, e);
  // The price of a session is no reason where something else is paid for; where it is, it has been told with the session's total.
  if (profile.basis != PriceBasis::session) std::erase_if(e.reasons, [](const Message& m) { return m.id == "why.cost"; });
  for (const Message& each : said)
    if (each.id != "plan.price.session") e.reasons.push_back(each);
  if (notes) *notes = std::move(said);
  return e;
}

}  // namespace hd
