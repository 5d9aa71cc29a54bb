// What is being designed and everything that follows from it, without any screen.
//
//   DesignerModel::Edit edit = model.edit("density");
//   edit.change([](Design& d) { d.zones[0].densityPerCm2 = 120; });   // as often as the hand moves
//   edit.commit();                                                    // one undo step
//
// Nobody tells what a change touched. Map, dots, splats, estimate and findings are pure functions of the design
// and the look; each is kept with what it was made from and made anew when that is no longer the same.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "appearance/appearance.h"
#include "appearance/colour_match.h"
#include "core/history.h"
#include "design/design.h"
#include "design/rules.h"
#include "document/photo_scale.h"
#include "estimate/estimate.h"
#include "estimate/profile.h"
#include "image/image.h"
#include "pattern/dot_engine.h"
#include "render/highlight.h"
#include "render/mistakes.h"
#include "render/splats.h"
#include "scalp/fit.h"

namespace hd {

class DesignerModel {
 public:
  using Edit = History<Design>::Edit;

  DesignerModel();

  // ── document ────────────────────────────────────────────────────────────────────────────────
  const Design& design() const { return history_.current(); }
  /// False before the first photo or design.
  bool hasPhoto() const { return hasPhoto_; }

  /// Starts a new design on a photo, from an assumed head; forgets the past.
  /// `pixels`: the photo or a smaller copy of it, for the colours of skin and hair; may be null. `blurPx`: the photo's own
  /// (vision/sharpness.h), where the copy is too small to tell.
  void newPhoto(const PhotoInfo& photo, std::shared_ptr<const ImageRgb8> pixels, std::optional<double> blurPx = std::nullopt);
  /// Fits the head to the tapped points, as a part of an edit; the design follows (photo_scale.h). The shot's own
  /// points stay as they are.
  Status fitTo(Edit& edit, const PhotoMeasures& measures);
  /// Takes measures of a file over and fits to them; forgets the past.
  Status adoptMeasures(const PhotoMeasures& measures);
  /// Takes over a known camera and head (sample heads) with the zones of a stage; forgets the past.
  void adoptFit(const HeadFit& fit, const PhotoMeasures& measures, int norwood);
  /// Takes over the proposal for what was found in the open photo, with as many sessions as it asks for; one step.
  void adoptFound(Design found);
  /// Gives all zones the shade that suits the hair at the sides of the head, where the photo shows
  /// some; not an undo step, meant for the start.
  void suggestShade();
  /// Takes a colour from the photo into the design, and gives the zones the shade that then fits; one step. False:
  /// the patch is not even (shadow, glare, an edge). Error "tap.outside" beside the photo or without its pixels.
  Result<bool> tapColour(PatchKind kind, Vec2 posPhotoPx);
  /// The shade that fits the colours of design and photo, if hair and skin are known.
  std::optional<ShadeAdvice> shadeAdvice();
  /// Changes what a zone is for; for hair that stays the photo tells where skin is. One step.
  void setUse(size_t zone, ZoneUse use);
  /// Corrects the skin between hair around a place of the map; one step. False where there is nothing to correct.
  bool paintCover(Vec2 posMapMm, double radiusMm, bool skin);
  /// Makes the photo a close-up without a head, as a part of an edit.
  void makeFlat(Edit& edit, double mmPerPx);
  /// Takes over a file: its design is one undo step, the other proposals and the look come with it.
  void open(DesignFile file);
  /// All that Save writes.
  DesignFile file() const;

  /// A change in the making (core/history.h); an open one is committed first. `label` says what is done: the key
  /// of its words ("undo.density").
  [[nodiscard]] Edit edit(std::string_view label) { return history_.edit(std::string(label)); }
  bool editing() const { return history_.editing(); }
  /// Puts back what an open edit has changed.
  void cancel() { history_.cancel(); }
  /// A whole step at once. False when nothing came of it.
  template <class F>
  bool step(std::string_view label, F&& change) {
    Edit whole = edit(label);
    whole.change(change);
    return whole.commit();
  }
  bool canUndo() const { return history_.canUndo() || history_.editing(); }
  bool canRedo() const { return history_.canRedo(); }
  /// Labels of what undo() would take back and redo() bring again.
  std::string undoLabel() const { return history_.undoLabel(); }
  std::string redoLabel() const { return history_.redoLabel(); }
  void undo();
  void redo();

  // ── what follows from it ────────────────────────────────────────────────────────────────────
  const ScalpMap& map();
  const Dots& dots();
  const std::vector<uint32_t>& dotsPerZone();
  const std::vector<Splat>& splats();
  const Estimate& estimate();
  /// Prices and pace of a practice, by which all estimates are made; absent: the design's prices and the usual pace.
  void setProfile(std::optional<Profile> profile);
  const std::vector<Finding>& findings();
  /// Estimate and rules may lag behind the dots while a hand is dragging: refreshed here if they are
  /// older than `maxAgeMs` at `nowMs` and than several times what computing them takes; 0 means now.
  /// Returns true when something is still stale.
  bool refreshPlan(double nowMs, double maxAgeMs);
  /// The plan as last computed: what is on screen while a hand is dragging.
  const Estimate& estimateShown() const { return estimate_; }
  const std::vector<Finding>& findingsShown() const { return findings_; }
  /// True when splats() would have to be computed.
  bool dotsStale();
  size_t dotsShown() const { return engine_.dots().size(); }
  /// Counts up whenever splats() changes.
  uint64_t splatsRevision() const { return splatsRevision_; }

