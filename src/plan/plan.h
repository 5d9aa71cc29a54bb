// The treatment plan of a design: sessions with dates, what it costs over ten years beside other ways, who should
// ask a doctor first, and what to do on which day afterwards.
//
// A pure function of design, dots and profile. Words come from above: everything said is a message.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "appearance/healing.h"
#include "core/message.h"
#include "design/rules.h"
#include "estimate/estimate.h"
#include "estimate/profile.h"
#include "pattern/dots.h"
#include "plan/date.h"

namespace hd {

/// Needles that a session takes, with the dots made by each.
struct NeedleUse {
  Message needle;  ///< by its cartridge: "1RL 0.20 mm"
  double dots = 0.0;
};

struct PlannedSession {
  int number = 1;  ///< from 1
  int day = 0;     ///< after the first session
  std::optional<Date> date;
  double dots = 0.0;
  Interval chairHours;
  /// Dots by shade 1..6, [0] unused.
  std::array<double, 7> dotsOfShade{};
  std::vector<NeedleUse> needles;
  Interval depthMm;  ///< of the needle in the skin
  Message purpose;
};

/// A way to deal with hair loss and what it costs in ten years; the first is this plan.
struct TenYears {
  Message name, note;
  std::optional<Interval> cost;  ///< in the profile's currency; absent where no price is known
};

enum class Advice { stop, refer, warn };
std::string_view adviceName(Advice advice);  ///< "stop", "refer", "warn"

/// A question to be asked before; a yes brings the advice.
struct Question {
  std::string_view id;  ///< "pregnant"
  Advice advice;
  Message text;
  std::optional<bool> answer{};
};

/// What to do (or leave) on some days after each session.
struct Care {
  int fromDay = 0, toDay = 0;  ///< after the session, both included; toDay 0 with fromDay 1: from then on always
  Message text;
};

struct Plan {
  std::string currency;
  Estimate estimate;  ///< cost by the profile
  std::vector<Message> priceNotes;
  std::vector<PlannedSession> sessions;
  int settledDay = 0;  ///< after the first session
  std::optional<Date> settledDate;
  std::vector<double> touchUpYears;  ///< within ten years, by the design's sun and skin
  std::vector<TenYears> tenYears;
  Interval grafts;  ///< for the same area by a transplant
  std::vector<Message> removal;
  std::vector<Question> questions;
  std::vector<Care> care;
  std::vector<Finding> findings;
  std::vector<Message> uncertainty;
};

struct PlanOptions {
  std::optional<Date> start;             ///< of the first session
  Ageing ageing;                         ///< sun and skin
  std::vector<std::string> answeredYes;  ///< ids of questions
};

/// All questions, in the order they are asked.
std::vector<Question> suitabilityQuestions();

/// The plan. `dots` must be the design's own. Error "plan.question" for an id that is no question.
Result<Plan> makePlan(const Design& design, const ScalpMap& map, const Dots& dots, const Profile& profile, const PlanOptions& options);

/// Whether anything that was answered asks to stop, to see a doctor or for care: the gravest; absent when nothing does.
std::optional<Advice> verdict(const Plan& plan);

/// {"format":"hairline-plan","version":1,…}, all of the plan; `sentence` gives messages their words.
std::string planToJson(const Plan& plan, Speak sentence);

}  // namespace hd
