#include "report/plan_paper.h"

#include <algorithm>

#include "core/json.h"
#include "design/templates.h"

namespace hd {
namespace {

constexpr std::string_view kPapers[] = {"a4", "letter"};
constexpr size_t kMostText = 200, kMostAnswers = 100;

}  // namespace

Result<PlanWishes> planWishesFromJson(std::string_view json, std::string_view profile) {
  PlanWishes wishes;
  if (!json.empty()) {
    const Result<JsonDocument> document = JsonDocument::parse(json, Message{"noun.wishes"});
    if (!document) return document.error();
    const JsonValue root = document->root();
    JsonErrors errors;
    if (!root.isObject()) errors.add(root.path(), Message{"json.field/object"});
    root.forEachMember([&](std::string_view key, const JsonValue& value) {
      static constexpr std::string_view kKnown[] = {"start", "yes", "paper", "client"};
      if (std::find(std::begin(kKnown), std::end(kKnown), key) == std::end(kKnown))
        errors.add(value.path(), Message{"json.field/unknown", {{"known", std::span<const std::string_view>(kKnown)}}});
    });
    if (const JsonValue start = root["start"]; start.present()) {
      wishes.start = dateFromText(start.text(errors, kMostText));
      if (!wishes.start) errors.add(start.path(), Message{"json.field/date"});
    }
    if (const JsonValue yes = root["yes"]; yes.present()) {
      if (!yes.isArray()) errors.add(yes.path(), Message{"json.field/list"});
      if (yes.size() > kMostAnswers)
        errors.add(yes.path(), Message{"json.field/entries", {{"count", yes.size()}, {"low", 0}, {"high", kMostAnswers}}});
      yes.forEachElement([&](const JsonValue& id) { wishes.answeredYes.push_back(id.text(errors, kMostText)); });
    }
    if (const JsonValue paper = root["paper"]; paper.present()) {
      const std::string name = paper.text(errors, kMostText);
      if (name == kPapers[1]) wishes.paper = Paper::letter;
      else if (name != kPapers[0])
        errors.add(paper.path(), Message{"json.field/one_of", {{"known", std::span<const std::string_view>(kPapers)}}});
    }
    if (const JsonValue client = root["client"]; client.present()) wishes.client = client.text(errors, kMostText);
    if (errors.any()) return errors.first();
  }
  if (!profile.empty()) {
    Result<Profile> read = profileFromJson(profile);
    if (!read) return read.error();
    wishes.profile = std::move(*read);
  }
  return wishes;
}

PlanPaper::PlanPaper(const DesignFile& file, PlanWishes wishes, Profile profile, ScalpMap map, Dots dots, Plan plan)
    : design_(file.design),
      ageing_(file.look.ageing),
      wishes_(std::move(wishes)),
      profile_(std::move(profile)),
      map_(std::move(map)),
      dots_(std::move(dots)),
      plan_(std::move(plan)) {}

Result<PlanPaper> PlanPaper::make(const DesignFile& file, PlanWishes wishes) {
  Profile profile = wishes.profile ? *wishes.profile : usualProfile(file.design.price);
  ScalpMap map = scalpMapOf(file.design);
  Dots dots = makeDots(file.design, map);
  Result<Plan> plan = makePlan(file.design, map, dots, profile, {wishes.start, file.look.ageing, wishes.answeredYes});
  if (!plan) return plan.error();
  return PlanPaper(file, std::move(wishes), std::move(profile), std::move(map), std::move(dots), std::move(*plan));
}

void PlanPaper::draw(const ImageRgb8& photo) { pictures_ = makePlanPictures(design_, map_, dots_, ageing_, photo); }

Sheet PlanPaper::sheet() const { return planSheet(design_, plan_, profile_, pictures_, wishes_.client); }

std::string PlanPaper::html() const { return sheetToHtml(sheet()); }
std::string PlanPaper::pdf() const { return sheetToPdf(sheet(), wishes_.paper); }

}  // namespace hd
