#include "scalp/anatomy.h"

#include <array>
#include <cassert>

namespace hd {
namespace {

// All shapes below are drawn in one plane: the stereographic image of the anatomical directions
// from straight above, u to the left, v to the front, 100 units to the radian at the pole. Near the
// vertex of the average head a unit is about a millimetre; the forehead's glabella is at v = 200.
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
      Points{{0, 81.5}, {16, 80}, {33, 74.5}, {50, 64.5}, {63, 55.5}, {71, 52}, {80, 55}, {93, 66}, {114, 86}},
      // round: the corners filled, hardly any apex
      Points{{0, 81.5}, {17, 80.7}, {34, 77}, {51, 70}, {65, 63.5}, {74, 61}, {83, 62.5}, {95, 69}, {114, 86}},
      // straight: level from side to side, then a distinct corner
      Points{{0, 81}, {18, 81.5}, {36, 82}, {52, 80.5}, {64, 71}, {71, 62}, {80, 60}, {94, 68}, {114, 86}},
      // winged: the middle forward, deep corners
      Points{{0, 82}, {17, 79}, {33, 69.5}, {48, 56}, {61, 45.5}, {71, 41}, {81, 46}, {94, 61}, {114, 86}},
      // widow's peak: a small point in the middle of the natural line
      Points{{0, 90}, {7, 84.5}, {17, 80}, {33, 74.5}, {50, 64.5}, {63, 55.5}, {71, 52}, {80, 55}, {93, 66}, {114, 86}},
      // mature: 80 mm above the glabella, corners a centimetre further back
      Points{{0, 75.7}, {16, 74}, {33, 68}, {50, 57}, {63, 46.5}, {72, 42}, {82, 46}, {94, 59}, {114, 83}},
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
      FrontRegion{86, {{88, 45.4}, {84, 31.4}, {72, 26}, {53, 37.8}, {33, 54.5}, {13, 64.6}, {0, 67.1}}},
      // III: deep rounded corners
      FrontRegion{92, {{97, 45.8}, {94, 24.1}, {83, 7.6}, {68, 3.4}, {52, 15.8}, {35, 38.6}, {16, 56.2}, {0, 61.3}}},
      // IV: deeper still, and the crown (below)
      FrontRegion{96,
                  {{103, 46.8}, {102, 22.2}, {94, -1}, {80, -15}, {62, -9.5}, {43, 17.9}, {21, 43.6}, {0, 52.1}}},
      // V: front and crown joined by a bridge
      FrontRegion{98,
                  {{104, 48.2}, {103, 23.9}, {95, 0.5}, {81, -15}, {64, -11.5}, {46, 0.5}, {30, 2.7},
                   {20, -10}, {25, -23}, {33, -37}, {37, -56}, {32.5, -77}, {19, -92}, {0, -97}}},
      // VI: the bridge of hair is gone
      FrontRegion{102,
                  {{107, 51.7}, {107, 30}, {102, 9.3}, {91, -10.5}, {78, -29.3}, {65, -49}, {53, -69.8},
                   {38, -87.6}, {20, -99.4}, {0, -103.4}}},
      // VII: a wreath is left
      FrontRegion{106,
                  {{115, 56.2}, {121, 33.5}, {119, 8.2}, {113, -18.1}, {105, -42.6}, {94, -68}, {77, -94.3},
                   {53, -117.8}, {27, -131.4}, {0, -135.9}}},
  };
  return kRegions[static_cast<size_t>(stage - 2)];
}

// The crown of stage IV, left half from front to back.
const Points& crownHalf() {
  static const Points kHalf{{0, -21}, {16, -25}, {29.5, -37}, {35, -55}, {29.5, -74}, {16, -87}, {0, -91}};
  return kHalf;
}

// The edge of hair-bearing skin below the temporal point: sideburn, round the ear, nape.
const Points& scalpEdgeHalf() {
  static const Points kHalf{{133, 84.6},   {159, 88.9},   {192, 95.2},   {219, 80.1},    {205.6, 41.3}, {188.5, 10.1},
                            {186, -17.4}, {198.8, -47.5}, {228, -83.9}, {248, -132}, {212, -182},   {0, -292}};
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
      out.push_back(0.5 * (2.0 * b + (c - a) * t + (2.0 * a - 5.0 * b + 4.0 * c - d) * (t * t) +
                           (3.0 * b - a - 3.0 * c + d) * (t * t * t)));
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

std::vector<Vec3> hairlineCurve(HairlineTemplate t) {
  return directions(curveThrough(mirrored(hairlineHalf(t)), false));
}

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

}  // namespace hd
