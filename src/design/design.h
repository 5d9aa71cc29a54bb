// The design document: everything a person decided, in scalp-map millimetres.
//
// Plain data. The dots, the picture and the plan are pure functions of it, so it is all that is
// saved, undone and sent. Coordinates are scalp-map mm (scalp/scalp_map.h); densities are dots per
// cm2 of skin; lengths are mm along the skin unless a name says map.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/vec.h"
#include "scalp/head_model.h"
#include "scalp/view.h"

namespace hd {

inline constexpr int kDesignVersion = 1;

/// How a zone's dots are scattered (domain-facts: follicle patterns).
enum class ScatterMode { fine, randomDiffuse, clustered };

/// What a zone's dots are for.
enum class ZoneUse {
  shavedLook,       ///< stubble of a shaved head
  betweenHair,      ///< fills between hair that stays: only where Design::skinCover shows skin
  partLine,         ///< a widened part
  scarCover,        ///< scars take less pigment: see Zone::uptake
  birthmarkCover,
  alopeciaPatch
};

/// An area with its own density. Zones are painted in order: a later zone covers earlier ones,
/// blending over its feather, so that every patch of skin has one density.
struct Zone {
  std::string name;
  std::vector<Vec2> outlineMapMm;         ///< closed, at least 3 points
  double densityPerCm2 = 150.0;           ///< 0..400
  double featherMm = 0.0;                 ///< width inside the outline over which the density rises from 0, 0..40
  double dotDiameterMm = 0.30;            ///< healed, 0.1..1.0
  int shade = 3;                          ///< 1 (lightest, 30:1) .. 6 (3:1)
  ZoneUse use = ZoneUse::shavedLook;
  double uptake = 1.0;                    ///< share of the pigment that the skin keeps, 0.2..1; scars: fact "scar.uptake"
  int sessions = 0;                       ///< its dots are done in this many sessions, 1..4; 0 or beyond the design's: in all
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
  bool visible = true;
};

/// Skin that stays free whatever the zones say.
struct Mask {
  std::string name;
  std::vector<Vec2> outlineMapMm;
};

/// The front edge: an open curve (Catmull-Rom through the points) from the person's right to left.
struct Hairline {
  bool enabled = false;
  std::vector<Vec2> pointsMapMm;          ///< at least 3 when enabled
  std::string templateName = "natural";
  double featherMm = 7.0;                 ///< 0..15
  double irregularity = 0.5;              ///< 0..1: 0 a ruled edge, 1 the most natural wandering
  bool symmetric = true;                  ///< editing moves both sides
};

/// A brush or pen stroke that bends the flow of hair.
struct FlowStroke {
  std::vector<Vec2> pointsMapMm;
  double radiusMm = 20.0;
};
struct Flow {
  bool whorlClockwise = true;
  std::vector<FlowStroke> strokes;
};

/// How one session's dots differ from what their zones say.
struct SessionStyle {
  double shadeOffset = 0.0;      ///< steps of shade, -3..3
  double diameterFactor = 1.0;   ///< 0.5..1.5
  double sizeSpread = 1.0;       ///< factor on the natural spread of the sizes, 0..3
  double accentShare = 0.0;      ///< share of its dots that are a step darker still, 0..1
  bool operator==(const SessionStyle&) const = default;
};
struct Sessions {
  int count = 3;                          ///< 2..4
  std::vector<double> split;              ///< shares, one per session, sum 1
  /// By session, at most 4; those left out are as defaultSessionStyle says.
  std::vector<SessionStyle> styles{};
};

/// How much skin shows between hair, as a grid on the scalp map: found in a photo once (render/skin_mask.h),
/// corrected by hand, and then part of the design. Outside of the grid everything is skin.
struct SkinCover {
  Vec2 originMapMm{0.0};                  ///< corner of the first cell with the smallest x and y
  double cellMm = 1.0;                    ///< side of a cell on the map
  int columns = 0, rows = 0;              ///< both 0: no grid
  std::vector<uint8_t> skin;              ///< rows * columns from the smallest y up, 0 hair .. 255 skin
  bool operator==(const SkinCover&) const = default;
};

/// A colour the person tapped in the photo.
struct TappedColour {
  Vec2 posPhotoPx;
  double radiusPx = 0.0;                  ///< of the patch that was averaged, 0 unknown
  Vec3 linear{0.0};                       ///< RGB of linear light, 0..1
  bool operator==(const TappedColour&) const = default;
};

/// What the clinic charges. Low and high are the ends of the price range.
struct PriceProfile {
  std::string currency = "USD";
  double perSessionLow = 1050, perSessionHigh = 1150;
  double totalLow = 2000, totalHigh = 5000;      ///< what a whole treatment costs at least and at most
  double touchUpLow = 500, touchUpHigh = 1000;
};

struct PhotoInfo {
  std::string file;                       ///< path as given, relative to the design file if possible
  int widthPx = 0, heightPx = 0;          ///< as a person sees it
  /// Bare skin and hair (or stubble) as tapped; absent: the program looks for them itself.
  std::optional<TappedColour> skin{}, hair{};
};

struct Design {
  uint64_t seed = 1;                      ///< below 2^53
  double irregularity = 0.5;              ///< 0..1: how irregular single dots lie
  PhotoInfo photo;
  std::optional<HeadParams> head;         ///< absent: flat
  View view;                              ///< how the photo sees the scalp
  /// Alternatives (head and camera, equally likely) from the fit, for the area's range.
  struct ViewSample { HeadParams head; Camera camera; };
  std::vector<ViewSample> viewSamples;
  /// Norwood stage the zones were started from, 0 none.
  int norwood = 0;
  Hairline hairline;
  std::vector<Zone> zones;
  std::vector<Mask> masks;
  SkinCover skinCover;
  Flow flow;
  Sessions sessions;
  PriceProfile price;
};

/// Designs A, B and C for one person: the current one is a design of its own, the others wait in their slots.
struct Proposals {
  static constexpr int kSlots = 3;
  int current = 0;                                       ///< slot 0..2 of the current design
  std::array<std::optional<Design>, kSlots> others;      ///< nothing in the current slot
  bool any() const { return others[0] || others[1] || others[2]; }
};

}  // namespace hd
