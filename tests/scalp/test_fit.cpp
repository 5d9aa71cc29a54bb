#include <algorithm>
#include <cstdio>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "scalp/anatomy.h"
#include "scalp/fit.h"
#include "scalp/surface_area.h"
#include "scalp/true_head.h"

using namespace hd;
using namespace hd::testing;

namespace {

FitOptions optionsFor(const View& view) {
  FitOptions options;
  options.photoWidthPx = view.photoWidthPx;
  options.photoHeightPx = view.photoHeightPx;
  return options;
}

double stageAreaCm2(const HeadParams& head, int stage) {
  double sum = 0.0;
  for (const auto& outline : norwoodOutlines(stage)) sum += directionAreaCm2(HeadModel(head), outline);
  return sum;
}

struct Tally {
  int cases = 0, fitted = 0, covered = 0;
  std::vector<double> errors, widths;
  void add(double truth, double value, double relSd) {
    ++fitted;
    errors.push_back(std::fabs(value / truth - 1.0));
    widths.push_back(1.96 * relSd);
    covered += std::fabs(value - truth) <= 1.96 * relSd * value;
  }
  double median(std::vector<double> v) const {
    std::sort(v.begin(), v.end());
    return v.empty() ? 1.0 : v[v.size() / 2];
  }
  void print(const std::string& name) const {
    std::printf("  %-22s fitted %3d of %3d   area error median %4.1f %%   covered %5.1f %%   +-%4.1f %%\n", name.c_str(), fitted,
                cases, 100 * median(errors), 100.0 * covered / std::max(1, fitted), 100 * median(widths));
  }
};

}  // namespace

TEST_CASE("fit: bald area of unknown heads, with its stated range") {
  std::printf("bald area from landmarks with 1 px of noise and a card:\n");
  Rng rng(20260);
  Tally all;
  for (const Side side : {Side::front, Side::threeQuarter, Side::left, Side::right, Side::top}) {
    Tally tally;
    for (int k = 0; k < 50; ++k) {
      const TrueHead person(rng);
      const View view = photograph(rng, side);
      PhotoMeasures measures{tap(rng, person, view, side, 1.0), card(rng, person, view)};
      const int stage = 2 + k % 6;
      ++tally.cases;
      ++all.cases;
      const Result<HeadFit> fit = fitHead(measures, optionsFor(view));
      if (!fit) {
        std::printf("    %s %d: %s\n", sideName(side), k, fit.error().message.c_str());
        continue;
      }
      const double truth = person.baldAreaCm2(stage), value = stageAreaCm2(fit->head, stage);
      tally.add(truth, value, fit->view.areaRelSd);
      all.add(truth, value, fit->view.areaRelSd);
    }
    tally.print(sideName(side));
  }
  all.print("all");
  CHECK(all.fitted >= all.cases * 98 / 100);
  CHECK(all.median(all.errors) <= 0.05);
  CHECK(all.covered >= all.fitted * 90 / 100);
  CHECK(all.median(all.widths) <= 0.20);
}
