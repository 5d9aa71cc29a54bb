#include "pattern/internal/local_field.h"

#include <algorithm>
#include <cmath>

#include "core/fingerprint.h"

namespace hd {
namespace {

// Far above what rounding does to lengths of a few hundred mm.
constexpr double kSlackMm = 1e-6;

}  // namespace

LocalHair::LocalHair(const DensityField& field, const Box2& area, Scratch& scratch)
    : field_(field), scratch_(scratch), area_(area), centre_(0.5 * (area.min + area.max)), radius_(0.5 * glm::length(area.max - area.min)) {
  scratch_.edges.clear();
  scratch_.hair = {};
  if (!field.anyFollows_) return;
  const HairlineEdge& hairline = field.hairline_;
  scratch_.hair.centre = hairline.line().nearest(centre_);
  const bool behind = hairline.behind(centre_);
  hairCentre_ = hairline.sample(centre_, scratch_.hair.centre, behind);
  if (scratch_.hair.centre.distanceMm > radius_ + kSlackMm) {
    Box2 wide = area;
    wide.grow(kSlackMm);
    if (!hairline.endsPass(wide)) scratch_.hair.side = behind ? Side::inside : Side::outside;
  }
  edgePasses_ = hairline.endsPass(area);
  if (std::fabs(hairCentre_.behindMm) < 1e299) {
    const double size = marginMm(radius_);
    edgePasses_ =
        edgePasses_ || (hairCentre_.behindMm > -hairline.sentinelReachMm() - size && hairCentre_.behindMm < field.intricateTo_ + size);
  }
  for (const double end : field.bandEnds_) bandEnds_ = bandEnds_ || std::fabs(hairCentre_.behindMm - end) < marginMm(radius_);
  settled_ = findSettled();
}

bool LocalHair::findSettled() {
  Line& hair = scratch_.hair;
  if (hair.side == Side::mixed) return false;
  const double reach = field_.hairline_.line().reachMm();
  const auto settled = [&] {
    if (hair.side == Side::outside) return skin_.low > field_.hairline_.sentinelReachMm();
    return std::none_of(field_.hairMatters_.begin(), field_.hairMatters_.end(),
                        [&](const auto& range) { return skin_.high >= range.first && skin_.low <= range.second; });
  };
  skin_ = skinBounds(hair.centre, reach, around(std::min(hair.centre.distanceMm, reach) + radius_));
  if (settled()) return true;
  if (hair.centre.distanceMm > 1e299) return false;
  // From nowhere in the box does the way to the line leave the hull of the two.
  list(field_.hairline_.line(), hair);
  Box2 hull = area_;
  for (uint32_t k = hair.begin; k < hair.end; ++k) {
    hull.add(scratch_.edges[k].from);
    hull.add(scratch_.edges[k].from + scratch_.edges[k].along);
  }
  skin_ = skinBounds(hair.centre, reach, hull);
  return settled();
}

uint64_t LocalHair::fingerprint() const {
  if (!field_.anyFollows_) return 1;
  Line& hair = scratch_.hair;
  if (hair.side == Side::mixed) return 0;
  Fingerprint f(static_cast<uint64_t>(hair.side) << 3 | static_cast<uint64_t>(settled_) << 2 | static_cast<uint64_t>(edgePasses_) << 1 |
                static_cast<uint64_t>(bandEnds_));
  if (settled_) {
    // Which of the places where the distance counts lie before and which behind.
    for (const auto& [from, to] : field_.hairMatters_) f.add(to < skin_.low);
  } else {
    if (!hair.listed) return 0;
    const EdgeIndex& line = field_.hairline_.line();
    // What lies within reach all over does not depend on it.
    if (hair.centre.distanceMm + radius_ + kSlackMm >= line.reachMm()) f.addReal(line.reachMm());
    const bool edgeMatters = skin_.low <= field_.intricateTo_;
    for (uint32_t k = hair.begin; k < hair.end; ++k) {
      const EdgeIndex::NearEdge& edge = scratch_.edges[k];
      f.addPoint(edge.from);
      f.addPoint(edge.along);
      f.add(static_cast<uint64_t>(edge.number == 0) << 1 | static_cast<uint64_t>(edge.number + 2 == line.points().size()));
      if (!edgeMatters) continue;
      f.addReal(field_.hairline_.setbackMm(edge.number));
      f.addReal(field_.hairline_.setbackMm(edge.number + 1));
    }
  }
  return f.value() | 1;
}

uint64_t LocalHair::fingerprintWithin(double radiusMm) const {
  if (!settled_ || edgePasses_ || bandEnds_) return 0;
  if (!field_.anyFollows_) return fingerprint();
  // What a box decides by the distance of its middle, must come out alike for all of them.
  const double size = marginMm(radiusMm);
  const bool behind = scratch_.hair.side == Side::inside;
  if (skin_.low <= size + (behind ? field_.intricateTo_ : field_.hairline_.sentinelReachMm())) return 0;
  for (const double end : field_.bandEnds_)
    if (behind && skin_.high >= end - size && skin_.low <= end + size) return 0;
  return fingerprint();
}

Box2 LocalHair::around(double mm) const {
  Box2 box = area_;
  box.grow(mm);
  return box;
}

// Lengths on the skin to a line from anywhere in the box, when `centre` is the line's point nearest to the centre and the
// ways there lie within a box.
LocalHair::Bounds LocalHair::skinBounds(const Nearest& centre, double reachMm, const Box2& within) const {
  const double far = std::min(centre.distanceMm, reachMm);
  const ScaleGrid::Range scale = field_.scale_.lengthScales(within);
  return {(far - radius_) * (far > radius_ ? scale.low : scale.high) * (1.0 - 1e-9) - kSlackMm,
          centre.distanceMm > reachMm ? 1e300 : (centre.distanceMm + radius_) * scale.high * (1.0 + 1e-9) + kSlackMm};
}

void LocalHair::list(const EdgeIndex& index, Line& line) const {
  line.listed = true;
  line.begin = static_cast<uint32_t>(scratch_.edges.size());
  index.nearTo(area_, line.centre, scratch_.edges);
  line.end = static_cast<uint32_t>(scratch_.edges.size());
}

Nearest LocalHair::nearest(const EdgeIndex& index, Line& line, Vec2 p) const {
  if (!line.listed) list(index, line);
  return index.nearestOf({scratch_.edges.data() + line.begin, line.end - line.begin}, p);
}

HairlineSample LocalHair::at(Vec2 posMapMm) const {
  if (settled_) return hairCentre_;
  const bool behind = scratch_.hair.side == Side::mixed ? field_.hairline_.behind(posMapMm) : scratch_.hair.side == Side::inside;
  return field_.hairline_.sample(posMapMm, nearest(field_.hairline_.line(), scratch_.hair, posMapMm), behind);
}

LocalField::LocalField(const LocalHair& hair) : LocalHair(hair) {
  scratch_.outlines.clear();
  covered_ = field_.scale_.coversAll(area_);
  const auto sideOf = [&](const EdgeIndex& outline, double centreMm) {
    const Box2& box = outline.box();
    if (area_.max.x < box.min.x || area_.min.x > box.max.x || area_.max.y < box.min.y || area_.min.y > box.max.y) return Side::outside;
    if (centreMm <= radius_ + kSlackMm) return Side::mixed;
    return outline.inside(centre_) ? Side::inside : Side::outside;
  };
  for (const EdgeIndex& mask : field_.masks_) {
    const Side side = sideOf(mask, mask.nearest(centre_).distanceMm);
    if (side == Side::inside || (side == Side::mixed && masks_ == Side::outside)) masks_ = side;
    if (masks_ == Side::inside) break;
  }
  for (size_t k = 0; k < field_.outlines_.size(); ++k) {
    const EdgeIndex& outline = field_.outlines_[k];
    Line& line = scratch_.outlines.emplace_back();
    line.centre = outline.nearest(centre_);
    line.side = sideOf(outline, line.centre.distanceMm);
    const double reach = outline.reachMm();
    line.settled = skinBounds(line.centre, reach, around(std::min(line.centre.distanceMm, reach) + radius_)).low > field_.widestFeather_[k];
  }
  scratch_.zones.clear();
  for (size_t z = field_.regions_.size(); z-- > 0;)
    if (const int k = field_.regions_[z].outline; k >= 0 && ofOutline(static_cast<size_t>(k)) != Side::outside) scratch_.zones.push_back(z);
}

double LocalField::skinFromOutlineMm(size_t outline, Vec2 posMapMm) const {
  Line& line = scratch_.outlines[outline];
  if (line.settled) return 1e300;
  const Nearest edge = nearest(field_.outlines_[outline], line, posMapMm);
  return edge.distanceMm < 1e299 ? field_.scale_.skinLengthMm(edge.foot, posMapMm) : 1e300;
}

bool LocalField::touchesOutline(size_t outline, double growMm) const {
  const EdgeIndex& index = field_.outlines_[outline];
  Box2 wide = area_;
  wide.grow(growMm);
  const double radius = 0.5 * glm::length(wide.max - wide.min), distance = scratch_.outlines[outline].centre.distanceMm;
  // The centre of a grown box may differ in its last bits.
  if (radius <= index.reachMm() && std::fabs(distance - radius) > kSlackMm) return distance < radius;
  return index.touches(wide);
}

}  // namespace hd
