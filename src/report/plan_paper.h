// A plan on its way to paper, in the steps that a caller may pause between: the command and the page's Worker go the same way,
// so that one design gives both the same bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plan/plan.h"
#include "report/plan_sheet.h"

namespace hd {

/// What is wished for besides the design.
struct PlanWishes {
  std::optional<Profile> profile;  ///< absent: the facts', with the design's prices
  std::optional<Date> start;
  std::vector<std::string> answeredYes;  ///< ids of questions
  Paper paper = Paper::a4;
  std::string client;
};

/// Reads {"start":"2026-12-01","yes":["pregnant"],"paper":"letter","client":"Z. Example"}, each of which may be left out, and a
/// profile ("": none). Errors: "json.syntax", "json.field", and those of profileFromJson.
Result<PlanWishes> planWishesFromJson(std::string_view json, std::string_view profile);

class PlanPaper {
 public:
  /// Dots and plan of the design, aged as it is looked at. Errors: makePlan's.
  static Result<PlanPaper> make(const DesignFile& file, PlanWishes wishes);

  const Plan& plan() const { return plan_; }
  /// Draws the pictures that the document shows; `photo` must be the design's.
  void draw(const ImageRgb8& photo);
  std::string html() const;
  std::string pdf() const;  ///< empty when the pages could not be made (memory)

 private:
  PlanPaper(const DesignFile& file, PlanWishes wishes, Profile profile, ScalpMap map, Dots dots, Plan plan);
  Sheet sheet() const;

  Design design_;
  Ageing ageing_;
  PlanWishes wishes_;
  Profile profile_;
  ScalpMap map_;
  Dots dots_;
  Plan plan_;
  PlanPictures pictures_;
};

}  // namespace hd
