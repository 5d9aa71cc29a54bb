#include "report/plan_sheet.h"

#include <algorithm>
#include <cmath>

#include "image/decode.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

std::string count(double value) { return formatCount(value); }
std::string hours(const Interval& i) { return trf("estimate.hours", {{"hours", formatHoursRange(i)}}); }

const char* monthName(int month) {
  static constexpr const char* kMonths[] = {trKey("paper.month_1"),  trKey("paper.month_2"),  trKey("paper.month_3"),
                                            trKey("paper.month_4"),  trKey("paper.month_5"),  trKey("paper.month_6"),
                                            trKey("paper.month_7"),  trKey("paper.month_8"),  trKey("paper.month_9"),
                                            trKey("paper.month_10"), trKey("paper.month_11"), trKey("paper.month_12")};
  return tr(kMonths[month - 1]);
}

std::string dateText(const Date& d) {
  return trf("paper.date", {{"day", std::to_string(d.day)}, {"month", monthName(d.month)}, {"year", std::to_string(d.year)}});
}

std::string shortDate(const Date& d) { return trf("paper.date_short", {{"day", std::to_string(d.day)}, {"month", monthName(d.month)}}); }

// "1–4 Dec", "28 Dec – 3 Jan", with the years where they differ.
std::string datesText(const Date& from, const Date& to) {
  if (from.year != to.year) return trf("paper.days", {{"from", dateText(from)}, {"to", dateText(to)}});
  if (from.month != to.month) return trf("paper.days", {{"from", shortDate(from)}, {"to", shortDate(to)}});
  return trf("paper.month_days", {{"from", std::to_string(from.day)}, {"to", shortDate(to)}});
}

std::string when(const PlannedSession& s) { return s.date ? dateText(*s.date) : trf("age.day", {{"day", formatNumber(s.day, 0)}}); }

// "3, 4" of the shades that make up more than a twentieth of the session.
std::string shades(const PlannedSession& s) {
  std::string out;
  for (int shade = 1; shade <= 6; ++shade)
    if (s.dotsOfShade[static_cast<size_t>(shade)] > 0.05 * s.dots) out += (out.empty() ? "" : ", ") + std::to_string(shade);
  return out;
}

std::string needles(const PlannedSession& s) {
  std::string out;
  for (const NeedleUse& use : s.needles)
    if (use.dots > 0.03 * s.dots) out += (out.empty() ? "" : ", ") + sentence(use.needle);
  return out;
}

std::string careDays(const Care& care, const PlannedSession& session) {
  if (care.toDay < care.fromDay) return tr("paper.always");
  if (session.date) {
    const Date from = plusDays(*session.date, care.fromDay), to = plusDays(*session.date, care.toDay);
    return care.fromDay == care.toDay ? trf("paper.from_day", {{"day", shortDate(from)}}) : datesText(from, to);
  }
  const auto dayText = [](int day) { return trf("age.day", {{"day", formatNumber(day, 0)}}); };
  if (care.fromDay == care.toDay) return trf("paper.from_day", {{"day", dayText(care.fromDay)}});
  return trf("paper.days", {{"from", dayText(care.fromDay)}, {"to", dayText(care.toDay)}});
}

std::string markOf(Severity severity) {
  return severity == Severity::good ? "good" : severity == Severity::error ? "stop" : severity == Severity::warning ? "warn" : "";
}

SheetFigures figures(const Plan& plan) {
  const Estimate& e = plan.estimate;
  const Interval& s = e.sessions;
  const std::string sessionCount =
      s.low == s.high ? formatNumber(s.value, 0) : formatNumber(s.low, 0) + "\xE2\x80\x93" + formatNumber(s.high, 0);
  return {{{tr("paper.cost"), formatMoneyRange(e.cost, e.currency),
            trf("paper.upkeep", {{"price", formatMoneyRange(e.upkeepPerYear, e.currency)}})},
           {tr("plan.sessions"), sessionCount, trf("paper.planned", {{"count", s.value}})},
           {tr("plan.time"), hours(e.chairHours), trf("paper.needle_hours", {{"hours", formatHoursRange(e.hours)}})},
           {tr("plan.dots"), formatCountRange(e.dots), trf("estimate.area", {{"area", formatAreaRange(e.areaCm2)}})}}};
}

