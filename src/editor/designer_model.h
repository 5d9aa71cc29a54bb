// What is being designed and everything that follows from it, without any screen.
//
// The document (design, landmarks, scale reference) has undo; map, dots, splats, estimate and
// findings are pure functions of it, computed when asked for and kept until something they depend
// on changes. One gesture is one undo step: begin(), change() any number of times, commit().
#pragma once

#include <array>
#include <memory>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "appearance/appearance.h"
#include "appearance/colour_match.h"
#include "core/history.h"
#include "design/design.h"
#include "design/rules.h"
#include "editor/photo_scale.h"
#include "estimate/estimate.h"
#include "image/image.h"
#include "pattern/dot_engine.h"
#include "render/highlight.h"
#include "render/mistakes.h"
#include "render/splats.h"
#include "scalp/fit.h"

namespace hd {

/// What undo restores.
struct Document {
  Design design;
  /// Points tapped in the photo, and what the scale was taken from.
  PhotoMeasures measures;
  HeadSide side = HeadSide::front;
  /// Bit per Landmark: placed by a hand (or a file). The others follow them (photo_scale.h).
  uint32_t placedLandmarks = 0;
  /// The two ends of the measured thing (card, iris, typed length), photo px.
  std::array<Vec2, 2> rulerPx{Vec2{0, 0}, Vec2{0, 0}};
};

/// What a change touches, so that no more than needed is computed again.
enum class Touch : uint8_t {
  plan,  ///< names, prices: the estimate only
  dots,  ///< zones, hairline, masks, density …
  view,  ///< head or camera: everything
};

class DesignerModel {
 public:
  DesignerModel();

  // ── document ────────────────────────────────────────────────────────────────────────────────
  const Document& document() const { return history_.current(); }
  const Design& design() const { return document().design; }
  /// False before the first photo or design.
  bool hasPhoto() const { return hasPhoto_; }

  /// Starts a new design on a photo, from an assumed head; forgets the past.
  /// `pixels`: the photo or a smaller copy of it, for the colours of skin and hair; may be null.
  void newPhoto(const PhotoInfo& photo, double focalPx, std::shared_ptr<const ImageRgb8> pixels);
  /// Fits the head to the tapped points; the design follows (photo_scale.h). One step when no
  /// gesture is open, else part of it. The document's own points stay as they are.
  Status fitTo(const PhotoMeasures& measures, std::string_view label);
  /// Takes measures of a file over and fits to them; forgets the past.
  Status adoptMeasures(const PhotoMeasures& measures);
  /// Takes over a known camera and head (sample heads) with the zones of a stage; forgets the past.
  void adoptFit(const HeadFit& fit, const PhotoMeasures& measures, int norwood);
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
  /// Makes the photo a close-up without a head.
  void makeFlat(double mmPerPx);
  /// Replaces the design (loading a file); one undo step.
  void replaceDesign(Design design);

  /// Opens a gesture; an open one is committed first.
  void begin();
  bool inGesture() const { return history_.inGesture(); }
  /// Changes the document inside a gesture.
  template <class F>
  void change(Touch touch, F&& edit) {
    Document next = history_.current();
    edit(next);
    history_.update(std::move(next));
    touched(touch);
  }
  void commit(std::string_view label);
  void cancel();
  /// A whole step at once.
  template <class F>
  void step(std::string_view label, Touch touch, F&& edit) {
    begin();
    change(touch, edit);
    commit(label);
  }
  bool canUndo() const { return history_.canUndo() || history_.inGesture(); }
  bool canRedo() const { return history_.canRedo(); }
  void undo();
  void redo();

  // ── what follows from it ────────────────────────────────────────────────────────────────────
  const ScalpMap& map();
  const std::vector<Dot>& dots();
  const std::vector<uint32_t>& dotsPerZone();
  const std::vector<Splat>& splats();
  const Estimate& estimate();
  const std::vector<Finding>& findings();
  /// Estimate and rules may lag behind the dots while a hand is dragging: refreshed here if they are
  /// older than `maxAgeMs` at `nowMs` and than several times what computing them takes; 0 means now.
  /// Returns true when something is still stale.
  bool refreshPlan(double nowMs, double maxAgeMs);
  /// The plan as last computed: what is on screen while a hand is dragging.
  const Estimate& estimateShown() const { return estimate_; }
  const std::vector<Finding>& findingsShown() const { return findings_; }
  /// True when splats() would have to be computed.
  bool dotsStale() const { return dotsStale_ || splatsStale_; }
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
  /// What a file keeps of the slots, and takes them from a file after replaceDesign().
  Proposals proposals() const;
  void adoptProposals(Proposals proposals);
  /// Dots of a slot for the picture and its plan, as of now.
  struct ProposalView {
    std::vector<Splat> splats;
    Estimate estimate;
  };
  ProposalView proposalView(int slot);
  /// Counts up from 1 whenever the view of a slot that is not the current one may have changed.
  uint64_t besideRevision() const { return besideRevision_; }

  /// Dots of each session, first to last.
  const std::vector<uint32_t>& dotsPerSession();

  const LookSettings& look() const { return look_; }
  void setLook(const LookSettings& look);
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
  void touched(Touch touch);
  void invalidateAll();

  History<Document> history_;
  bool hasPhoto_ = false;
  double focalPx_ = 0.0;
  LookSettings look_;
  Mistakes mistakes_;

  std::shared_ptr<const ImageRgb8> pixels_;
  SkinLight skinLight_;
  std::optional<ShadeAdvice> advice_;
  std::optional<TappedColour> adviceSkin_, adviceHair_;   // what advice_ was made from
  bool adviceKnown_ = false;
  bool skinStale_ = true;

  std::optional<HeadParams> mapHead_;
  std::optional<ScalpMap> map_;
  DotEngine engine_;
  std::vector<uint32_t> dotsPerZone_, dotsPerSession_;
  int proposal_ = 0;
  uint64_t besideRevision_ = 1;
  std::array<std::optional<History<Document>>, kProposals> others_;   // pasts of the slots not shown
  std::vector<Splat> splats_;
  Estimate estimate_;
  std::vector<Finding> findings_;
  bool dotsStale_ = true, splatsStale_ = true, planStale_ = true, findingsStale_ = true;
  double planMs_ = -1e9, planCostMs_ = 0.0;
  uint64_t splatsRevision_ = 0;
};

}  // namespace hd
