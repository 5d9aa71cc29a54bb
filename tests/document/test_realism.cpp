// What is shown of a design without changing it: mistakes, proposals, tapped colours, sessions.
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <memory>

#include "design/design_io.h"
#include "document/designer_model.h"
#include "support/dots_hash.h"

using namespace hd;
using hd::test::hashDots;

namespace {

// Light skin with a dark patch of hair in the upper left corner and a hard edge between.
std::shared_ptr<ImageRgb8> pixels() {
  auto image = std::make_shared<ImageRgb8>();
  image->width = 600;
  image->height = 750;
  image->rgb.assign(600u * 750u * 3u, 0);
  for (int y = 0; y < 750; ++y)
    for (int x = 0; x < 600; ++x) {
      const bool hair = x < 150 && y < 150;
      const uint8_t tone[3] = {hair ? uint8_t{52} : uint8_t{214}, hair ? uint8_t{42} : uint8_t{178}, hair ? uint8_t{38} : uint8_t{152}};
      for (int c = 0; c < 3; ++c)
        image->rgb[(static_cast<size_t>(y) * 600 + static_cast<size_t>(x)) * 3 + static_cast<size_t>(c)] = tone[c];
    }
  return image;
}

DesignerModel onPhoto() {
  DesignerModel model;
  model.newPhoto({"photo.jpg", 1200, 1500}, pixels());
  return model;
}

// Light that all dots take together.
double darkness(const std::vector<Splat>& splats) {
  double sum = 0.0;
  for (const Splat& s : splats) sum += s.absorbR * std::fabs(s.axis0x * s.axis1y - s.axis0y * s.axis1x);
  return sum;
}

void makeFlat(DesignerModel& model, double mmPerPx) {
  DesignerModel::Edit edit = model.edit("scale");
  model.makeFlat(edit, mmPerPx);
  edit.commit();
}

}  // namespace

TEST_CASE("a shown mistake changes the picture and nothing else") {
  DesignerModel model = onPhoto();
  const std::string design = designToJson({model.design(), {}, {}});
  const uint64_t dots = hashDots(model.dots());
  const size_t splats = model.splats().size();
  const Interval cost = model.estimate().cost;
  Mistakes dense;
  dense.tooDense = true;
  model.setMistakes(dense);
  CHECK(model.splats().size() > splats * 5 / 4);
  CHECK(hashDots(model.dots()) == dots);
  CHECK(model.estimate().cost.value == cost.value);
  CHECK(designToJson({model.design(), {}, {}}) == design);
  CHECK_FALSE(model.canUndo());
  model.setMistakes({});
  CHECK(model.splats().size() == splats);
}

TEST_CASE("proposals are designs of their own that keep their place in the photo") {
  DesignerModel model = onPhoto();
  const uint64_t a = hashDots(model.dots());
  CHECK(model.hasProposal(0));
  CHECK_FALSE(model.hasProposal(1));
  model.chooseProposal(1);
  CHECK(hashDots(model.dots()) == a);  // starts as a copy
  model.step("density", [](Design& d) { DesignerModel::setCoreDensity(d, 80.0); });
  const uint64_t b = hashDots(model.dots());
  const double dotsOfB = model.estimate().dots.value;
  CHECK(b != a);
  const DesignerModel::ProposalView first = model.proposalView(0);
  CHECK(first.estimate.dots.value > dotsOfB);
  CHECK(first.splats.size() > model.splats().size());
  model.chooseProposal(0);
  CHECK(hashDots(model.dots()) == a);
  model.chooseProposal(1);
  CHECK(hashDots(model.dots()) == b);
  // Another scale moves every proposal.
  const double before = model.design().view().mmPerPx;
  makeFlat(model, before * 2.0);
  model.chooseProposal(0);
  CHECK(model.design().view().mmPerPx == before * 2.0);
  CHECK_FALSE(model.design().head.has_value());
}

TEST_CASE("every proposal has its own past, until the scale changes beside it") {
  DesignerModel model = onPhoto();
  const auto lower = [&](double density) { model.step("density", [density](Design& d) { DesignerModel::setCoreDensity(d, density); }); };
  lower(120.0);
  model.chooseProposal(2);
  CHECK_FALSE(model.canUndo());
  lower(80.0);
  model.chooseProposal(0);
  CHECK(model.coreDensityPerCm2() == 120.0);
  REQUIRE(model.canUndo());
  model.undo();
  CHECK(model.coreDensityPerCm2() != 120.0);
  model.redo();
  CHECK(model.coreDensityPerCm2() == 120.0);
  // A gesture left open when the slot changes is taken back, as by Escape.
  DesignerModel::Edit open = model.edit("density");
  open.change([](Design& d) { DesignerModel::setCoreDensity(d, 60.0); });
  model.chooseProposal(2);
  CHECK(model.coreDensityPerCm2() == 80.0);
  REQUIRE(model.canUndo());
  makeFlat(model, 0.1);
  model.chooseProposal(0);
  CHECK(model.design().view().mmPerPx == 0.1);
  CHECK_FALSE(model.canUndo());
}

