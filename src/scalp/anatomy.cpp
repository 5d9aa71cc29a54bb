#include "scalp/anatomy.h"

#include <array>
#include <cassert>

namespace hd {
namespace {

// All shapes below are drawn in one plane: the stereographic image of the anatomical directions
// from straight above, u to the left, v to the front, 100 units to the radian at the pole. Near the
// vertex of the mean head a unit is about a millimetre; the forehead's glabella is at v = 200.
constexpr double kUnitsPerRadian = 100.0;

Vec2 toChart(Vec3 q) { return Vec2(q.x, q.z) * (2.0 * kUnitsPerRadian / (1.0 + q.y)); }

Vec3 fromChart(Vec2 w) {
  const Vec2 s = w / (2.0 * kUnitsPerRadian);
  const double r2 = glm::dot(s, s);
  return Vec3(2.0 * s.x, 1.0 - r2, 2.0 * s.y) / (1.0 + r2);
}

using Points = std::vector<Vec2>;

// Left half of each hairline from the mid-frontal point over the fronto-temporal apex (on the
// vertical through the lateral canthus) to the temporal point.
const Points& hairlineHalf(HairlineTemplate t) {
  static const std::array<Points, 6> kHalves = {
      // natural: 75 mm above the glabella, gently rounded, open fronto-temporal angle
      Points{{0, 76.2}, {17.7, 74.7}, {36.5, 69.2}, {55.2, 59.2}, {69.6, 50.2}, {78.5, 46.7}, {88.4, 49.7}, {102.8, 60.7}, {126, 80.7}},
      // round: the corners filled, hardly any apex
      Points{{0, 76.2}, {18.8, 75.4}, {37.6, 71.7}, {56.4, 64.7}, {71.8, 58.2}, {81.8, 55.7}, {91.7, 57.2}, {105, 63.7}, {126, 80.7}},
      // straight: level from side to side, then a distinct corner
      Points{{0, 75.7}, {19.9, 76.2}, {39.8, 76.7}, {57.5, 75.2}, {70.7, 65.7}, {78.5, 56.7}, {88.4, 54.7}, {103.9, 62.7}, {126, 80.7}},
      // winged: the middle forward, deep corners
      Points{{0, 76.7}, {18.8, 73.7}, {36.5, 64.2}, {53, 50.7}, {67.4, 40.2}, {78.5, 35.7}, {89.5, 40.7}, {103.9, 55.7}, {126, 80.7}},
      // widow's peak: a small point in the middle of the natural line
      Points{{0, 84.7},
             {7.7, 79.2},
             {18.8, 74.7},
             {36.5, 69.2},
             {55.2, 59.2},
             {69.6, 50.2},
             {78.5, 46.7},
             {88.4, 49.7},
             {102.8, 60.7},
             {126, 80.7}},
      // mature: 80 mm above the glabella, corners a centimetre further back
      Points{{0, 70.4}, {17.7, 68.7}, {36.5, 62.7}, {55.2, 51.7}, {69.6, 41.2}, {79.6, 36.7}, {90.6, 40.7}, {103.9, 53.7}, {126, 77.7}},
  };
  return kHalves[static_cast<size_t>(t)];
}

// A bald region that starts at the reference hairline: the hairline up to u = junctionU on both
// sides, closed behind by `behind`, given from the left junction to the middle.
struct FrontRegion {
  double junctionU;
  Points behind;
};

// Drawn after the Norwood plates; the depths were then set so that the areas on the average head
// meet the stages' areas of the facts file.
const FrontRegion& frontRegion(int stage) {
  static const std::array<FrontRegion, 6> kRegions = {
      // II: the corners recede
      FrontRegion{95, {{97.2, 40.1}, {92.8, 25.2}, {79.6, 19.6}, {58.6, 31.5}, {36.5, 49.2}, {14.4, 59.3}, {0, 61.8}}},
      // III: deep rounded corners
      FrontRegion{101.7, {{107.2, 40.5}, {103.9, 18.8}, {91.7, 2.3}, {75.1, -1.9}, {57.5, 10.5}, {38.7, 33.3}, {17.7, 50.9}, {0, 56}}},
      // IV: deeper still, and the crown (below)
      FrontRegion{106.1,
                  {{113.8, 41.5}, {112.7, 16.9}, {103.9, -6.3}, {88.4, -20.3}, {68.5, -14.8}, {47.5, 12.6}, {23.2, 38.3}, {0, 46.8}}},
      // V: front and crown joined by a bridge
      FrontRegion{108.3,
                  {{114.9, 42.9},
                   {113.8, 18.6},
                   {105, -4.8},
                   {89.5, -20.3},
                   {70.7, -16.8},
                   {50.8, -4.8},
                   {33.1, -2.6},
                   {22.1, -15.3},
                   {26.4, -28.3},
                   {34.8, -42.3},
                   {39.1, -61},
                   {34.3, -81},
                   {20.2, -95.5},
                   {0, -100.3}}},
      // VI: the bridge of hair is gone
      FrontRegion{112.7,
                  {{118.2, 46.4},
                   {118.2, 24.7},
                   {112.7, 4},
                   {100.6, -15.8},
                   {86.2, -34.6},
                   {71.8, -54.3},
                   {58.6, -75.1},
                   {42, -92.9},
                   {22.1, -104.7},
                   {0, -108.7}}},
      // VII: a wreath is left
      FrontRegion{117.1,
                  {{127.1, 50.9},
                   {133.7, 28.2},
                   {131.5, 2.9},
                   {124.9, -23.4},
                   {116, -47.9},
                   {103.9, -73.3},
                   {85.1, -99.6},
                   {58.6, -123.1},
                   {29.8, -136.7},
                   {0, -141.2}}},
  };
  return kRegions[static_cast<size_t>(stage - 2)];
}

// The crown of stage IV, left half from front to back.
const Points& crownHalf() {
  static const Points kHalf{{0, -26.3}, {17.7, -30.3}, {32.6, -42.3}, {38.7, -60.3}, {32.6, -79.3}, {17.7, -92.3}, {0, -96.3}};
  return kHalf;
}

// The edge of hair-bearing skin below the temporal point: sideburn, round the ear, nape.
const Points& scalpEdgeHalf() {
  static const Points kHalf{{147, 79.3},    {184.6, 87.8},  {223, 94.5},    {254.3, 78.5},   {238.7, 37.8},   {218.8, 5},
                            {215.9, -23.9}, {230.8, -55.5}, {264.7, -93.7}, {287.8, -144.2}, {246.1, -196.8}, {0, -312.3}};
  return kHalf;
}

constexpr int kStepsPerSegment = 10;

// Catmull-Rom curve through the points: C1, passes through each, stays local.
Points curveThrough(const Points& p, bool closed) {
  const int n = static_cast<int>(p.size());
  const auto at = [&](int i) {
    if (closed) return p[static_cast<size_t>((i % n + n) % n)];
    if (i < 0) return 2.0 * p[0] - p[1];
    if (i >= n) return 2.0 * p[static_cast<size_t>(n - 1)] - p[static_cast<size_t>(n - 2)];
    return p[static_cast<size_t>(i)];
  };
  Points out;
  for (int i = 0; i < (closed ? n : n - 1); ++i) {
    const Vec2 a = at(i - 1), b = at(i), c = at(i + 1), d = at(i + 2);
    for (int k = 0; k < kStepsPerSegment; ++k) {
      const double t = static_cast<double>(k) / kStepsPerSegment;
      out.push_back(0.5 *
                    (2.0 * b + (c - a) * t + (2.0 * a - 5.0 * b + 4.0 * c - d) * (t * t) + (3.0 * b - a - 3.0 * c + d) * (t * t * t)));
    }
  }
  if (!closed) out.push_back(p.back());
  return out;
}

// The whole from its left half: right side mirrored first, then the left side outwards.
Points mirrored(const Points& half) {
  Points out;
  for (size_t i = half.size(); i-- > 1;) out.push_back({-half[i].x, half[i].y});
  out.insert(out.end(), half.begin(), half.end());
  return out;
}

const Points& referenceCurve() {
  static const Points kCurve = curveThrough(mirrored(hairlineHalf(HairlineTemplate::natural)), false);
  return kCurve;
}

// The reference hairline cut off at |u| = junctionU, left to right.
Points referenceBetween(double junctionU) {
  const Points& curve = referenceCurve();
  Points half;  // from the middle to the left junction
  for (size_t i = curve.size() / 2; i < curve.size(); ++i) {
    if (curve[i].x < junctionU) {
      half.push_back(curve[i]);
      continue;
    }
    const Vec2 a = curve[i - 1], b = curve[i];
    half.push_back(a + (b - a) * ((junctionU - a.x) / (b.x - a.x)));
    break;
  }
  Points out(half.rbegin(), half.rend());
  for (size_t i = 1; i < half.size(); ++i) out.push_back({-half[i].x, half[i].y});
  return out;
}

// Joins `front` (left to right) with a curve through `behindHalf` (left to middle) and its mirror
// image to a closed outline.
Points closedOutline(const Points& front, const Points& behindHalf) {
  Points back{front.front()};
  back.insert(back.end(), behindHalf.begin(), behindHalf.end());
  for (size_t i = behindHalf.size() - 1; i-- > 0;) back.push_back({-behindHalf[i].x, behindHalf[i].y});
  back.push_back(front.back());
  back = curveThrough(back, false);
  Points out(front.begin(), front.end());
  for (size_t i = back.size() - 1; i-- > 1;) out.push_back(back[i]);
  return out;
}

// Seen from outside (above) with the face at the top, the person's left is on the viewer's left, so
// counter-clockwise from outside is clockwise in (u, v).
void orient(Points& outline) {
  if (signedArea(outline) > 0.0) outline = Points(outline.rbegin(), outline.rend());
}

struct Regions {
  std::array<std::vector<Points>, 8> outlines;  // by stage
  std::array<std::vector<Box2>, 8> boxes;
};

const Regions& regions() {
  static const Regions kRegions = [] {
    Regions r;
    for (size_t stage = 2; stage <= 7; ++stage) {
      const FrontRegion& front = frontRegion(static_cast<int>(stage));
      r.outlines[stage].push_back(closedOutline(referenceBetween(front.junctionU), front.behind));
      if (stage == 4) {
        Points loop = crownHalf();
        for (size_t i = crownHalf().size() - 1; i-- > 1;) loop.push_back({-crownHalf()[i].x, crownHalf()[i].y});
        r.outlines[stage].push_back(curveThrough(loop, true));
      }
      for (Points& outline : r.outlines[stage]) {
        orient(outline);
        r.boxes[stage].push_back(boxOf(outline));
      }
    }
    return r;
  }();
  return kRegions;
}

std::vector<Vec3> directions(const Points& points) {
  std::vector<Vec3> out;
  out.reserve(points.size());
  for (const Vec2 p : points) out.push_back(fromChart(p));
  return out;
}

}  // namespace

std::string_view hairlineTemplateName(HairlineTemplate t) {
  constexpr std::string_view kNames[] = {"natural", "round", "straight", "winged", "widows-peak", "mature"};
  return kNames[static_cast<size_t>(t)];
}

std::vector<HairlineTemplate> allHairlineTemplates() {
  return {HairlineTemplate::natural, HairlineTemplate::round,      HairlineTemplate::straight,
          HairlineTemplate::winged,  HairlineTemplate::widowsPeak, HairlineTemplate::mature};
}

std::vector<Vec3> hairlineDirections(HairlineTemplate t) { return directions(mirrored(hairlineHalf(t))); }

std::vector<Vec3> hairlineCurve(HairlineTemplate t) { return directions(curveThrough(mirrored(hairlineHalf(t)), false)); }

bool inNorwoodRegion(int stage, Vec3 q) {
  assert(stage >= 1 && stage <= 7);
  if (stage < 2 || stage > 7 || q.y < -0.5) return false;
  const Vec2 p = toChart(q);
  const Regions& r = regions();
  for (size_t i = 0; i < r.outlines[static_cast<size_t>(stage)].size(); ++i) {
    const Box2& box = r.boxes[static_cast<size_t>(stage)][i];
    if (p.x < box.min.x || p.x > box.max.x || p.y < box.min.y || p.y > box.max.y) continue;
    if (contains(r.outlines[static_cast<size_t>(stage)][i], p)) return true;
  }
  return false;
}

std::vector<std::vector<Vec3>> norwoodOutlines(int stage) {
  assert(stage >= 1 && stage <= 7);
  std::vector<std::vector<Vec3>> out;
  if (stage < 1 || stage > 7) return out;
  for (const Points& outline : regions().outlines[static_cast<size_t>(stage)]) out.push_back(directions(outline));
  return out;
}

std::vector<Vec3> scalpOutline() {
  Points front(referenceCurve().rbegin(), referenceCurve().rend());
  Points outline = closedOutline(front, scalpEdgeHalf());
  orient(outline);
  return directions(outline);
}

double midFrontalHeightMm(const ScalpMap& map, Vec2 midFrontalMapMm) {
  assert(!map.isFlat());
  return map.geodesicMm(map.toMap(map.head().landmark(Landmark::glabella)), midFrontalMapMm);
}

}  // namespace hd