  /// The skin that highlights stand out from, taken from the photo with the last splats.
  const SkinLight& skinLight() const { return skinLight_; }

  /// Designs kept beside each other for the same photo. A new slot starts as a copy of the current one.
  static constexpr int kProposals = Proposals::kSlots;
  int proposal() const { return proposal_; }
  bool hasProposal(int slot) const { return slot == proposal_ || others_[static_cast<size_t>(slot)].has_value(); }
  /// Makes a slot the current design. Each slot has a past of its own; it is forgotten when the scale was changed
  /// while another slot was shown, for the design is moved to the new one.
  void chooseProposal(int slot);
  /// Dots of a slot for the picture and its plan, as of now.
  struct ProposalView {
    std::vector<Splat> splats;
    Estimate estimate;
  };
  ProposalView proposalView(int slot);
  /// Counts up from 1 whenever the view of a slot that is not the current one may have changed.
  uint64_t besideRevision();

  /// Dots of each session, first to last.
  const std::vector<uint32_t>& dotsPerSession();

  const LookSettings& look() const { return look_; }
  void setLook(const LookSettings& look);
  /// From where the work is looked at, mm; 0: as sharp as the photo.
  double distanceMm() const { return distanceMm_; }
  void setDistanceMm(double mm) { distanceMm_ = mm; }
  /// Looks at the work after its last session.
  void showAllSessions();
  /// Common mistakes shown on the design: in splats() only, never part of the design, its dots or its plan.
  const Mistakes& mistakes() const { return mistakes_; }
  void setMistakes(const Mistakes& mistakes);

  /// Densest visible zone, per cm2: what the one density slider shows.
  double coreDensityPerCm2() const;
  /// Scales all zones so that the densest one has this density.
  static void setCoreDensity(Design& design, double densityPerCm2);

 private:
  Estimate estimateOf(const Design& design, const std::vector<uint32_t>& dotsPerZone);
  using Snapshot = std::shared_ptr<const Design>;
  /// What splats_ were made from.
  struct SplatInputs {
    uint64_t dots = 0;
    std::optional<HeadParams> head;
    View view;
    LookSettings look;
    Mistakes mistakes;
    bool operator==(const SplatInputs&) const = default;
  };
  /// What the skin's colour was taken from.
  struct SkinInputs {
    uint64_t dots = 0;
    View view;
    std::optional<TappedColour> skin;
    std::shared_ptr<const ImageRgb8> pixels;
    bool operator==(const SkinInputs&) const = default;
  };
  /// What the slots that are not shown look like.
  struct BesideInputs {
    std::optional<HeadParams> head;
    View view;
    LookSettings look;
    std::array<Snapshot, Proposals::kSlots> others;
    bool operator==(const BesideInputs&) const = default;
  };
  struct AdviceInputs {
    std::optional<TappedColour> skin, hair;
    View view;
    std::shared_ptr<const ImageRgb8> pixels;
    bool operator==(const AdviceInputs&) const = default;
  };

  bool dotsFresh();
  SplatInputs splatInputs() const;
  SkinInputs skinInputs() const;
  void findSkin();
  bool planFresh() const;
  void adoptProposals(Proposals proposals);

  History<Design> history_;
  bool hasPhoto_ = false;
  LookSettings look_;
  double distanceMm_ = 0.0;
  Mistakes mistakes_;
  std::shared_ptr<const ImageRgb8> pixels_;
  std::optional<double> pixelsFocalPx_;  // what the photo's own file says

  int proposal_ = 0;
  std::array<std::optional<History<Design>>, kProposals> others_;  // pasts of the slots not shown
  std::optional<BesideInputs> besideFrom_;
  uint64_t besideRevision_ = 1;

  std::optional<HeadParams> mapHead_;
  std::optional<ScalpMap> map_;

  Snapshot dotsFrom_;
  bool dotsWithPoints_ = false;
  uint64_t dotsMade_ = 0;  // counts up
  DotEngine engine_;
  std::vector<uint32_t> dotsPerZone_, dotsPerSession_;

  std::optional<SkinInputs> skinFrom_;
  SkinLight skinLight_;
  std::optional<AdviceInputs> adviceFrom_;
  std::optional<ShadeAdvice> advice_;

  std::optional<SplatInputs> splatsFrom_;
  SplatMaker splatMaker_;
  std::vector<Splat> splats_;
  uint64_t splatsRevision_ = 0;

  std::optional<Profile> profile_;
  Snapshot planFrom_, findingsFrom_;
  uint64_t planDots_ = 0;
  Estimate estimate_;
  std::vector<Finding> findings_;
  double planMs_ = -1e9, planCostMs_ = 0.0;
};

}  // namespace hd
