// How the work is looked at: what goes wrong, from how far, and what makes it fade.
#include <algorithm>
#include <array>

#include "editor/format.h"
#include "editor/look_json.h"
#include "editor/panels.h"
#include "editor/strings.h"

namespace hd {
namespace {

// Chips that run the action of their id; wraps to as many lines as needed.
struct Choice {
  const char* id;
  const char* key;
};
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
constexpr Choice kSunChoices[] = {{"sun.low", trKey("sun.low")}, {"sun.average", trKey("sun.average")}, {"sun.high", trKey("sun.high")}};
constexpr Choice kSkinChoices[] = {{"skin.normal", trKey("skin.normal")}, {"skin.oily", trKey("skin.oily")}};
constexpr Choice kPigmentChoices[] = {{"ink.permanent", trKey("ink.permanent")}, {"ink.temporary", trKey("ink.temporary")}};

class ChipFlow {
 public:
  ChipFlow(EditorState& s, Rect area) : s_(s), area_(area), x_(area.x), y_(area.y) {}
  enum class Kind { one, onOff, now };
  void chip(const Choice& choice, Kind kind = Kind::one) {
    const char* label = tr(choice.key);
    const float w = s_.ui.chipWidth(label);
    if (x_ > area_.x && x_ + w > area_.right()) line();
    const Rect r{x_, y_, std::min(w, area_.w), s_.ui.target()};
    const bool on = s_.actions.checked(choice.id);
    const bool pressed = kind == Kind::one     ? s_.ui.chip(choice.id, label, r, on)
                         : kind == Kind::onOff ? s_.ui.switchChip(choice.id, label, r, on)
                                               : s_.ui.pill(choice.id, label, r);
    if (pressed) s_.actions.run(choice.id);
    x_ += w + kGap1;
  }
  void title(const char* words) {
    if (x_ > area_.x) line();
    if (y_ > area_.y) y_ += kGap1;
    s_.ui.text(area_.x, y_, words, kTypeSmall, Weight::medium, s_.ui.theme().muted);
    y_ += 20;
  }
  void paragraph(std::string_view words, ImU32 colour) {
    if (x_ > area_.x) line();
    s_.ui.text(area_.x, y_, words, 13, Weight::regular, colour, area_.w);
    y_ += s_.ui.textHeight(words, 13, Weight::regular, area_.w) + kGap2;
  }
  void line() {
    x_ = area_.x;
    y_ += s_.ui.target() + kGap1;
  }
  float height() {
    if (x_ > area_.x) line();
    return y_ - area_.y;
  }

 private:
  EditorState& s_;
  Rect area_;
  float x_, y_;
};

template <class F>
void lookAction(EditorState& s, const Choice& choice, std::function<bool()> checked, F&& change) {
  s.actions.add({choice.id, choice.key, {}, [&s] { return s.model.hasPhoto(); }, std::move(checked), [&s, change] {
    LookSettings look = s.model.look();
    change(look);
    s.model.setLook(look);
    s.owe();
  }});
}

double firstTouchUpDays(const EditorState& s) { return daysToTouchUp(halfLifeYears(s.model.look().ageing)); }

}  // namespace

void addShowingActions(EditorState& s) {
  for (size_t i = 0; i < std::size(kMistakeChoices); ++i) {
    const std::string_view name = mistakeNames()[i];
    s.actions.add({kMistakeChoices[i].id, kMistakeChoices[i].key, {}, [&s] { return s.model.hasPhoto(); },
                   [&s, name] { return mistakeOn(s.model.mistakes(), name); }, [&s, name] {
      Mistakes mistakes = s.model.mistakes();
      setMistake(mistakes, name, !mistakeOn(mistakes, name));
      s.model.setMistakes(mistakes);
      s.owe();
    }});
  }
  s.actions.add({"mistake.none", trKey("mistake.none"), {}, [&s] { return s.model.mistakes().any(); }, {}, [&s] {
    s.model.setMistakes({});
    s.owe();
  }});
  for (const DistanceChoice& d : kDistances)
    s.actions.add({d.id, d.key, {}, {}, [&s, mm = d.mm] { return s.distanceMm == mm; }, [&s, mm = d.mm] { s.distanceMm = mm; s.owe(); }});
  for (int i = 0; i < 3; ++i)
    lookAction(s, kSunChoices[i], [&s, i] { return static_cast<int>(s.model.look().ageing.sun) == i; },
               [i](LookSettings& look) { look.ageing.sun = static_cast<SunExposure>(i); });
  for (int i = 0; i < 2; ++i) {
    lookAction(s, kSkinChoices[i], [&s, i] { return static_cast<int>(s.model.look().ageing.skin) == i; },
               [i](LookSettings& look) { look.ageing.skin = static_cast<SkinType>(i); });
    lookAction(s, kPigmentChoices[i], [&s, i] { return static_cast<int>(s.model.look().ageing.pigment) == i; },
               [i](LookSettings& look) { look.ageing.pigment = static_cast<PigmentType>(i); });
  }
  constexpr int kAlways = 20;
  lookAction(s, {"touchup.on", trKey("touchup.on")}, [&s] { return s.model.look().touchUps > 0; },
             [](LookSettings& look) { look.touchUps = look.touchUps > 0 ? 0 : kAlways; });
  lookAction(s, {"touchup.show", trKey("touchup.show")}, {},
             [&s](LookSettings& look) { look.dayAfterLastSession = std::min(firstTouchUpDays(s) + 1.0, kMostDaysShown); });
}

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
  flow.paragraph(trf("touchup.due", {formatNumber(100.0 * left, 0), formatNumber(firstTouchUpDays(s) / kDaysPerYear, 1)}), t.muted);
  flow.chip({"touchup.show", trKey("touchup.show")}, ChipFlow::Kind::now);
  flow.chip({"touchup.on", trKey("touchup.on")}, ChipFlow::Kind::onOff);
  return flow.height();
}

void mistakeBanner(EditorState& s) {
  if (!s.model.mistakes().any()) return;
  std::string names;
  for (const Choice& c : kMistakeChoices)
    if (s.actions.checked(c.id)) names += (names.empty() ? "" : ", ") + std::string(tr(c.key));
  const std::string words = trf("mistake.banner", {names});
  const Rect c = s.layout.clear;
  const float w = std::min(s.ui.chipWidth(words), c.w - 24);
  const Rect r{c.x + 0.5f * (c.w - w), c.y + 56, w, 44};
  s.ui.beginFloating("##mistake", r);
  if (s.ui.pill("mistake.none", words, r, true)) s.actions.run("mistake.none");
  s.ui.endFloating();
}

}  // namespace hd