SheetTable sessionTable(const Plan& plan) {
  SheetTable table;
  table.columns = {{tr("paper.session"), 0.5},     {tr("paper.when"), 1.2},        {tr("paper.purpose"), 2.4},
                   {tr("plan.dots"), 0.9, true},   {tr("paper.chair"), 1.1, true}, {tr("paper.shade"), 0.8, true},
                   {tr("paper.needle"), 1.4, true}};
  for (const PlannedSession& s : plan.sessions)
    table.rows.push_back(
        {std::to_string(s.number), when(s), sentence(s.purpose), count(s.dots), hours(s.chairHours), shades(s), needles(s)});
  return table;
}

SheetTable zoneTable(const Design& design, const Plan& plan) {
  SheetTable table;
  table.columns = {{tr("paper.zone"), 2.4},          {tr("paper.area"), 1.2, true}, {tr("plan.dots"), 1.4, true},
                   {tr("paper.density"), 1.2, true}, {tr("paper.dot"), 1.0, true},  {tr("paper.shade"), 0.8, true}};
  for (size_t i = 0; i < design.zones.size(); ++i) {
    const Zone& zone = design.zones[i];
    const ZoneEstimate& e = plan.estimate.zones[i];
    if (e.dots.value <= 0.0) continue;
    table.rows.push_back({zone.name, trf("estimate.area", {{"area", formatAreaRange(e.areaCm2)}}), formatCountRange(e.dots),
                          formatQuantity(zone.densityPerCm2, Unit::perCm2), formatQuantity(zone.dotDiameterMm, Unit::mm, 2),
                          std::to_string(zone.shade)});
  }
  return table;
}

SheetTable careTable(const Plan& plan) {
  SheetTable table;
  table.columns = {{tr("paper.what"), 3.0}};
  for (const PlannedSession& s : plan.sessions) table.columns.push_back({trf("paper.after_session", {{"number", s.number}}), 1.25});
  for (const Care& care : plan.care) {
    std::vector<std::string> row = {sentence(care.text)};
    for (const PlannedSession& s : plan.sessions) row.push_back(careDays(care, s));
    table.rows.push_back(std::move(row));
  }
  return table;
}

SheetTable yearsTable(const Plan& plan) {
  SheetTable table;
  table.columns = {{tr("paper.way"), 1.4}, {tr("paper.what_it_is"), 3.2}, {tr("paper.ten_years"), 1.3, true}};
  for (const TenYears& row : plan.tenYears)
    table.rows.push_back(
        {sentence(row.name), sentence(row.note), row.cost ? formatMoneyRange(*row.cost, plan.currency) : tr("paper.no_price")});
  return table;
}

SheetList questions(const Plan& plan, Advice advice) {
  SheetList list;
  list.columns = 2;
  for (const Question& q : plan.questions)
    if (q.advice == advice)
      list.items.push_back({q.answer.value_or(false) ? (advice == Advice::warn ? "warn" : "stop") : "box", sentence(q.text)});
  return list;
}

SheetList told(const std::vector<Message>& messages) {
  SheetList list;
  for (const Message& message : messages) list.items.push_back({"", sentence(message)});
  return list;
}

std::string subtitle(const Plan& plan, const std::string& client) {
  std::string out = client;
  const auto add = [&](const std::string& part) { out += (out.empty() ? "" : " \xC2\xB7 ") + part; };
  if (!plan.sessions.empty() && plan.sessions.front().date)
    add(trf("paper.first_session", {{"date", dateText(*plan.sessions.front().date)}}));
  add(tr("paper.what_this_is"));
  return out;
}

const char* verdictText(Advice advice) {
  return advice == Advice::stop ? tr("paper.verdict_stop") : advice == Advice::refer ? tr("paper.verdict_refer") : tr("paper.verdict_warn");
}

}  // namespace

