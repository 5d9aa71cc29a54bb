#include "scalp/internal/fit_doubt.h"

#include <algorithm>
#include <cmath>

namespace hd {
namespace {

Landmarks exchanged(Landmarks landmarks) {
  using enum Landmark;
  std::swap(landmarks[pupilLeft], landmarks[pupilRight]);
  std::swap(landmarks[tragionLeft], landmarks[tragionRight]);
  return landmarks;
}

// What a scale's thing should measure in a shot of the head as it was found.
Error wrongScale(const ScaleReference& scale, const Minimum& found, const FitModel& model, size_t shot) {
  const Camera camera = model.camera(shot, found.x);
  const double z = nearestScalpDepthMm(HeadModel(FitModel::head(found.x)), camera);
  return Error{"fit.implausible/scale",
               {{"kind", scaleKindName(scale.kind)},
                {"expected", quantity(scale.mm * camera.focalPx / z, Unit::px)},
                {"given", quantity(scale.px, Unit::px)}}};
}

bool plausibleAlone(const FitShot& shot) {
  FitModel model(std::span(&shot, 1));
  return plausible(bestMinimum(model), model);
}

// Says what is wrong with points that do not fit, by trying what people most often do.
Error implausible(const FitShot& shot) {
  FitShot other = shot;
  other.measures.landmarks = exchanged(shot.measures.landmarks);
  if (plausibleAlone(other)) return Error{"fit.implausible/exchanged"};
  if (shot.measures.scale) {
    other = shot;
    other.measures.scale.reset();
    FitModel model(std::span(&other, 1));
    const Minimum found = bestMinimum(model);
    if (plausible(found, model)) return wrongScale(*shot.measures.scale, found, model, 0);
  }
  return Error{"fit.implausible"};
}

}  // namespace

size_t countTapped(const FitModel& model) {
  size_t n = 0;
  for (size_t shot = 0; shot < model.shots().size(); ++shot)
    for (int i = 0; i < kLandmarkCount; ++i) n += model.tapped(shot, static_cast<Landmark>(i));
  return n;
}

// Whether a head can be like this. Chance alone keeps the sum of squares near twice the number of
// points less the six of the pose, and no single trait beyond three standard errors. An outline tells up to as many
// traits as it has points, each of which costs one standard error by itself.
bool plausible(const Minimum& found, const FitModel& model) {
  size_t outline = 0;
  for (const FitShot& shot : model.shots()) outline += shot.measures.outlinePx.size();
  const double traits = static_cast<double>(std::min(outline, static_cast<size_t>(kHeadModes)));
  if (!(found.cost - found.outlineCost < 6.0 + 3.0 * static_cast<double>(countTapped(model)) + traits)) return false;
  constexpr double kMostTrait = 4.0;
  for (Eigen::Index i = 0; i < kHeadModes; ++i)
    if (std::fabs(found.x[i]) > kMostTrait) return false;
  for (size_t shot = 0; shot < model.shots().size(); ++shot)
    if (std::fabs(found.x[FitModel::first(shot) + kDistance]) > kMostTrait) return false;
  return true;
}

// Leaves out the tap without which the rest fits best, if it then does fit.
bool leaveWorstOut(FitModel& model, Minimum& found) {
  constexpr double kTooFar = 3.5, kGain = 16.0;
  Minimum best = found;
  std::optional<std::pair<size_t, Landmark>> worst;
  for (size_t shot = 0; shot < model.shots().size(); ++shot)
    for (int i = 0; i < kLandmarkCount; ++i) {
      const auto landmark = static_cast<Landmark>(i);
      if (!model.tapped(shot, landmark)) continue;
      model.leaveOut(shot, landmark, true);
      const Minimum without = settle(model, found);
      if (without.cost < best.cost && model.tapMisfit(shot, without.x, landmark) > kTooFar) {
        best = without;
        worst = {shot, landmark};
      }
      model.leaveOut(shot, landmark, false);
    }
  if (!worst || found.cost - best.cost < kGain) return false;
  model.leaveOut(worst->first, worst->second, true);
  found = best;
  for (size_t shot = 0; shot < found.start.size(); ++shot) model.setStart(shot, found.start[shot]);
  return true;
}

// An error of one of several photos tells which.
Error ofShot(Error error, std::span<const FitShot> shots, const FitShot& shot) {
  if (shots.size() > 1) error.args.push_back({"shot", &shot - shots.data() + 1});
  return error;
}

std::optional<Error> strangeScale(std::span<const FitShot> shots, const FitModel& model, const Minimum& found) {
  // A camera at arm's length says nothing; only beyond this is it worth a second fit.
  constexpr double kUsual = 6.0, kGain = 12.0;
  const auto strain = [&](size_t shot) {
    const double distance = found.x[FitModel::first(shot) + kDistance], depth = found.x[FitModel::first(shot) + kScaleDepth];
    return distance * distance + depth * depth;
  };
  std::optional<Error> worst;
  double least = found.cost - kGain;
  for (size_t i = 0; i < shots.size(); ++i) {
    if (!shots[i].measures.scale || (plausible(found, model) && strain(i) < kUsual)) continue;
    std::vector<FitShot> others(shots.begin(), shots.end());
    others[i].measures.scale.reset();
    FitModel without(others);
    const Minimum best = bestMinimum(without);
    if (!(best.cost < least) || !plausible(best, without)) continue;
    least = best.cost;
    worst = ofShot(wrongScale(*shots[i].measures.scale, best, without, i), shots, shots[i]);
  }
  return worst;
}

// Why no head fits all photos: one that has none by itself, or one that is of somebody else.
Error notOneHead(std::span<const FitShot> shots) {
  if (shots.size() == 1) return implausible(shots[0]);
  for (const FitShot& shot : shots)
    if (!plausibleAlone(shot)) return ofShot(implausible(shot), shots, shot);
  FitModel all(shots);
  const Minimum found = bestMinimum(all);
  if (found.x.size() > 0)
    if (const std::optional<Error> error = strangeScale(shots, all, found)) return *error;
  for (const FitShot& shot : shots) {
    std::vector<FitShot> others;
    for (const FitShot& other : shots)
      if (&other != &shot) others.push_back(other);
    FitModel model(others);
    if (others.size() > 1 && plausible(bestMinimum(model), model)) return ofShot(Error{"fit.other_head"}, shots, shot);
  }
  return Error{"fit.other_head/any"};
}

}  // namespace hd