TEST_CASE("a file keeps all proposals, and who reads one design sees the current one") {
  DesignerModel model = onPhoto();
  CHECK_FALSE(model.file().proposals.any());
  model.chooseProposal(1);
  model.step("density", [](Design& d) { DesignerModel::setCoreDensity(d, 80.0); });
  LookSettings look = model.look();
  look.sessionsDone = 2;
  look.dayAfterLastSession = 365.25;
  look.ageing.sun = SunExposure::high;
  model.setLook(look);
  model.setDistanceMm(1500);
  const std::string file = designToJson(model.file());
  const auto read = designFromJson(file);
  REQUIRE(read);
  CHECK(read->design == model.design());
  CHECK(read->proposals.current == 1);

  DesignerModel other = onPhoto();
  other.open(*read);
  CHECK(other.look().sessionsDone == 2);
  CHECK(other.look().ageing.sun == SunExposure::high);
  CHECK(other.distanceMm() == 1500);
  CHECK(other.proposal() == 1);
  CHECK(other.hasProposal(0));
  CHECK_FALSE(other.hasProposal(2));
  CHECK(designToJson(other.file()) == file);
  const uint64_t b = hashDots(other.dots());
  CHECK(b == hashDots(model.dots()));
  other.chooseProposal(0);
  model.chooseProposal(0);
  CHECK(hashDots(other.dots()) == hashDots(model.dots()));
  CHECK(hashDots(other.dots()) != b);
}

TEST_CASE("tapped colours are kept with the design, undone, and ask for a shade") {
  DesignerModel model = onPhoto();
  const auto skin = model.tapColour(PatchKind::skin, {600, 700});
  REQUIRE(skin);
  CHECK(*skin);
  const auto hair = model.tapColour(PatchKind::hair, {150, 150});
  REQUIRE(hair);
  REQUIRE(model.design().photo().skin.has_value());
  REQUIRE(model.design().photo().hair.has_value());
  CHECK(model.design().photo().skin->linear.x > 3.0 * model.design().photo().hair->linear.x);
  REQUIRE(model.shadeAdvice().has_value());
  CHECK(model.shadeAdvice()->wholeShade >= 4);  // dark hair on light skin
  const auto reopened = designFromJson(designToJson(model.file()));
  REQUIRE(reopened);
  CHECK(reopened->design.photo().skin == model.design().photo().skin);
  model.undo();
  CHECK_FALSE(model.design().photo().hair.has_value());
  // Half hair, half skin.
  const auto edge = model.tapColour(PatchKind::skin, {300, 150});
  REQUIRE(edge);
  CHECK_FALSE(*edge);
  CHECK(model.tapColour(PatchKind::skin, {-50, 10}).ok() == false);
  DesignerModel bare;
  bare.newPhoto({"photo.jpg", 1200, 1500}, nullptr);
  CHECK(bare.tapColour(PatchKind::skin, {600, 700}).ok() == false);
}

TEST_CASE("sessions add up to all dots, and temporary pigment has gone when permanent is due") {
  DesignerModel model = onPhoto();
  uint32_t sum = 0;
  for (uint32_t count : model.dotsPerSession()) sum += count;
  CHECK(sum == model.dots().size());
  CHECK(model.dotsPerSession()[0] > model.dotsPerSession().back());
  LookSettings look = model.look();
  look.dayAfterLastSession = 3.7 * kDaysPerYear;
  model.setLook(look);
  const double permanent = darkness(model.splats());
  look.ageing.pigment = PigmentType::temporary;
  model.setLook(look);
  CHECK(darkness(model.splats()) < 0.1 * permanent);
  look.ageing.pigment = PigmentType::permanent;
  look.touchUps = 100;
  look.dayAfterLastSession = 6.5 * kDaysPerYear;
  model.setLook(look);
  const double renewed = darkness(model.splats());
  look.touchUps = 0;
  model.setLook(look);
  CHECK(darkness(model.splats()) < renewed);
}
