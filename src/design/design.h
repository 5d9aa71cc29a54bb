// The design document: everything a person decided, in scalp-map millimetres.
//
// Plain data. The dots, the picture and the plan are pure functions of it, so it is all that is
// saved, undone and sent. One head, seen in one shot or several; what is designed lies on the head,
// not in a shot. Coordinates are scalp-map mm (scalp/scalp_map.h); densities are dots per cm2 of
// skin; lengths are mm along the skin unless a name says map.
//
// Everything here compares by value: an edit that leaves a design equal has changed nothing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "appearance/healing.h"
#include "core/vec.h"
#include "scalp/head_model.h"
#include "scalp/head_side.h"
#include "scalp/landmarks.h"
#include "scalp/view.h"

namespace hd {

/// What is written; 1 (a single photo) is read as well.
inline constexpr int kDesignVersion = 2;

/// How a zone's dots are scattered (domain-facts: follicle patterns).
enum class ScatterMode { fine, randomDiffuse, clustered };

/// What a zone's dots are for.
enum class ZoneUse {
  shavedLook,   ///< stubble of a shaved head
  betweenHair,  ///< fills between hair that stays: always only where Design::skinCover shows skin
  partLine,     ///< a widened part
  scarCover,    ///< scars take less pigment: see Zone::uptake
  birthmarkCover,
  alopeciaPatch
};

/// An area with its own density. Zones are painted in order: a later zone covers earlier ones,
/// blending over its feather, so that every patch of skin has one density.
struct Zone {
  std::string name;
  std::vector<Vec2> outlineMapMm;  ///< closed, at least 3 points
  double densityPerCm2 = 150.0;    ///< 0..400
  double featherMm = 0.0;          ///< width inside the outline over which the density rises from 0, 0..40
  double dotDiameterMm = 0.30;     ///< healed, 0.1..1.0
  int shade = 3;                   ///< 1 (lightest, 30:1) .. 6 (3:1)
  ZoneUse use = ZoneUse::shavedLook;
  double uptake = 1.0;  ///< share of the pigment that the skin keeps, 0.2..1; scars: fact "scar.uptake"
  int sessions = 0;     ///< its dots are done in this many sessions, 1..4; 0 or beyond the design's: in all
  ScatterMode mode = ScatterMode::fine;
  /// Bounded by the hairline: only skin behind it, and softened by its feather.
  bool followsHairline = false;
  /// With followsHairline: the band of distances behind the hairline (mm along the skin) where the
  /// zone lies; bandToMm <= bandFromMm means without end.
  double bandFromMm = 0.0;
  double bandToMm = 0.0;
  /// Drawn on the photo rather than placed by anatomy: if the fit is off, it keeps its place in the
  /// photo, not on the skull. Matters for the range of its area only.
  bool drawnOnPhoto = false;
  int drawnOnShot = 0;  ///< with it: index of the shot, else 0
  bool visible = true;
  bool operator==(const Zone&) const = default;
};

/// Skin that stays free whatever the zones say.
struct Mask {
  std::string name;
  std::vector<Vec2> outlineMapMm;
  bool operator==(const Mask&) const = default;
};

/// The front edge: an open curve (Catmull-Rom through the points) from the person's right to left.
struct Hairline {
  bool enabled = false;
  std::vector<Vec2> pointsMapMm;  ///< at least 3 when enabled
  std::string templateName = "natural";
  double featherMm = 7.0;     ///< 0..15
  double irregularity = 0.5;  ///< 0..1: 0 a ruled edge, 1 the most natural wandering
  bool symmetric = true;      ///< editing moves both sides
  bool operator==(const Hairline&) const = default;
};

/// A brush or pen stroke that bends the flow of hair.
struct FlowStroke {
  std::vector<Vec2> pointsMapMm;
  double radiusMm = 20.0;
  bool operator==(const FlowStroke&) const = default;
};
struct Flow {
  bool whorlClockwise = true;
  std::vector<FlowStroke> strokes;
  bool operator==(const Flow&) const = default;
};

/// How one session's dots differ from what their zones say.
struct SessionStyle {
  double shadeOffset = 0.0;     ///< steps of shade, -3..3
  double diameterFactor = 1.0;  ///< 0.5..1.5
  double sizeSpread = 1.0;      ///< factor on the natural spread of the sizes, 0..3
  double accentShare = 0.0;     ///< share of its dots that are a step darker still, 0..1
  bool operator==(const SessionStyle&) const = default;
};
struct Sessions {
  int count = 3;              ///< 2..4
  std::vector<double> split;  ///< shares, one per session, sum 1
  /// By session, at most 4; those left out are as defaultSessionStyle says.
  std::vector<SessionStyle> styles{};
  bool operator==(const Sessions&) const = default;
};

/// How much skin shows between hair, as a grid on the scalp map: found in a photo once (vision/skin_mask.h, vision/found_design.h),
/// corrected by hand, and then part of the design. Outside of the grid everything is skin.
struct SkinCover {
  Vec2 originMapMm{0.0};      ///< corner of the first cell with the smallest x and y
  double cellMm = 1.0;        ///< side of a cell on the map
  int columns = 0, rows = 0;  ///< both 0: no grid
  std::vector<uint8_t> skin;  ///< rows * columns from the smallest y up, 0 hair .. 255 skin
  /// It keeps the dots of all zones off hair; else only of those for hair that stays.
  bool everyZone = false;
  bool operator==(const SkinCover&) const = default;
};

/// A colour the person tapped in the photo.
struct TappedColour {
  Vec2 posPhotoPx;
  double radiusPx = 0.0;  ///< of the patch that was averaged, 0 unknown
  Vec3 linear{0.0};       ///< RGB of linear light, 0..1
  bool operator==(const TappedColour&) const = default;
};

/// What the clinic charges. Low and high are the ends of the price range.
struct PriceProfile {
  std::string currency = "USD";
  double perSessionLow = 1050, perSessionHigh = 1150;
  double totalLow = 2000, totalHigh = 5000;  ///< what a whole treatment costs at least and at most
  double touchUpLow = 500, touchUpHigh = 1000;
  bool operator==(const PriceProfile&) const = default;
};

struct PhotoInfo {
  std::string file;                 ///< path as given, relative to the design file if possible
  int widthPx = 0, heightPx = 0;    ///< as a person sees it
  std::optional<double> focalPx{};  ///< from EXIF or typed, px of the upright photo
  /// Bare skin and hair (or stubble) as tapped; absent: the program looks for them itself.
  std::optional<TappedColour> skin{}, hair{};
  bool operator==(const PhotoInfo&) const = default;
};

/// One photo of the head: what a person measured in it, and how it then sees the scalp.
struct Shot {
  PhotoInfo photo;
  HeadSide side = HeadSide::front;  ///< from where it was taken; decides which points are asked for
  PhotoMeasures measures;           ///< points of the face, the known size, the outline
  uint32_t placedLandmarks = 0;     ///< bit per Landmark: placed by a hand or a file; the others follow them
  /// Ends of the measured thing (card, iris, typed length), photo px; absent: never placed.
  std::optional<std::array<Vec2, 2>> rulerPx{};
  View view;  ///< how the photo sees the scalp
  /// The camera in each of Design::headSamples; empty where the view was not fitted.
  std::vector<Camera> cameraSamples{};
  bool operator==(const Shot&) const = default;
};

struct Design {
  uint64_t seed = 1;               ///< below 2^53
  double irregularity = 0.5;       ///< 0..1: how irregular single dots lie
  std::optional<HeadParams> head;  ///< absent: flat
  /// Alternatives for the head from the fit, equally likely, for the area's range.
  std::vector<HeadParams> headSamples;
  std::optional<double> headCircumferenceMm{};  ///< by a tape around brow and back of the head
  std::vector<Shot> shots{1};                   ///< at least one; a flat design has just one
  int currentShot = 0;                          ///< the one that is looked at and drawn in
  /// Norwood stage the zones were started from, 0 none.
  int norwood = 0;
  Hairline hairline;
  std::vector<Zone> zones;
  std::vector<Mask> masks;
  SkinCover skinCover;
  Flow flow;
  Sessions sessions;
  PriceProfile price;