Sheet planSheet(const Design& design, const Plan& plan, const Profile& profile, const PlanPictures& pictures, const std::string& client) {
  Sheet sheet;
  sheet.title = tr("paper.title");
  sheet.subtitle = subtitle(plan, client);
  sheet.footer = tr("paper.footer");
  for (const std::string* line :
       {&profile.clinic.name, &profile.clinic.address, &profile.clinic.phone, &profile.clinic.email, &profile.clinic.web})
    if (!line->empty()) sheet.letterhead.push_back(*line);
  if (!profile.clinic.logo.empty()) {
    // A logo that cannot be read is left out rather than spoiling the plan; it was checked when the profile was read.
    if (const Result<Photo> logo = decodePhoto(profile.clinic.logo, 4'000'000))
      sheet.logo = {profile.clinic.logo, logo->image.width, logo->image.height, {}};
  }
  const auto heading = [&](const char* text) { sheet.blocks.push_back(SheetHeading{text}); };
  const auto muted = [&](std::string text) { sheet.blocks.push_back(SheetText{std::move(text), true}); };

  sheet.blocks.push_back(figures(plan));
  if (const auto advice = verdict(plan))
    sheet.blocks.push_back(SheetList{{{*advice == Advice::warn ? "warn" : "stop", verdictText(*advice)}}, 1});
  if (!pictures.before.bytes.empty()) {
    heading(tr("paper.before_after"));
    sheet.blocks.push_back(SheetPictures{{pictures.before, pictures.after}});
  }
  heading(tr("plan.sessions"));
  sheet.blocks.push_back(sessionTable(plan));
  if (!plan.sessions.empty()) {
    const Interval& depth = plan.sessions.front().depthMm;
    muted(trf("paper.depth", {{"depth", quantityRange(depth.low, depth.high, Unit::mm, 1)}}));
  }
  muted(trf("paper.settled",
            {{"when", plan.settledDate ? dateText(*plan.settledDate) : trf("age.day", {{"day", formatNumber(plan.settledDay, 0)}})}}));
  heading(tr("paper.zones"));
  sheet.blocks.push_back(zoneTable(design, plan));
  if (!pictures.strip.empty()) {
    heading(tr("paper.time"));
    sheet.blocks.push_back(SheetPictures{pictures.strip});
    if (!plan.touchUpYears.empty())
      muted(trf("paper.touch_up", {{"years", formatNumber(plan.touchUpYears.front(), 1)},
                                   {"price", formatMoneyRange(plan.estimate.touchUpCost, plan.currency)}}));
  }
  heading(tr("paper.price"));
  SheetList prices = told(plan.priceNotes);
  for (const Message& reason : plan.estimate.reasons)
    if (reason.id != "why.cost" && reason.id != "why.touch_up") prices.items.push_back({"", sentence(reason)});
  sheet.blocks.push_back(std::move(prices));
  heading(tr("paper.years"));
  sheet.blocks.push_back(yearsTable(plan));
  muted(tr("paper.years_note"));
  heading(tr("paper.care"));
  sheet.blocks.push_back(careTable(plan));
  muted(tr("paper.care_note"));
  heading(tr("paper.ask"));
  sheet.blocks.push_back(SheetText{tr("paper.ask_stop")});
  sheet.blocks.push_back(questions(plan, Advice::stop));
  sheet.blocks.push_back(SheetText{tr("paper.ask_refer")});
  sheet.blocks.push_back(questions(plan, Advice::refer));
  sheet.blocks.push_back(SheetText{tr("paper.ask_warn")});
  sheet.blocks.push_back(questions(plan, Advice::warn));
  if (!plan.findings.empty()) {
    heading(tr("paper.rules"));
    SheetList list;
    for (const Finding& f : plan.findings) list.items.push_back({markOf(f.severity), sentence(f.message)});
    sheet.blocks.push_back(std::move(list));
  }
  heading(tr("paper.removal"));
  sheet.blocks.push_back(told(plan.removal));
  heading(tr("paper.unsure"));
  sheet.blocks.push_back(told(plan.uncertainty));
  return sheet;
}

}  // namespace hd
