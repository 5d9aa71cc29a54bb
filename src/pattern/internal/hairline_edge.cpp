#include "pattern/internal/hairline_edge.h"

#include <algorithm>
#include <cmath>

#include "core/facts.h"
#include "core/fingerprint.h"
#include "core/math.h"
#include "core/rng.h"
#include "design/templates.h"

namespace hd {
namespace {

// Far beyond any map (limits.h): where the sides of the hairline are closed.
constexpr double kFarMm = 60'000.0;

// The half plane behind the curve: its ends carried on straight, never towards each other, and
// closed far behind on the right hand of the walk from the person's right to left.
std::vector<Vec2> sideOutline(const std::vector<Vec2>& curve) {
  const size_t n = curve.size();
  const auto direction = [](Vec2 d, double outward) {
    if (d.x * outward < 0.0) d.x = 0.0;
    const double length = glm::length(d);
    return length > 0.0 ? d / length : Vec2(outward, 0.0);
  };
  const Vec2 left = curve[n - 1] + kFarMm * direction(curve[n - 1] - curve[n - 2], 1.0);
  const Vec2 right = curve[0] + kFarMm * direction(curve[0] - curve[1], -1.0);
  std::vector<Vec2> out = curve;
  const double edge = 2.0 * kFarMm;
  out.insert(out.end(), {left, Vec2(edge, left.y), Vec2(edge, -edge), Vec2(-edge, -edge), Vec2(-edge, right.y), right});
  return out;
}

// A wave that touches zero and falls back by turns: half a wavelength between turning points, each
// with its own length and depth.
class Wave {
 public:
  Wave(uint64_t seed, uint64_t stream, Interval wavelengthMm, Interval depthMm)
      : seed_(seed), stream_(stream), wavelength_(wavelengthMm), depth_(depthMm) {}

  // Depth at every length of a sorted list that starts at or above zero; `side` tells the two
  // directions away from the anchor apart.
  void addAlong(const std::vector<std::pair<double, double*>>& lengths, uint64_t side) const {
    double from = 0.0, fromDepth = turn(0, 0), to = step(1, side), toDepth = turn(1, side);
    uint64_t k = 1;
    for (const auto& [s, depth] : lengths) {
      while (s > to) {
        ++k;
        from = to;
        fromDepth = toDepth;
        to += step(k, side);
        toDepth = turn(k, side);
      }
      *depth += mix(fromDepth, toDepth, smoothstep(from, to, s));
    }
  }

