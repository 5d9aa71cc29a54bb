// How the work is looked at: what goes wrong, from how far, and what makes it fade.
#include <algorithm>

#include "document/look_json.h"
#include "editor/actions/controls.h"
#include "editor/panels/panels.h"
#include "editor/panels/parts.h"
#include "editor/session/panel.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

constexpr Choice kMistakeChoices[] = {{"mistake.too-deep", trKey("mistake.too_deep")},
                                      {"mistake.too-dense", trKey("mistake.too_dense")},
                                      {"mistake.too-low", trKey("mistake.too_low")},
                                      {"mistake.too-straight", trKey("mistake.too_straight")},
                                      {"mistake.one-shade", trKey("mistake.one_shade")}};
constexpr const char* kReasons[] = {trKey("mistake.too_deep_why"), trKey("mistake.too_dense_why"), trKey("mistake.too_low_why"),
                                    trKey("mistake.too_straight_why"), trKey("mistake.one_shade_why")};
struct DistanceChoice : Choice {
  double mm;
};
constexpr DistanceChoice kDistances[] = {{{"distance.close", trKey("distance.close")}, 0.0},
                                         {{"distance.30cm", trKey("distance.30cm")}, 300.0},
                                         {{"distance.1m", trKey("distance.1m")}, 1000.0},
                                         {{"distance.3m", trKey("distance.3m")}, 3000.0}};
constexpr std::pair<Choice, Pick> kPicks[] = {{{"pick.skin", trKey("pick.skin")}, Pick::skin},
                                              {{"pick.hair", trKey("pick.hair")}, Pick::hair},
                                              {{"cover.skin", trKey("cover.skin")}, Pick::paintSkin},
                                              {{"cover.hair", trKey("cover.hair")}, Pick::paintHair}};
constexpr Choice kUseChoices[] = {{"use.shaved-look", trKey("use.shaved_look")},
                                  {"use.between-hair", trKey("use.between_hair")},
                                  {"use.part-line", trKey("use.part_line")},
                                  {"use.scar-cover", trKey("use.scar_cover")},
                                  {"use.birthmark-cover", trKey("use.birthmark_cover")},
                                  {"use.alopecia-patch", trKey("use.alopecia_patch")}};
constexpr Choice kSunChoices[] = {{"sun.low", trKey("sun.low")}, {"sun.average", trKey("sun.average")}, {"sun.high", trKey("sun.high")}};
constexpr Choice kSkinChoices[] = {{"skin.normal", trKey("skin.normal")}, {"skin.oily", trKey("skin.oily")}};
constexpr Choice kPigmentChoices[] = {{"ink.permanent", trKey("ink.permanent")}, {"ink.temporary", trKey("ink.temporary")}};

template <class F>
void lookAction(EditorState& s, const Choice& choice, std::function<bool()> checked, F&& change) {
  s.actions.add({choice.id,
                 choice.key,
                 {},
                 [&s] { return s.model.hasPhoto(); },
                 std::move(checked),
                 [&s, change] {
                   LookSettings look = s.model.look();
                   change(look);
                   s.model.setLook(look);
                   s.owe();
                 }});
}

double firstTouchUpDays(const EditorState& s) { return daysToTouchUp(halfLifeYears(s.model.look().ageing)); }