  /// The current shot and its parts.
  Shot& shot() { return shots[static_cast<size_t>(currentShot)]; }
  const Shot& shot() const { return shots[static_cast<size_t>(currentShot)]; }
  PhotoInfo& photo() { return shot().photo; }
  const PhotoInfo& photo() const { return shot().photo; }
  View& view() { return shot().view; }
  const View& view() const { return shot().view; }

  bool operator==(const Design&) const = default;
};

/// Designs A, B and C for one person: the current one is a design of its own, the others wait in their slots.
struct Proposals {
  static constexpr int kSlots = 3;
  int current = 0;                                   ///< slot 0..2 of the current design
  std::array<std::optional<Design>, kSlots> others;  ///< nothing in the current slot
  bool any() const { return others[0] || others[1] || others[2]; }
  bool operator==(const Proposals&) const = default;
};

/// How the work was looked at last; the dots and the plan do not depend on it.
struct Look {
  int session = 4;    ///< 1..4 dots of the first so many sessions; as many as the design has or more: all
  double day = 60.0;  ///< days after the last session shown, 0..kMostDaysShown
  Ageing ageing;
  int touchUps = 0;         ///< 0..20
  double distanceMm = 0.0;  ///< seen from there, 0..100,000; 0: as sharp as the photo
  bool operator==(const Look&) const = default;
};
/// The time axis ends after seven years.
inline constexpr double kMostDaysShown = 2557.0;

/// All that a design file holds.
struct DesignFile {
  Design design;
  Proposals proposals;
  Look look;
  bool operator==(const DesignFile&) const = default;
};

}  // namespace hd
