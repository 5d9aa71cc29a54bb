#include "core/json.h"
#include "plan/plan.h"

namespace hd {
namespace {

void write(JsonWriter& json, std::string_view key, const Interval& i) {
  json.beginObject(key).number("value", i.value).number("low", i.low).number("high", i.high).endObject();
}

void write(JsonWriter& json, std::string_view key, const std::vector<Message>& messages, Speak sentence) {
  json.beginArray(key);
  for (const Message& message : messages) json.element(sentence(message));
  json.endArray();
}

void writeSession(JsonWriter& json, const PlannedSession& s, Speak sentence) {
  json.beginObject().integer("number", s.number).integer("day", s.day);
  if (s.date) json.text("date", dateToText(*s.date));
  json.text("purpose", sentence(s.purpose)).number("dots", s.dots);
  write(json, "chair_hours", s.chairHours);
  json.beginArray("shades");
  for (int shade = 1; shade <= 6; ++shade)
    if (const double dots = s.dotsOfShade[static_cast<size_t>(shade)]; dots > 0.0)
      json.beginObject().integer("shade", shade).number("dots", dots).endObject();
  json.endArray().beginArray("needles");
  for (const NeedleUse& use : s.needles) json.beginObject().text("needle", sentence(use.needle)).number("dots", use.dots).endObject();
  json.endArray();
  write(json, "depth_mm", s.depthMm);
  json.endObject();
}

}  // namespace

std::string planToJson(const Plan& plan, Speak sentence) {
  const Estimate& e = plan.estimate;
  JsonWriter json;
  json.beginObject().text("format", "hairline-plan").integer("version", 1).text("currency", plan.currency);
  write(json, "area_cm2", e.areaCm2);
  write(json, "dots", e.dots);
  write(json, "hours", e.hours);
  write(json, "chair_hours", e.chairHours);
  write(json, "sessions_needed", e.sessions);
  write(json, "cost", e.cost);
  write(json, "touch_up_cost", e.touchUpCost);
  write(json, "upkeep_per_year", e.upkeepPerYear);
  write(json, "price_notes", plan.priceNotes, sentence);
  json.beginArray("sessions");
  for (const PlannedSession& session : plan.sessions) writeSession(json, session, sentence);
  json.endArray().beginObject("settled").integer("day", plan.settledDay);
  if (plan.settledDate) json.text("date", dateToText(*plan.settledDate));
  json.endObject().beginArray("touch_up_years");
  for (const double years : plan.touchUpYears) json.element(years);
  json.endArray().beginArray("ten_years");
  for (const TenYears& row : plan.tenYears) {
    json.beginObject().text("name", sentence(row.name)).text("note", sentence(row.note));
    if (row.cost) write(json, "cost", *row.cost);
    json.endObject();
  }
  json.endArray();
  write(json, "grafts", plan.grafts);
  write(json, "removal", plan.removal, sentence);
  json.beginArray("questions");
  for (const Question& q : plan.questions) {
    json.beginObject().text("id", q.id).text("advice", adviceName(q.advice)).text("question", sentence(q.text));
    if (q.answer) json.boolean("answer", *q.answer);
    json.endObject();
  }
  json.endArray();
  if (const auto advice = verdict(plan)) json.text("verdict", adviceName(*advice));
  json.beginArray("aftercare");
  for (const Care& care : plan.care) {
    json.beginObject().integer("from_day", care.fromDay);
    if (care.toDay >= care.fromDay) json.integer("to_day", care.toDay);
    json.text("text", sentence(care.text)).endObject();
  }
  json.endArray().beginArray("findings");
  for (const Finding& f : plan.findings)
    json.beginObject().text("id", f.id()).text("severity", severityName(f.severity)).text("message", sentence(f.message)).endObject();
  json.endArray();
  write(json, "uncertainty", plan.uncertainty, sentence);
  json.endObject();
  return json.finish();
}

}  // namespace hd