void addShowingActions(EditorState& s) {
  for (size_t i = 0; i < std::size(kMistakeChoices); ++i) {
    const std::string_view name = mistakeNames()[i];
    s.actions.add({kMistakeChoices[i].id,
                   kMistakeChoices[i].key,
                   {},
                   [&s] { return s.model.hasPhoto(); },
                   [&s, name] { return mistakeOn(s.model.mistakes(), name); },
                   [&s, name] {
                     Mistakes mistakes = s.model.mistakes();
                     setMistake(mistakes, name, !mistakeOn(mistakes, name));
                     s.model.setMistakes(mistakes);
                     s.owe();
                   }});
  }
  s.actions.add({"mistake.none",
                 trKey("mistake.none"),
                 {},
                 [&s] { return s.model.mistakes().any(); },
                 {},
                 [&s] {
                   s.model.setMistakes({});
                   s.owe();
                 }});
  for (const DistanceChoice& d : kDistances)
    s.actions.add({d.id,
                   d.key,
                   {},
                   {},
                   [&s, mm = d.mm] { return s.model.distanceMm() == mm; },
                   [&s, mm = d.mm] {
                     s.model.setDistanceMm(mm);
                     s.owe();
                   }});
  for (int i = 0; i < 3; ++i)
    lookAction(
        s, kSunChoices[i], [&s, i] { return static_cast<int>(s.model.look().ageing.sun) == i; },
        [i](LookSettings& look) { look.ageing.sun = static_cast<SunExposure>(i); });
  for (int i = 0; i < 2; ++i) {
    lookAction(
        s, kSkinChoices[i], [&s, i] { return static_cast<int>(s.model.look().ageing.skin) == i; },
        [i](LookSettings& look) { look.ageing.skin = static_cast<SkinType>(i); });
    lookAction(
        s, kPigmentChoices[i], [&s, i] { return static_cast<int>(s.model.look().ageing.pigment) == i; },
        [i](LookSettings& look) { look.ageing.pigment = static_cast<PigmentType>(i); });
  }
  for (const auto& entry : kPicks) {
    const Pick pick = entry.second;
    s.actions.add({entry.first.id,
                   entry.first.key,
                   {},
                   [&s] { return s.model.hasPhoto(); },
                   [&s, pick] { return s.pick == pick; },
                   [&s, pick] {
                     const Pick next = s.pick == pick ? Pick::none : pick;
                     putToolAway(s);
                     s.pick = next;
                   }});
  }
  for (size_t i = 0; i < std::size(kUseChoices); ++i)
    s.actions.add({kUseChoices[i].id,
                   kUseChoices[i].key,
                   {},
                   [&s] { return selectedZone(s) != nullptr; },
                   [&s, i] {
                     const Zone* z = selectedZone(s);
                     return z && z->use == static_cast<ZoneUse>(i);
                   },
                   [&s, i] {
                     s.model.setUse(static_cast<size_t>(s.selectedZone), static_cast<ZoneUse>(i));
                     s.owe();
                   }});
  constexpr int kAlways = 20;
  lookAction(
      s, {"touchup.on", trKey("touchup.on")}, [&s] { return s.model.look().touchUps > 0; },
      [](LookSettings& look) { look.touchUps = look.touchUps > 0 ? 0 : kAlways; });
  lookAction(s, {"touchup.show", trKey("touchup.show")}, {},
             [&s](LookSettings& look) { look.dayAfterLastSession = std::min(firstTouchUpDays(s) + 1.0, kMostDaysShown); });
}

}  // namespace

float usePart(EditorState& s, Rect area) {
  const Zone* zone = selectedZone(s);
  if (!zone) return 0;
  ChipFlow flow(s, area);
  flow.title(tr("use.title"));
  for (const Choice& c : kUseChoices) flow.chip(c);
  if (zone->use == ZoneUse::betweenHair) {
    flow.paragraph(tr("cover.how"), s.ui.theme().muted);
    flow.chip(kPicks[2].first, ChipFlow::Kind::onOff);
    flow.chip(kPicks[3].first, ChipFlow::Kind::onOff);
  }
  float height = flow.height();
  if (zone->use == ZoneUse::scarCover) {
    const auto i = static_cast<size_t>(s.selectedZone);
    const float h = std::max(36.0f, s.ui.target() - 4);
    designSlider(s, {"zone.uptake", tr("use.uptake"), 0.3, 1, 0.05, formatQuantity(100 * zone->uptake, Unit::percent)},
                 {area.x, area.y + height, area.w, h}, zone->uptake, trKey("undo.zone"),
                 [i](Design& doc, double v) { doc.zones[i].uptake = v; });
    height += h;
  }
  return height;
}

