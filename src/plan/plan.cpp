#include "plan/plan.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "design/templates.h"
#include "estimate/profile_price.h"
#include "plan/internal/words.h"

namespace hd {
namespace {

Interval scaled(const Interval& i, double factor) { return {i.value * factor, i.low * factor, i.high * factor}; }

Message purposeOf(int session) {
  switch (session) {
    case 1:
      return Message{"plan.session_1"};
    case 2:
      return Message{"plan.session_2"};
    case 3:
      return Message{"plan.session_3"};
    default:
      return Message{"plan.session_4"};
  }
}

// Index of the needle that makes a healed dot of this size: finest, standard, three points.
size_t needleFor(double diameterMm) {
  if (diameterMm < factValue("needle.fine_up_to_dot_mm")) return 0;
  return diameterMm < factValue("needle.triple_from_dot_mm") ? 1 : 2;
}

Message needleName(size_t needle) {
  if (needle == 0) return Message{"plan.needle/fine", {{"size", quantity(factValue("needle.fine_mm"), Unit::mm, 2)}}};
  const Value size = quantity(factValue("needle.standard_mm"), Unit::mm, 2);
  if (needle == 1) return Message{"plan.needle/standard", {{"size", size}}};
  return Message{"plan.needle/triple", {{"size", size}}};
}

// The design's sessions, filled from its dots, and further empty ones where the estimate plans more than the design has.
std::vector<PlannedSession> plannedSessions(const Design& design, const Dots& dots, const Estimate& e, const Profile& profile,
                                            const std::optional<Date>& start) {
  std::vector<PlannedSession> sessions(static_cast<size_t>(design.sessions.count));
  std::vector<std::array<double, 3>> needles(sessions.size());
  for (const Dot& dot : dots) {
    const size_t k = static_cast<size_t>(dot.session) - 1;
    sessions[k].dots += 1;
    sessions[k].dotsOfShade[static_cast<size_t>(std::clamp(std::lround(dot.shade), 1L, 6L))] += 1;
    needles[k][needleFor(2.0 * static_cast<double>(dot.radiusMm))] += 1;
  }
  const double all = std::max(1.0, static_cast<double>(dots.size()));
  // Some designs are too large for their sessions; then each is gone over on as many days as it takes, which the estimate tells.
  const double extraEach = e.sessions.value / std::max<size_t>(1, sessions.size());
  for (size_t k = 0; k < sessions.size(); ++k) {
    PlannedSession& s = sessions[k];
    s.number = static_cast<int>(k) + 1;
    s.day = static_cast<int>(std::lround(static_cast<double>(k) * profile.sessionIntervalDays.value));
    if (start) s.date = plusDays(*start, s.day);
    s.purpose = purposeOf(s.number);
    s.depthMm = fact("needle.depth_mm").interval();
    // What the needle takes follows the dots; what every session takes beside it does not.
    const double share = s.dots / all;
    const Interval& extra = profile.practice.sessionExtraHours;
    const Interval beside{extra.value * extraEach, extra.low * extraEach, extra.high * extraEach};
    const auto needle = [&](double chair, double sessionsInAll, double each) {
      return std::max(0.0, chair - sessionsInAll * each) * share;
    };
    s.chairHours = {needle(e.chairHours.value, e.sessions.value, extra.value) + beside.value,
                    needle(e.chairHours.low, e.sessions.low, extra.low) + std::min(beside.low, beside.value),
                    needle(e.chairHours.high, e.sessions.high, extra.high) + beside.high};
    for (size_t n = 0; n < 3; ++n)
      if (needles[k][n] > 0.0) s.needles.push_back({needleName(n), needles[k][n]});
  }
  return sessions;
}

Interval graftsFor(const Interval& areaCm2) {
  const Fact& density = fact("transplant.grafts_per_cm2");
  return {areaCm2.value * density.value, areaCm2.low * density.low, areaCm2.high * density.high};
}

std::vector<TenYears> tenYearsOf(const Plan& plan, const Profile& profile, const OtherPrices& others) {
  constexpr double kYears = 10.0;
  std::vector<TenYears> rows;
  const Estimate& e = plan.estimate;
  const auto due = [](double years) { return std::floor((kYears - 1e-9) / years); };
  const Interval& years = profile.practice.touchUpYears;
  const Interval touchUps{due(years.value), due(years.high), due(years.low)};
  rows.push_back({Message{"plan.ten_years.smp"},
                  Message{"plan.ten_years.smp_note", {{"times", quantityRange(touchUps.low, touchUps.high, Unit::count)}}},
                  Interval{e.cost.value + touchUps.value * e.touchUpCost.value, e.cost.low + touchUps.low * e.touchUpCost.low,
                           e.cost.high + touchUps.high * e.touchUpCost.high}});
  const double most = fact("transplant.most_grafts").high;
  TenYears transplant{Message{"plan.ten_years.transplant"},
                      Message{"plan.ten_years.transplant_note",
                              {{"grafts", quantityRange(roundedTo(plan.grafts.low, 100), roundedTo(plan.grafts.high, 100), Unit::count)}}},
                      {}};
  if (plan.grafts.value > most) {
    // No donor area gives so much, so there is no price for it.
    transplant.note = Message{"plan.ten_years.transplant_many", {{"grafts", quantity(roundedTo(plan.grafts.value, 100), Unit::count)}}};
  } else if (const auto& price = others.transplantPerGraft) {
    transplant.cost = Interval{plan.grafts.value * price->value, plan.grafts.low * price->low, plan.grafts.high * price->high};
  }
  rows.push_back(std::move(transplant));
  TenYears system{Message{"plan.ten_years.system"}, Message{"plan.ten_years.system_note"}, {}};
  if (others.hairSystemPerYear) system.cost = scaled(*others.hairSystemPerYear, kYears);
  rows.push_back(std::move(system));
  TenYears medication{Message{"plan.ten_years.medication"}, Message{"plan.ten_years.medication_note"}, {}};
  if (others.medicationPerYear) medication.cost = scaled(*others.medicationPerYear, kYears);
  rows.push_back(std::move(medication));
  return rows;
}

std::vector<Message> removalOf(const OtherPrices& others, const std::string& currency) {
  const Fact& sessions = fact("laser.sessions");
  const Fact& weeks = fact("laser.interval_weeks");
  const Fact& pale = fact("laser.pale_skin_share");
  std::vector<Message> out;
  out.push_back(Message{"plan.removal.sessions",
                        {{"sessions", quantityRange(sessions.low, sessions.high, Unit::count)},
                         {"weeks", quantityRange(weeks.low, weeks.high, Unit::count)}}});
  if (const auto& each = others.laserSession)
    out.push_back(Message{"plan.removal.cost", {{"price", money(each->low, each->high, currency)}}});
  out.push_back(Message{"plan.removal.risk", {{"share", quantityRange(100 * pale.low, 100 * pale.high, Unit::percent)}}});
  return out;
}

std::vector<Message> uncertaintyOf(const Design& design, const Plan& plan) {
  const Estimate& e = plan.estimate;
  std::vector<Message> out;
  if (e.areaCm2.value > 0.0 && e.areaCm2.high > e.areaCm2.value * 1.001)
    out.push_back(Message{"plan.unsure.area",
                          {{"error", quantity(100.0 * (e.areaCm2.high / e.areaCm2.value - 1.0), Unit::percent)},
                           {"low", quantity(e.areaCm2.low, Unit::cm2)},
                           {"high", quantity(e.areaCm2.high, Unit::cm2)}}});
  else out.push_back(Message{"plan.unsure.area/exact"});
  if (design.view().scaleSource == "assumed") out.push_back(Message{"plan.unsure.scale"});
  out.push_back(Message{"plan.unsure.pace"});
  out.push_back(Message{"plan.unsure.skin"});
  out.push_back(Message{"plan.unsure.depth"});
  out.push_back(Message{"plan.unsure.loss"});
  out.push_back(Message{"plan.unsure.promise"});
  return out;
}

}  // namespace

std::string_view adviceName(Advice advice) {
  constexpr std::string_view kNames[] = {"stop", "refer", "warn"};
  return kNames[static_cast<size_t>(advice)];
}

Result<Plan> makePlan(const Design& design, const ScalpMap& map, const Dots& dots, const Profile& profile, const PlanOptions& options) {
  std::vector<uint32_t> counts(design.zones.size());
  for (const Dot& dot : dots) ++counts[dot.zone];
  Plan plan;
  plan.currency = profile.price.currency;
  plan.estimate = estimateWith(profile, design, map, counts, &plan.priceNotes);
  plan.sessions = plannedSessions(design, dots, plan.estimate, profile, options.start);
  plan.settledDay = (plan.sessions.empty() ? 0 : plan.sessions.back().day) + static_cast<int>(factValue("healing.settled_day"));
  if (options.start) plan.settledDate = plusDays(*options.start, plan.settledDay);
  for (const double days : touchUpDays(halfLifeYears(options.ageing), 10.0 * kDaysPerYear))
    plan.touchUpYears.push_back(days / kDaysPerYear);
  plan.estimate.touchUpYears = plan.touchUpYears;
  plan.grafts = graftsFor(plan.estimate.areaCm2);
  plan.tenYears = tenYearsOf(plan, profile, profile.others);
  plan.removal = removalOf(profile.others, plan.currency);
  plan.questions = suitabilityQuestions();
  for (const std::string& id : options.answeredYes) {
    const auto at = std::find_if(plan.questions.begin(), plan.questions.end(), [&](const Question& q) { return q.id == id; });
    if (at == plan.questions.end()) {
      std::vector<std::string_view> known;
      for (const Question& q : plan.questions) known.push_back(q.id);
      return Error{"plan.question", {{"given", id}, {"known", known}}};
    }
    at->answer = true;
  }
  plan.care = careAfterSession();
  plan.findings = checkDesign(design, map);
  plan.uncertainty = uncertaintyOf(design, plan);
  return plan;
}

std::optional<Advice> verdict(const Plan& plan) {
  std::optional<Advice> gravest;
  for (const Question& q : plan.questions)
    if (q.answer.value_or(false) && (!gravest || q.advice < *gravest)) gravest = q.advice;
  return gravest;
}

}  // namespace hd