 private:
  double step(uint64_t k, uint64_t side) const {
    return 0.5 * mix(wavelength_.low, wavelength_.high, hashUnit(k * 2 + side, seed_, stream_));
  }
  double turn(uint64_t k, uint64_t side) const {
    return k % 2 == 0 ? 0.0 : mix(depth_.low, depth_.high, hashUnit(k * 2 + side, seed_, stream_ + 1));
  }
  uint64_t seed_, stream_;
  Interval wavelength_, depth_;
};

}  // namespace

HairlineEdge::HairlineEdge(const Hairline& hairline, const ScaleGrid& scale, uint64_t seed, double reachMm) : scale_(&scale) {
  std::vector<Vec2> curve;
  for (Vec2 p : hairlineCurve(hairline))
    if (curve.empty() || p != curve.back()) curve.push_back(p);
  if (curve.size() < 2) return;
  enabled_ = true;
  const size_t n = curve.size();
  setback_.assign(n, 0.0);
  if (hairline.irregularity > 0.0) {
    // Lengths run both ways from the middle of the head, so that bending one side leaves the
    // other's waves where they are.
    size_t anchor = 0;
    for (size_t i = 1; i < n; ++i)
      if (std::fabs(curve[i].x) < std::fabs(curve[anchor].x)) anchor = i;
    std::vector<std::pair<double, double*>> lengths[2];
    double s = 0.0;
    for (size_t i = anchor; i < n; ++i) {
      if (i > anchor) s += scale.skinLengthMm(curve[i - 1], curve[i]);
      lengths[0].push_back({s, &setback_[i]});
    }
    s = 0.0;
    for (size_t i = anchor; i-- > 0;) {
      s += scale.skinLengthMm(curve[i], curve[i + 1]);
      lengths[1].push_back({s, &setback_[i]});
    }
    const Wave macro(seed, 101, fact("hairline.macro_wavelength_mm").interval(), fact("hairline.macro_amplitude_mm").interval());
    const Wave micro(seed, 103, fact("hairline.micro_wavelength_mm").interval(), fact("hairline.micro_amplitude_mm").interval());
    for (uint64_t side = 0; side < 2; ++side) {
      macro.addAlong(lengths[side], side);
      micro.addAlong(lengths[side], side);
    }
    for (double& depth : setback_) depth *= hairline.irregularity;
    const Interval reach = fact("hairline.sentinel_reach_mm").interval();
    sentinelReach_ = mix(reach.low, reach.high, hairline.irregularity);
    // Their density falls from the edge to nothing over the reach, so a triangle under the fact's count.
    const double perMm = fact("hairline.sentinels_per_10mm").high * 0.1 * hairline.irregularity;
    sentinelDensity_ = 2.0 * perMm / sentinelReach_ * 100.0;
  }
  double smallest = 1.0;
  for (Vec2 p : curve) smallest = std::min(smallest, scale.lengthScale(p));
  // A margin, for the scale falls further outwards.
  line_ = EdgeIndex(curve, false, 1.25 * reachMm / smallest + 5.0);
  Box2 asked = line_.box();
  asked.grow(line_.reachMm());
  side_ = EdgeIndex(sideOutline(curve), true, 0.0, &asked);
}

bool HairlineEdge::endsPass(const Box2& area) const {
  const std::vector<Vec2>& p = side_.points();
  const Vec2 centre = 0.5 * (area.min + area.max);
  const double radius = 0.5 * glm::length(area.max - area.min);
  const size_t n = setback_.size();  // points of the curve; the outline goes on to the left and comes back from the right
  return distanceToSegment(centre, p[n - 1], p[n]) <= radius || distanceToSegment(centre, p.back(), p[0]) <= radius;
}

uint64_t HairlineEdge::fingerprint(const Box2& area) const {
  // Lines that carry the curve on count as far as a bucket's circle passes its border.
  Box2 wide = area;
  wide.grow(4.0);
  Fingerprint f(side_.fingerprint(wide));
  for (double v : {line_.reachMm(), sentinelReach_, sentinelDensity_}) f.addReal(v);
  // Segments that can be the nearest one of some point in the box.
  const std::vector<Vec2>& p = line_.points();
  const Vec2 centre = 0.5 * (area.min + area.max);
  const double half = 0.5 * glm::length(area.max - area.min);
  std::vector<double> distance;
  double least = 1e300;
  for (size_t e = 0; e + 1 < p.size(); ++e) {
    distance.push_back(distanceToSegment(centre, p[e], p[e + 1]));
    least = std::min(least, distance.back());
  }
  const double bound = std::min(least + 2.0 * half, line_.reachMm() + half) + 1e-6;
  for (size_t e = 0; e < distance.size(); ++e) {
    if (distance[e] > bound) continue;
    f.add(e == 0);
    f.addPoint(p[e]);
    f.addPoint(p[e + 1]);
    f.addReal(setback_[e]);
    f.addReal(setback_[e + 1]);
    f.add(e + 1 == distance.size());
  }
  return f.value();
}

HairlineSample HairlineEdge::sample(Vec2 posMapMm, const Nearest& nearest, bool behindIt) const {
  HairlineSample out;
  if (nearest.distanceMm > 1e299) {
    out.behindMm = behindIt ? 1e300 : -1e300;
    return out;
  }
  const double length = scale_->skinLengthMm(nearest.foot, posMapMm);
  out.behindMm = behindIt ? length : -length;
  out.distanceMm = nearest.distanceMm;
  out.foot = nearest.foot;
  out.atEnd = (nearest.edge == 0 && nearest.t <= 0.0) || (nearest.edge + 2 == setback_.size() && nearest.t >= 1.0);
  out.setbackMm = mix(setback_[nearest.edge], setback_[nearest.edge + 1], nearest.t);
  return out;
}

}  // namespace hd
