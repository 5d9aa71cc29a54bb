#include "vision/found_design.h"

#include <algorithm>
#include <cmath>

#include "appearance/colour_match.h"
#include "core/math.h"
#include "core/polygon.h"
#include "design/skin_cover.h"
#include "design/start.h"
#include "design/templates.h"
#include "scalp/anatomy.h"
#include "vision/skin_sample.h"

namespace hd {
namespace {

constexpr double kCellMm = 2.0;           ///< of the cover; hair was judged some 2 mm wide
constexpr double kLeastFacing = 0.15;     ///< flatter skin is seen too poorly to tell hair
constexpr double kSurelySomebody = 0.5;   ///< share of a place's neighbours
constexpr double kLeastHairOnHead = 0.1;  ///< of the scalp in sight: less is shading, which tells no colour
constexpr double kLeastHair = 0.12;       ///< less is no hair but shading
constexpr double kLeastContrastL = 8.0;   ///< of hair to skin: less tells no shade
constexpr double kFullHair = 0.6;         ///< from here on dots would lie on hair rather than between it
constexpr double kFarthestMm = 25;        ///< from where a stage usually ends to where this person's hair begins

/// Share of hair, and of somebody at all, at a place of the photo, between the centres of the grid's elements.
struct HairHere {
  double hair = 0, person = 0;
};
HairHere hairAt(const HairFound& found, Vec2 posPhotoPx) {
  const Vec2 at = (posPhotoPx - found.minPx) / found.stepPx - 0.5;
  const int x0 = static_cast<int>(std::floor(at.x)), y0 = static_cast<int>(std::floor(at.y));
  HairHere out;
  double head = 0, weight = 0;
  for (int k = 0; k < 4; ++k) {
    const int x = x0 + k % 2, y = y0 + k / 2;
    if (x < 0 || y < 0 || x >= found.width || y >= found.height) continue;
    const size_t i = static_cast<size_t>(y) * static_cast<size_t>(found.width) + static_cast<size_t>(x);
    const double w = (1 - std::fabs(at.x - x)) * (1 - std::fabs(at.y - y));
    weight += w;
    out.person += w * static_cast<double>(found.person[i]);
    head += w * static_cast<double>(found.head[i]);
    out.hair += w * static_cast<double>(found.hair[i] * found.head[i]);
  }
  if (head > 0) out.hair /= head;
  // What lies beyond the grid was not looked at.
  out.person = weight > 0 ? out.person / weight : 1;
  return out;
}

/// Stages are where hair usually begins; where the photo shows it farther off, zones go on to it, so that no pale band is left.
/// What the photo does not show stays as usual.
void reachToHair(std::vector<Zone>& zones, const SkinCover& cover, const View& view, const ScalpMap& map) {
  constexpr double kStepMm = 1, kBareSkin = 0.3, kIntoHairMm = 2;
  std::vector<Vec2> scalp;
  for (const Vec3 q : scalpOutline()) scalp.push_back(map.toMap(map.head().surfacePoint(q)));
  const auto seen = [&](Vec2 p) { return map.covers(p) && isVisible(view, map, map.toScalp(p), map.normal(p)); };
  std::vector<std::pair<std::vector<Vec2>, std::vector<Vec2>>> done;  // zones share outlines
  for (Zone& zone : zones) {
    const std::vector<Vec2> from = zone.outlineMapMm;
    const auto known = std::find_if(done.begin(), done.end(), [&](const auto& pair) { return pair.first == from; });
    if (known != done.end()) {
      zone.outlineMapMm = known->second;
      continue;
    }
    const size_t count = from.size();
    const double side = signedArea(from) > 0 ? 1 : -1;
    std::vector<Vec2> outward(count);
    std::vector<double> reach(count, 0.0);
    for (size_t i = 0; i < count; ++i) {
      const Vec2 along = from[(i + 1) % count] - from[(i + count - 1) % count];
      outward[i] = length(along) > 0 ? side * Vec2(along.y, -along.x) / length(along) : Vec2(0.0);
      const auto open = [&](double mm) {
        const Vec2 p = from[i] + mm * outward[i];
        return contains(scalp, p) && seen(p) && skinShown(cover, p) > kBareSkin;
      };
      while (reach[i] < kFarthestMm && open(reach[i] + kStepMm)) reach[i] += kStepMm;
      if (reach[i] > 0) reach[i] += kIntoHairMm;
    }
    for (size_t i = 0; i < count; ++i) {
      double sum = 0;
      for (size_t k = 0; k < 5; ++k) sum += reach[(i + count + k - 2) % count];
      zone.outlineMapMm[i] = from[i] + sum / 5 * outward[i];
    }
    done.emplace_back(from, zone.outlineMapMm);
  }
}

}  // namespace

SkinCover coverOfHair(const HairFound& hair, const View& view, const ScalpMap& map) {
  if (map.isFlat()) return {};
  SkinCover cover = blankScalpCover(map, kCellMm);
  const Vec3 eye = cameraPositionMm(view.camera);
  size_t cell = 0;
  for (int j = 0; j < cover.rows; ++j) {
    for (int i = 0; i < cover.columns; ++i, ++cell) {
      const Vec2 at = cover.originMapMm + cover.cellMm * Vec2(i + 0.5, j + 0.5);
      if (!map.covers(at)) continue;
      const Vec3 place = map.toScalp(at), normal = map.normal(at);
      if (!isVisible(view, map, place, normal)) continue;
      const std::optional<Vec2> px = projectPoint(view, place);
      if (!px || px->x < 0 || px->y < 0 || px->x >= view.photoWidthPx || px->y >= view.photoHeightPx) continue;
      const HairHere here = hairAt(hair, *px);
      double skin = 1;
      if (here.person < kSurelySomebody) skin = 0;  // the fitted head reaches beyond the real one
      else if (glm::dot(normal, glm::normalize(eye - place)) >= kLeastFacing) skin = 1 - smoothstep(kLeastHair, kFullHair, here.hair);
      cover.skin[cell] = static_cast<uint8_t>(255 * skin + 0.5);
    }
  }
  return cover;
}

Result<HeadFit> fitFound(const FoundHead& found, const PhotoInfo& photo) {
  FitOptions options;
  options.photoWidthPx = photo.widthPx;
  options.photoHeightPx = photo.heightPx;
  options.focalPx = photo.focalPx;
  return fitHead(found.measures(), options);
}

void putFound(Design& design, const ScalpMap& map, const FoundHead& found, bool toHair) {
  putMeasures(design.shot(), found.measures());
  design.shot().side = sideOf(design.view());
  const PhotoMeasures& measures = design.shot().measures;
  const std::optional<Vec2>& eye = measures.landmarks[Landmark::pupilLeft];
  if (eye && measures.scale && measures.scale->kind == ScaleKind::iris) {
    // The ruler lies where it was measured, so that it can be looked at and mended.
    const Vec2 half(0.5 * measures.scale->px, 0);
    design.shot().rulerPx = {*eye - half, *eye + half};
  }
  if (!found.hair) return;
  design.skinCover = coverOfHair(*found.hair, design.view(), map);
  if (toHair) reachToHair(design.zones, design.skinCover, design.view(), map);
  if (!found.hair->hairLinear || found.hair->hairShareOfScalp < kLeastHairOnHead) return;
  const PatchColour skin = patchOf({{}, 0, found.hair->skinLinear}), hair = patchOf({{}, 0, *found.hair->hairLinear});
  if (skin.lab.l - hair.lab.l >= kLeastContrastL) setShades(design.zones, adviseShade(skin, hair).wholeShade);
}

Result<Design> proposeDesign(const PhotoInfo& photo, const FoundHead& found) {
  const Result<HeadFit> fit = fitFound(found, photo);
  if (!fit) return fit.error();
  const ScalpMap map = ScalpMap::ofHead(fit->head);
  StartOptions start;
  start.photo = photo;
  start.norwood = found.hair && found.hair->norwood ? std::max(*found.hair->norwood, 2) : kUsualNorwood;
  Design design = startHeadDesign(start, *fit, map);
  putFound(design, map, found, true);
  return design;
}

}  // namespace hd
