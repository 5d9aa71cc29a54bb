#include "editor/designer_model.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/facts.h"
#include "core/math.h"
#include "appearance/colour_match.h"
#include "design/design_io.h"
#include "design/templates.h"
#include "design/skin_cover.h"
#include "render/skin_mask.h"
#include "render/skin_sample.h"

namespace hd {
namespace {

size_t documentBytes(const Document& document) { return sizeof(Document) - sizeof(Design) + approximateBytes(document.design); }

bool sameHead(const HeadParams& a, const HeadParams& b) {
  return a.lengthMm == b.lengthMm && a.breadthMm == b.breadthMm && a.vaultHeightMm == b.vaultHeightMm &&
         a.pupilDistanceMm == b.pupilDistanceMm && a.faceHeightMm == b.faceHeightMm;
}

bool sameScale(const Design& a, const Design& b) {
  const View &v = a.view, &w = b.view;
  return a.head.has_value() == b.head.has_value() && (!a.head || sameHead(*a.head, *b.head)) && v.kind == w.kind && v.mmPerPx == w.mmPerPx &&
         v.camera.focalPx == w.camera.focalPx && v.camera.rotation == w.camera.rotation && v.camera.translationMm == w.camera.translationMm;
}

// A design on the head and camera of another one of the same photo: the scale may have been changed since.
Design fittedTo(Design design, const Design& current) {
  const bool same = design.head && current.head ? sameHead(*design.head, *current.head) : !design.head && !current.head;
  if (!same && current.head) {
    HeadFit fit{*current.head, current.view, 0.0, {}};
    for (const auto& sample : current.viewSamples) fit.samples.push_back({sample.head, sample.camera});
    moveToFit(design, scalpMapOf(design), fit, scalpMapOf(current));
  } else if (!same) {
    moveToFlat(design, scalpMapOf(design), current.view.mmPerPx);
  }
  design.head = current.head;
  design.view = current.view;
  design.viewSamples = current.viewSamples;
  return design;
}

}  // namespace

DesignerModel::DesignerModel() : history_(Document{}, HistoryLimits{}, documentBytes) {}

void DesignerModel::newPhoto(const PhotoInfo& photo, double focalPx, std::shared_ptr<const ImageRgb8> pixels) {
  focalPx_ = focalPx;
  pixels_ = std::move(pixels);
  adviceKnown_ = false;
  others_ = {};
  proposal_ = 0;
  look_.skinLinear.reset();
  skinLight_ = {};
  hasPhoto_ = true;
  const HeadFit fit = assumedFit(photo.widthPx, photo.heightPx, std::nullopt);
  Document document;
  document.side = HeadSide::front;
  document.measures.landmarks = projectedLandmarks(fit.head, fit.view, HeadSide::front);
  const Vec2 middle = 0.5 * Vec2(photo.widthPx, photo.heightPx);
  const double half = 0.5 * factValue("scale.card_width_mm") / fit.view.mmPerPx;
  document.rulerPx = {middle - Vec2(half, 0), middle + Vec2(half, 0)};
  map_ = ScalpMap::ofHead(fit.head);
  mapHead_ = fit.head;
  document.design = startingDesign(photo, fit, *map_);
  history_.reset(std::move(document));
  invalidateAll();
}

Status DesignerModel::fitTo(const PhotoMeasures& measures, std::string_view label) {
  FitOptions options;
  options.photoWidthPx = design().photo.widthPx;
  options.photoHeightPx = design().photo.heightPx;
  if (focalPx_ > 0.0) options.focalPx = focalPx_;
  const auto fit = fitHead(measures, options);
  if (!fit) return fit.error();
  const bool own = !inGesture();
  if (own) begin();
  const ScalpMap oldMap = map();
  const ScalpMap newMap = ScalpMap::ofHead(fit->head);
  change(Touch::view, [&](Document& d) { moveToFit(d.design, oldMap, *fit, newMap); });
  map_ = newMap;
  mapHead_ = fit->head;
  if (own) commit(label);
  return Done{};
}

Status DesignerModel::adoptMeasures(const PhotoMeasures& measures) {
  const Status fitted = fitTo(measures, "scale");
  if (!fitted) return fitted;
  Document document = history_.current();
  document.measures = measures;
  document.placedLandmarks = placedMask(measures.landmarks);
  document.side = sideOf(document.design.view);
  history_.reset(std::move(document));
  invalidateAll();
  return Done{};
}

void DesignerModel::adoptFit(const HeadFit& fit, const PhotoMeasures& measures, int norwood) {
  Document document = history_.current();
  const ScalpMap newMap = ScalpMap::ofHead(fit.head);
  document.design = startingDesign(document.design.photo, fit, newMap, norwood);
  document.side = sideOf(fit.view);
  document.measures = measures;
  document.placedLandmarks = placedMask(measures.landmarks);
  if (measures.scale) {
    // The known length is drawn where it is meant: in the plane of the forehead.
    const auto& glabella = measures.landmarks[Landmark::glabella];
    const Vec2 centre = glabella ? *glabella : 0.5 * Vec2(fit.view.photoWidthPx, fit.view.photoHeightPx);
    document.rulerPx = {centre - Vec2(0.5 * measures.scale->px, 0), centre + Vec2(0.5 * measures.scale->px, 0)};
  }
  map_ = newMap;
  mapHead_ = fit.head;
  history_.reset(std::move(document));
  invalidateAll();
}

void DesignerModel::suggestShade() {
  if (!pixels_) return;
  const std::optional<ShadeAdvice> advice = adviseShadeFor(design(), *pixels_, dots(), map());
  if (!advice) return;
  Document next = history_.current();
  setShades(next.design.zones, advice->wholeShade);
  history_.reset(std::move(next));
  invalidateAll();
}

Result<bool> DesignerModel::tapColour(PatchKind kind, Vec2 posPhotoPx) {
  if (!pixels_) return Error{"tap.outside", "the photo is not open"};
  const Result<Tap> tap = hd::tapColour(*pixels_, design().view, posPhotoPx, kind);
  if (!tap) return tap.error();
  Design next = design();
  (kind == PatchKind::skin ? next.photo.skin : next.photo.hair) = tap->colour;
  if (const auto advice = adviseShadeFor(next, *pixels_, dots(), map())) setShades(next.zones, advice->wholeShade);
  step("colour", Touch::view, [&](Document& d) { d.design = std::move(next); });
  return tap->patch.uniform;
}

std::optional<ShadeAdvice> DesignerModel::shadeAdvice() {
  if (!pixels_) return std::nullopt;
  // Panels ask in every frame.
  const PhotoInfo& photo = design().photo;
  if (!adviceKnown_ || photo.skin != adviceSkin_ || photo.hair != adviceHair_) {
    advice_ = adviseShadeFor(design(), *pixels_, dots(), map());
    adviceSkin_ = photo.skin;
    adviceHair_ = photo.hair;
    adviceKnown_ = true;
  }
  return advice_;
}

void DesignerModel::setUse(size_t zone, ZoneUse use) {
  Design next = design();
  setZoneUse(next.zones[zone], use);
  if (use == ZoneUse::betweenHair) next.skinCover = pixels_ ? coverFromWholePhoto(next, map(), *pixels_) : blankSkinCover(next, kCoverCellMm);
  step("zone", Touch::dots, [&](Document& d) { d.design = std::move(next); });
}

bool DesignerModel::paintCover(Vec2 posMapMm, double radiusMm, bool skin) {
  SkinCover next = design().skinCover;
  if (!paintSkinCover(next, posMapMm, radiusMm / map().lengthScale(posMapMm), skin)) return false;
  step("mask", Touch::dots, [&](Document& d) { d.design.skinCover = std::move(next); });
  return true;
}

void DesignerModel::makeFlat(double mmPerPx) {
  const ScalpMap oldMap = map();
  const bool own = !inGesture();
  if (own) begin();
  change(Touch::view, [&](Document& d) { moveToFlat(d.design, oldMap, mmPerPx); });
  if (own) commit("scale");
}

void DesignerModel::replaceDesign(Design design) {
  cancel();
  hasPhoto_ = true;
  begin();
  change(Touch::view, [&](Document& d) {
    const PhotoInfo photo = d.design.photo;
    d.design = std::move(design);
    // The picture on screen stays; a design without one is drawn on it.
    if (d.design.photo.widthPx <= 0) d.design.photo = photo;
    d.side = sideOf(d.design.view);
    if (d.design.head) {
      d.measures.landmarks = projectedLandmarks(*d.design.head, d.design.view, d.side);
      d.placedLandmarks = placedMask(d.measures.landmarks);
      d.measures.scale.reset();
    }
  });
  commit("open");
}

void DesignerModel::begin() {
  if (history_.inGesture()) history_.commit("edit");
  history_.begin();
}

void DesignerModel::commit(std::string_view label) {
  if (history_.inGesture()) history_.commit(std::string(label));
}

void DesignerModel::cancel() {
  if (!history_.inGesture()) return;
  history_.cancel();
  invalidateAll();
}

void DesignerModel::undo() {
  if (history_.inGesture()) {
    cancel();
  } else if (history_.undo()) {
    invalidateAll();
  }
}

void DesignerModel::redo() {
  if (history_.redo()) invalidateAll();
}

void DesignerModel::touched(Touch touch) {
  planStale_ = findingsStale_ = true;
  if (touch != Touch::plan) dotsStale_ = splatsStale_ = true;
  if (touch == Touch::view) {
    skinStale_ = true;
    ++besideRevision_;
  }
}

void DesignerModel::invalidateAll() {
  ++besideRevision_;
  skinStale_ = dotsStale_ = splatsStale_ = planStale_ = findingsStale_ = true;
}

const ScalpMap& DesignerModel::map() {
  const auto& head = design().head;
  const bool same = map_ && (head ? (mapHead_ && sameHead(*head, *mapHead_)) : map_->isFlat());
  if (!same) {
    map_ = scalpMapOf(design());
    mapHead_ = head;
  }
  return *map_;
}

const std::vector<Dot>& DesignerModel::dots() {
  if (!dotsStale_) return engine_.dots();
  engine_.update(design(), map());
  dotsPerZone_.assign(design().zones.size(), 0);
  dotsPerSession_.assign(static_cast<size_t>(std::max(1, design().sessions.count)), 0);
  for (const auto& dot : engine_.dots()) {
    if (dot.zone < dotsPerZone_.size()) ++dotsPerZone_[dot.zone];
    if (dot.session >= 1 && dot.session <= dotsPerSession_.size()) ++dotsPerSession_[dot.session - 1u];
  }
  dotsStale_ = false;
  splatsStale_ = true;
  return engine_.dots();
}

const std::vector<uint32_t>& DesignerModel::dotsPerZone() {
  dots();
  return dotsPerZone_;
}

const std::vector<Splat>& DesignerModel::splats() {
  dots();
  if (splatsStale_) {
    if ((skinStale_ || design().photo.skin) && pixels_ && !pixels_->empty()) {
      // Dots can only darken the skin that is there; its colour is read once per camera, not per drag.
      LookSettings found;
      const SkinLight light = setSkin(found, design(), *pixels_, engine_.dots(), map());
      if (found.skinLinear) {
        look_.skinLinear = found.skinLinear;
        skinLight_ = light;
        skinStale_ = false;
      }
    }
    if (mistakes_.any()) {
      const Design bad = designWithMistakes(design(), map(), mistakes_);
      std::vector<Dot> dots = makeDots(bad, map());
      spoilDots(dots, bad, mistakes_);
      splats_ = makeSplats(dots, bad.view, map(), look_, look_.sessionsDone);
    } else {
      splats_ = makeSplats(engine_.dots(), design().view, map(), look_, look_.sessionsDone);
    }
    splatsStale_ = false;
    ++splatsRevision_;
  }
  return splats_;
}

void DesignerModel::chooseProposal(int slot) {
  if (slot == proposal_) return;
  cancel();
  std::optional<History<Document>>& kept = others_[static_cast<size_t>(slot)];
  History<Document> next = kept ? std::move(*kept) : History<Document>(history_.current(), HistoryLimits{}, documentBytes);
  kept.reset();
  if (!sameScale(next.current().design, design())) {
    Document document = history_.current();
    document.design = fittedTo(next.current().design, design());
    next.reset(std::move(document));
  }
  others_[static_cast<size_t>(proposal_)] = std::exchange(history_, std::move(next));
  proposal_ = slot;
  invalidateAll();
}

Proposals DesignerModel::proposals() const {
  Proposals out;
  out.current = proposal_;
  for (size_t slot = 0; slot < others_.size(); ++slot)
    if (others_[slot]) out.others[slot] = others_[slot]->current().design;
  return out;
}

void DesignerModel::adoptProposals(Proposals proposals) {
  proposal_ = proposals.current;
  for (size_t slot = 0; slot < others_.size(); ++slot) {
    others_[slot].reset();
    if (static_cast<int>(slot) == proposal_ || !proposals.others[slot]) continue;
    Document document = history_.current();
    document.design = fittedTo(std::move(*proposals.others[slot]), design());
    others_[slot].emplace(std::move(document), HistoryLimits{}, documentBytes);
  }
  invalidateAll();
}

DesignerModel::ProposalView DesignerModel::proposalView(int slot) {
  if (slot == proposal_ || !others_[static_cast<size_t>(slot)]) return {splats(), estimate()};
  const Design shown = fittedTo(others_[static_cast<size_t>(slot)]->current().design, design());
  const std::vector<Dot> dots = makeDots(shown, map());
  std::vector<uint32_t> counts(shown.zones.size(), 0);
  for (const Dot& dot : dots)
    if (dot.zone < counts.size()) ++counts[dot.zone];
  return {makeSplats(dots, shown.view, map(), look_, look_.sessionsDone), estimateDesign(shown, map(), counts)};
}

const std::vector<uint32_t>& DesignerModel::dotsPerSession() {
  dots();
  return dotsPerSession_;
}

const Estimate& DesignerModel::estimate() {
  if (planStale_) {
    estimate_ = estimateDesign(design(), map(), dotsPerZone());
    planStale_ = false;
  }
  return estimate_;
}

const std::vector<Finding>& DesignerModel::findings() {
  if (findingsStale_) {
    findings_ = checkDesign(design(), map());
    findingsStale_ = false;
  }
  return findings_;
}

bool DesignerModel::refreshPlan(double nowMs, double maxAgeMs) {
  if (!planStale_ && !findingsStale_) return false;
  if (maxAgeMs > 0.0 && nowMs - planMs_ < std::max(maxAgeMs, 6.0 * planCostMs_)) return true;
  const auto start = std::chrono::steady_clock::now();
  estimate();
  findings();
  planCostMs_ = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  planMs_ = nowMs;
  return false;
}

void DesignerModel::setLook(const LookSettings& look) {
  ++besideRevision_;
  const auto skin = look_.skinLinear;
  look_ = look;
  look_.skinLinear = skin;
  look_.sessionsDone = std::clamp(look.sessionsDone, 1, std::max(1, design().sessions.count));
  splatsStale_ = true;
}

void DesignerModel::showAllSessions() {
  LookSettings look = look_;
  look.sessionsDone = design().sessions.count;
  setLook(look);
}

void DesignerModel::setMistakes(const Mistakes& mistakes) {
  mistakes_ = mistakes;
  splatsStale_ = true;
}

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