float colourPart(EditorState& s, Rect area) {
  ChipFlow flow(s, area);
  flow.chip(kPicks[0].first, ChipFlow::Kind::onOff);
  flow.chip(kPicks[1].first, ChipFlow::Kind::onOff);
  if (s.pick == Pick::skin || s.pick == Pick::hair)
    flow.paragraph(s.pick == Pick::skin ? tr("pick.skin_how") : tr("pick.hair_how"), s.ui.theme().accentInk);
  const PhotoInfo& photo = s.model.design().photo();
  if (photo.skin) {
    const Lab lab = labFromLinear(photo.skin->linear);
    flow.paragraph(trf("colour.skin", {{"tone", nearestMonkTone(lab)}, {"angle", formatNumber(typologyAngleDeg(lab), 0)}}),
                   s.ui.theme().muted);
  }
  if (photo.skin || photo.hair) {
    if (const auto advice = s.model.shadeAdvice())
      flow.paragraph(trf("colour.advice", {{"shade", advice->wholeShade},
                                           {"darker", formatNumber(advice->reachedDeltaL, 0)},
                                           {"wanted", formatNumber(advice->wantedDeltaL, 0)}}),
                     s.ui.theme().muted);
  }
  return flow.height();
}

namespace {

float showingPanel(EditorState& s, Rect area) {
  const Theme& t = s.ui.theme();
  ChipFlow flow(s, area);
  flow.title(tr("showing.wrong"));
  for (const Choice& c : kMistakeChoices) flow.chip(c, ChipFlow::Kind::onOff);
  for (size_t i = 0; i < std::size(kMistakeChoices); ++i)
    if (s.actions.checked(kMistakeChoices[i].id)) flow.paragraph(tr(kReasons[i]), t.warning);
  flow.title(tr("showing.distance"));
  for (const Choice& c : kDistances) flow.chip(c);
  flow.title(tr("showing.ageing"));
  for (const Choice& c : kSunChoices) flow.chip(c);
  flow.line();
  for (const Choice& c : kSkinChoices) flow.chip(c);
  for (const Choice& c : kPigmentChoices) flow.chip(c);
  const LookSettings& look = s.model.look();
  const double left = strengthWithTouchUps(look.dayAfterLastSession, halfLifeYears(look.ageing), look.touchUps);
  flow.paragraph(trf("touchup.due", {{"left", quantity(100.0 * left, Unit::percent)},
                                     {"after", quantity(firstTouchUpDays(s) / kDaysPerYear, Unit::years, 1)}}),
                 t.muted);
  flow.chip({"touchup.show", trKey("touchup.show")}, ChipFlow::Kind::now);
  flow.chip({"touchup.on", trKey("touchup.on")}, ChipFlow::Kind::onOff);
  return flow.height();
}

}  // namespace

extern const PanelRow kShowingPanel = {.id = "showing",
                                       .step = Step::look,
                                       .card = 4,
                                       .titleKey = trKey("showing.title"),
                                       .draw = showingPanel,
                                       .addActions = addShowingActions};

void mistakeBanner(EditorState& s) {
  if (!s.model.mistakes().any()) return;
  std::string names;
  for (const Choice& c : kMistakeChoices)
    if (s.actions.checked(c.id)) names += (names.empty() ? "" : ", ") + std::string(tr(c.key));
  const std::string words = trf("mistake.banner", {{"mistakes", names}});
  const Rect c = s.layout.clear;
  const float w = std::min(s.ui.chipWidth(words), c.w - 24);
  const Rect r{c.x + 0.5f * (c.w - w), c.y + 56, w, 44};
  s.ui.beginFloating("##mistake", r);
  if (s.ui.pill("mistake.none", words, r, true)) s.actions.run("mistake.none");
  s.ui.endFloating();
}

}  // namespace hd
