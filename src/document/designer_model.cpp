#include "document/designer_model.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "appearance/colour_match.h"
#include "core/facts.h"
#include "core/math.h"
#include "design/design_io.h"
#include "design/skin_cover.h"
#include "design/start.h"
#include "design/templates.h"
#include "estimate/profile_price.h"
#include "pattern/point_set.h"
#include "text/strings.h"
#include "vision/sharpness.h"
#include "vision/skin_mask.h"
#include "vision/skin_sample.h"

namespace hd {
namespace {

bool sameScale(const Design& a, const Design& b) {
  return a.head == b.head && a.currentShot == b.currentShot &&
         std::equal(a.shots.begin(), a.shots.end(), b.shots.begin(), b.shots.end(),
                    [](const Shot& s, const Shot& t) { return s.view == t.view; });
}

// A design on the head and in the shots of another one of the same person: the scale may have been changed since.
Design fittedTo(Design design, const Design& current) {
  if (design.head != current.head && current.head) {
    moveToFit(design, scalpMapOf(design), {*current.head, current.view(), 0.0, {}}, scalpMapOf(current));
  } else if (design.head != current.head) {
    moveToFlat(design, scalpMapOf(design), current.view().mmPerPx);
  }
  design.head = current.head;
  design.headSamples = current.headSamples;
  design.headCircumferenceMm = current.headCircumferenceMm;
  design.shots = current.shots;
  design.currentShot = current.currentShot;
  return design;
}

// Whether two designs have the same dots. All members are named, so that a new one must be placed here before this
// compiles; those left out are about photos, names and money.
bool sameForDots(const Design& a, const Design& b) {
  const auto& [seed, irregularity, head, headSamples, circumference, shots, current, norwood, hairline, zones, masks, cover, flow, sessions,
               price] = a;
  return seed == b.seed && irregularity == b.irregularity && head == b.head && hairline == b.hairline && zones == b.zones &&
         masks == b.masks && cover == b.skinCover && flow == b.flow && sessions == b.sessions;
}

}  // namespace

DesignerModel::DesignerModel() : history_(Design{}, HistoryLimits{}, approximateBytes) {}

void DesignerModel::newPhoto(const PhotoInfo& photo, std::shared_ptr<const ImageRgb8> pixels, std::optional<double> blurPx) {
  pixels_ = std::move(pixels);
  pixelsFocalPx_ = photo.focalPx;
  others_ = {};
  proposal_ = 0;
  look_.skinLinear.reset();
  // In a copy it is measured coarsely, and told in px of the photo.
  look_.photoBlurPx = blurPx ? *blurPx : pixels_ && !pixels_->empty() ? photoBlurPx(*pixels_) * photo.widthPx / pixels_->width : 0.0;
  skinFrom_.reset();
  skinLight_ = {};
  hasPhoto_ = true;
  const HeadFit fit = assumedFit(photo.widthPx, photo.heightPx, std::nullopt);
  map_ = ScalpMap::ofHead(fit.head);
  mapHead_ = fit.head;
  Design design = startingDesign(photo, fit, *map_);
  design.shot().measures.landmarks = projectedLandmarks(fit.head, fit.view, HeadSide::front);
  history_.reset(std::move(design));
}

Status DesignerModel::fitTo(Edit& edit, const PhotoMeasures& measures) {
  FitOptions options;
  options.photoWidthPx = design().photo().widthPx;
  options.photoHeightPx = design().photo().heightPx;
  options.focalPx = design().photo().focalPx ? design().photo().focalPx : pixelsFocalPx_;
  // All photos of the head that were measured have their say.
  std::vector<FitShot> shots;
  std::vector<size_t> of;
  const auto current = static_cast<size_t>(design().currentShot);
  size_t here = 0;
  for (size_t i = 0; i < design().shots.size(); ++i) {
    const Shot& shot = design().shots[i];
    FitShot fitted{i == current ? measures : shot.measures, {}};
    if (i == current) {
      here = shots.size();
      fitted.options = options;
    } else {
      if (shot.placedLandmarks == 0) continue;
      fitted.options.photoWidthPx = shot.photo.widthPx;
      fitted.options.photoHeightPx = shot.photo.heightPx;
      fitted.options.focalPx = shot.photo.focalPx;
    }
    if (design().headCircumferenceMm) fitted.measures.circumferenceMm = design().headCircumferenceMm;
    shots.push_back(std::move(fitted));
    of.push_back(i);
  }
  const auto fits = fitHeads(shots);
  if (!fits) return fits.error();
  const HeadFit& fit = (*fits)[here];
  const ScalpMap oldMap = map();
  const ScalpMap newMap = ScalpMap::ofHead(fit.head);
  edit.change([&](Design& d) {
    moveToFit(d, oldMap, fit, newMap);
    for (size_t k = 0; k < of.size(); ++k) {
      Shot& shot = d.shots[of[k]];
      shot.view = (*fits)[k].view;
      shot.cameraSamples.clear();
      for (const FitSample& sample : (*fits)[k].samples) shot.cameraSamples.push_back(sample.camera);
    }
  });
  map_ = newMap;
  mapHead_ = fit.head;
  return Done{};
}

Status DesignerModel::adoptMeasures(const PhotoMeasures& measures) {
  Edit edit = this->edit(trKey("undo.scale"));
  const Status fitted = fitTo(edit, measures);
  if (!fitted) return fitted;
  Design next = design();
  edit.cancel();
  putMeasures(next.shot(), measures);
  next.shot().side = sideOf(next.view());
  history_.reset(std::move(next));
  return Done{};
}

void DesignerModel::adoptFit(const HeadFit& fit, const PhotoMeasures& measures, int norwood) {
  const ScalpMap newMap = ScalpMap::ofHead(fit.head);
  Design next = startingDesign(design().photo(), fit, newMap, norwood);
  next.shot().side = sideOf(fit.view);
  putMeasures(next.shot(), measures);
  map_ = newMap;
  mapHead_ = fit.head;
  history_.reset(std::move(next));
}

void DesignerModel::adoptFound(Design found) {
  cancel();
  const ScalpMap newMap = scalpMapOf(found);
  planSessions(found, newMap);
  map_ = newMap;
  mapHead_ = found.head;
  step(trKey("undo.found"), [&](Design& d) {
    const Design before = std::exchange(d, std::move(found));
    d.photo() = before.photo();
    d.price = before.price;
    d.seed = before.seed;
  });
}

void DesignerModel::suggestShade() {
  if (!pixels_) return;
  const std::optional<ShadeAdvice> advice = adviseShadeFor(design(), *pixels_, dots(), map());
  if (!advice) return;
  Design next = design();
  setShades(next.zones, advice->wholeShade);
  history_.reset(std::move(next));
}

Result<bool> DesignerModel::tapColour(PatchKind kind, Vec2 posPhotoPx) {
  if (!pixels_) return Error{"tap.outside/closed"};
  const Result<Tap> tap = hd::tapColour(*pixels_, design().view(), posPhotoPx, kind);
  if (!tap) return tap.error();
  Design next = design();
  (kind == PatchKind::skin ? next.photo().skin : next.photo().hair) = tap->colour;
  if (const auto advice = adviseShadeFor(next, *pixels_, dots(), map())) setShades(next.zones, advice->wholeShade);
  step(trKey("undo.colour"), [&](Design& d) { d = std::move(next); });
  return tap->patch.uniform;
}

std::optional<ShadeAdvice> DesignerModel::shadeAdvice() {
  if (!pixels_) return std::nullopt;
  // Panels ask in every frame.
  AdviceInputs now{design().photo().skin, design().photo().hair, design().view(), pixels_};
  if (adviceFrom_ != now) {
    advice_ = adviseShadeFor(design(), *pixels_, dots(), map());
    adviceFrom_ = std::move(now);
  }
  return advice_;
}

void DesignerModel::setUse(size_t zone, ZoneUse use) {
  Design next = design();
  setZoneUse(next.zones[zone], use);
  if (use == ZoneUse::betweenHair && !next.skinCover.everyZone)
    next.skinCover = pixels_ ? coverFromWholePhoto(next, map(), *pixels_) : blankSkinCover(next, kCoverCellMm);
  step(trKey("undo.use"), [&](Design& d) { d = std::move(next); });
}

bool DesignerModel::paintCover(Vec2 posMapMm, double radiusMm, bool skin) {
  SkinCover next = design().skinCover;
  if (!paintSkinCover(next, posMapMm, radiusMm / map().lengthScale(posMapMm), skin)) return false;
  step(trKey("undo.cover"), [&](Design& d) { d.skinCover = std::move(next); });
  return true;
}

void DesignerModel::makeFlat(Edit& edit, double mmPerPx) {
  const ScalpMap oldMap = map();
  edit.change([&](Design& d) { moveToFlat(d, oldMap, mmPerPx); });
}

void DesignerModel::open(DesignFile file) {
  cancel();
  hasPhoto_ = true;
  step(trKey("undo.open"), [&](Design& d) {
    const PhotoInfo photo = d.photo();
    d = std::move(file.design);
    // The picture on screen stays; a design without one is drawn on it.
    if (d.photo().widthPx <= 0) d.photo() = photo;
  });
  adoptProposals(std::move(file.proposals));
  LookSettings look = look_;
  look.sessionsDone = file.look.session;
  look.dayAfterLastSession = file.look.day;
  look.ageing = file.look.ageing;
  look.touchUps = file.look.touchUps;
  setLook(look);
  distanceMm_ = file.look.distanceMm;
}

DesignFile DesignerModel::file() const {
  DesignFile out{design(), {}, {look_.sessionsDone, look_.dayAfterLastSession, look_.ageing, look_.touchUps, distanceMm_}};
  if (out.look.session >= design().sessions.count) out.look.session = Look{}.session;
  out.proposals.current = proposal_;
  for (size_t slot = 0; slot < others_.size(); ++slot)
    if (others_[slot]) out.proposals.others[slot] = others_[slot]->current();
  return out;
}

void DesignerModel::undo() {
  if (editing()) cancel();
  else history_.undo();
}

void DesignerModel::redo() { history_.redo(); }

const ScalpMap& DesignerModel::map() {
  const auto& head = design().head;
  const bool same = map_ && (head ? mapHead_ == head : map_->isFlat());
  if (!same) {
    map_ = scalpMapOf(design());
    mapHead_ = head;
  }
  return *map_;
}

// In the browser the point set arrives after the first frame; until then there is a plan, but no dot.
bool DesignerModel::dotsFresh() {
  if (!dotsFrom_ || dotsWithPoints_ != pointSetReady()) return false;
  if (dotsFrom_ != history_.share() && !sameForDots(*dotsFrom_, design())) return false;
  dotsFrom_ = history_.share();
  return true;
}

const Dots& DesignerModel::dots() {
  if (dotsFresh()) return engine_.dots();
  if (pointSetReady()) engine_.update(design(), map());
  dotsPerZone_.assign(design().zones.size(), 0);
  dotsPerSession_.assign(static_cast<size_t>(std::max(1, design().sessions.count)), 0);
  for (const auto& dot : engine_.dots()) {
    if (dot.zone < dotsPerZone_.size()) ++dotsPerZone_[dot.zone];
    if (dot.session >= 1 && dot.session <= dotsPerSession_.size()) ++dotsPerSession_[dot.session - 1u];
  }
  dotsFrom_ = history_.share();
  dotsWithPoints_ = pointSetReady();
  ++dotsMade_;
  return engine_.dots();
}

const std::vector<uint32_t>& DesignerModel::dotsPerZone() {
  dots();
  return dotsPerZone_;
}

DesignerModel::SplatInputs DesignerModel::splatInputs() const { return {dotsMade_, design().head, design().view(), look_, mistakes_}; }

// While a hand is dragging, the colour of the skin under the dots is not looked for again.
DesignerModel::SkinInputs DesignerModel::skinInputs() const {
  SkinInputs now{dotsMade_, design().view(), design().photo().skin, pixels_};
  if (skinFrom_ && editing()) now.dots = skinFrom_->dots;
  return now;
}

// Dots can only darken the skin that is there.
void DesignerModel::findSkin() {
  SkinInputs now = skinInputs();
  if (skinFrom_ == now) return;
  skinFrom_ = std::move(now);
  if (!pixels_ || pixels_->empty()) return;
  LookSettings found;
  const SkinLight light = setSkin(found, design(), *pixels_, engine_.dots(), map());
  if (!found.skinLinear) return;
  look_.skinLinear = found.skinLinear;
  skinLight_ = light;
}

const std::vector<Splat>& DesignerModel::splats() {
  dots();
  findSkin();
  if (SplatInputs now = splatInputs(); splatsFrom_ != now) {
    if (mistakes_.any()) {
      const Design bad = designWithMistakes(design(), map(), mistakes_);
      Dots dots = makeDots(bad, map());
      spoilDots(dots, bad, mistakes_);
      splats_ = makeSplats(dots, bad.view(), map(), look_, look_.sessionsDone);
    } else {
      splats_ = splatMaker_.update(engine_.dots(), design().view(), map(), look_, look_.sessionsDone);
    }
    splatsFrom_ = std::move(now);
    ++splatsRevision_;
  }
  return splats_;
}

bool DesignerModel::dotsStale() { return !dotsFresh() || skinFrom_ != skinInputs() || splatsFrom_ != splatInputs(); }

void DesignerModel::chooseProposal(int slot) {
  if (slot == proposal_) return;
  cancel();
  std::optional<History<Design>>& kept = others_[static_cast<size_t>(slot)];
  History<Design> next = kept ? std::move(*kept) : History<Design>(design(), HistoryLimits{}, approximateBytes);
  kept.reset();
  if (!sameScale(next.current(), design())) next.reset(fittedTo(next.current(), design()));
  others_[static_cast<size_t>(proposal_)] = std::exchange(history_, std::move(next));
  proposal_ = slot;
}

void DesignerModel::adoptProposals(Proposals proposals) {
  proposal_ = proposals.current;
  for (size_t slot = 0; slot < others_.size(); ++slot) {
    others_[slot].reset();
    if (static_cast<int>(slot) == proposal_ || !proposals.others[slot]) continue;
    others_[slot].emplace(std::move(*proposals.others[slot]), HistoryLimits{}, approximateBytes);
  }
}

uint64_t DesignerModel::besideRevision() {
  BesideInputs now{design().head, design().view(), look_, {}};
  for (size_t slot = 0; slot < others_.size(); ++slot)
    if (others_[slot]) now.others[slot] = others_[slot]->share();
  if (besideFrom_ != now) {
    besideFrom_ = std::move(now);
    ++besideRevision_;
  }
  return besideRevision_;
}

DesignerModel::ProposalView DesignerModel::proposalView(int slot) {
  if (slot == proposal_ || !others_[static_cast<size_t>(slot)]) return {splats(), estimate()};
  const Design shown = fittedTo(others_[static_cast<size_t>(slot)]->current(), design());
  const Dots dots = makeDots(shown, map());
  std::vector<uint32_t> counts(shown.zones.size(), 0);
  for (const Dot& dot : dots)
    if (dot.zone < counts.size()) ++counts[dot.zone];
  return {makeSplats(dots, shown.view(), map(), look_, look_.sessionsDone), estimateOf(shown, counts)};
}

const std::vector<uint32_t>& DesignerModel::dotsPerSession() {
  dots();
  return dotsPerSession_;
}

// Equal designs count as one, so that going to and fro computes nothing.
bool DesignerModel::planFresh() const {
  const Snapshot& now = history_.share();
  const auto madeFrom = [&now](const Snapshot& from) { return from && (from == now || *from == *now); };
  return madeFrom(planFrom_) && planDots_ == dotsMade_ && dotsWithPoints_ == pointSetReady() && madeFrom(findingsFrom_);
}

void DesignerModel::setProfile(std::optional<Profile> profile) {
  profile_ = std::move(profile);
  planFrom_.reset();
  ++besideRevision_;
}

Estimate DesignerModel::estimateOf(const Design& design, const std::vector<uint32_t>& dotsPerZone) {
  return profile_ ? estimateWith(*profile_, design, map(), dotsPerZone) : estimateDesign(design, map(), dotsPerZone);
}

const Estimate& DesignerModel::estimate() {
  dots();
  if (!planFrom_ || planDots_ != dotsMade_ || (planFrom_ != history_.share() && !(*planFrom_ == design())))
    // In the browser the point set comes after the first frame; until then there is a plan, but no dot.
    estimate_ = estimateOf(design(), dotsWithPoints_ ? dotsPerZone_ : std::vector<uint32_t>{});
  planFrom_ = history_.share();
  planDots_ = dotsMade_;
  return estimate_;
}

const std::vector<Finding>& DesignerModel::findings() {
  if (!findingsFrom_ || (findingsFrom_ != history_.share() && !(*findingsFrom_ == design()))) findings_ = checkDesign(design(), map());
  findingsFrom_ = history_.share();
  return findings_;
}

bool DesignerModel::refreshPlan(double nowMs, double maxAgeMs) {
  if (planFresh()) return false;
  if (maxAgeMs > 0.0 && nowMs - planMs_ < std::max(maxAgeMs, 6.0 * planCostMs_)) return true;
  const auto start = std::chrono::steady_clock::now();
  estimate();
  findings();
  planCostMs_ = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  planMs_ = nowMs;
  return false;
}

void DesignerModel::setLook(const LookSettings& look) {
  const LookSettings before = look_;
  look_ = look;
  // What the photo says stays.
  look_.skinLinear = before.skinLinear;
  look_.photoBlurPx = before.photoBlurPx;
  look_.sessionsDone = std::clamp(look.sessionsDone, 1, std::max(1, design().sessions.count));
}

void DesignerModel::showAllSessions() {
  LookSettings look = look_;
  look.sessionsDone = design().sessions.count;
  setLook(look);
}

void DesignerModel::setMistakes(const Mistakes& mistakes) { mistakes_ = mistakes; }

double DesignerModel::coreDensityPerCm2() const {
  double most = 0.0;
  for (const auto& zone : design().zones) {
    if (zone.visible) most = std::max(most, zone.densityPerCm2);
  }
  return most;
}

void DesignerModel::setCoreDensity(Design& design, double densityPerCm2) {
  double most = 0.0;
  for (const auto& zone : design.zones) {
    if (zone.visible) most = std::max(most, zone.densityPerCm2);
  }
  if (most <= 0.0) {
    for (auto& zone : design.zones) zone.densityPerCm2 = densityPerCm2;
    return;
  }
  for (auto& zone : design.zones) {
    if (zone.visible) zone.densityPerCm2 = std::round(clamp(zone.densityPerCm2 * densityPerCm2 / most, 0.0, 400.0));
  }
}

}  // namespace hd
