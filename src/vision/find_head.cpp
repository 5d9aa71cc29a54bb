#include "vision/find_head.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/facts.h"
#include "core/math.h"
#include "scalp/fit.h"
#include "vision/internal/face_detector.h"
#include "vision/internal/face_points.h"
#include "vision/internal/head_hair.h"
#include "vision/internal/head_outline.h"

namespace hd {
namespace {

constexpr double kFrontRad = 17 * kPi / 180;  ///< turned less than this is seen from the front
constexpr double kTiltedRad = 20 * kPi / 180;
constexpr double kLeastIrisPx = 12;  ///< below it neither scale nor skin can be trusted
constexpr double kDarkLuma = 80, kShadowRatio = 3.2;
constexpr double kSoftShare = 0.25;  ///< below it what is half a millimetre wide is lost in blur
constexpr Vec3 kCheekMm{42, 5, 35};  ///< on the canonical face, left

constexpr std::string_view kViewNames[] = {"none", "front", "three-quarter-left", "three-quarter-right", "left", "right", "top", "back"};
constexpr std::string_view kWarningNames[] = {"several-people", "cut-off", "too-small", "no-face", "blurred", "dark", "shadow", "tilted"};

/// Light of a patch of a few millimetres: mean of the sRGB luminance.
double patchLuma(const Pyramid& photo, Vec2 centrePx, double radiusPx) {
  double sum = 0;
  int count = 0;
  for (int j = -4; j <= 4; ++j)
    for (int i = -4; i <= 4; ++i, ++count) sum += static_cast<double>(photo.lumaAt(centrePx + Vec2(i, j) * (radiusPx / 4)));
  return sum / count;
}

/// What the eyes and what is about them show of the picture: the steepest steps of luminance over half a millimetre as a share
/// of those over three, and how light the lightest parts are (the white of the eye, whatever the skin).
struct EyeSight {
  double sharpness = 1, lightest = 255;
};
EyeSight lookAtEyes(const Pyramid& photo, const FoundFace& face) {
  const double px = face.pose.pxPerMm(), half = std::max(0.25 * px, 0.5), wide = std::max(1.5 * px, 2.0), reach = 15 * px;
  constexpr int kSteps = 44;
  std::vector<double> fine, coarse, light;
  const auto luma = [&](Vec2 p) { return static_cast<double>(photo.lumaAt(p)); };
  for (const int pupil : {kPupilRight, kPupilLeft}) {
    for (int j = -kSteps; j <= kSteps; ++j) {
      for (int i = -kSteps; i <= kSteps; ++i) {
        const Vec2 p = face.mesh.at(pupil) + Vec2(i, j) * (reach / kSteps);
        fine.push_back(std::fabs(luma(p + Vec2(0, half)) - luma(p - Vec2(0, half))));
        coarse.push_back(std::fabs(luma(p + Vec2(0, wide)) - luma(p - Vec2(0, wide))));
        light.push_back(luma(p));
      }
    }
  }
  const auto high = [](std::vector<double>& v, size_t percent) {
    const auto at = v.begin() + static_cast<ptrdiff_t>(v.size() * percent / 100);
    std::nth_element(v.begin(), at, v.end());
    return *at;
  };
  const double c = high(coarse, 97);
  return {c > 4 ? high(fine, 97) / c : 0, high(light, 98)};
}

void describeFace(const FacePoints& points, const FoundFace& face, FoundHead& out) {
  for (size_t i = 0; i < kLandmarkCount; ++i)
    if (points.landmarks[i]) out.landmarks[i] = FoundPoint{points.landmarks[i]->px, points.landmarks[i]->sdPx};
  out.canthusLeft = FoundPoint{points.canthusLeft.px, points.canthusLeft.sdPx};
  out.canthusRight = FoundPoint{points.canthusRight.px, points.canthusRight.sdPx};
  out.turn = HeadTurn{face.pose.yawRad(), face.pose.pitchRad(), face.pose.rollRad()};
  const double yaw = face.pose.yawRad();
  out.view = std::fabs(yaw) < kFrontRad ? HeadView::front : yaw > 0 ? HeadView::threeQuarterLeft : HeadView::threeQuarterRight;
}

/// The iris when it is large enough to be measured, else the pupils' distance; both as they would be face on.
void chooseScale(const FacePoints& points, const FoundFace& face, FoundHead& out) {
  const auto& left = out.landmarks[static_cast<size_t>(Landmark::pupilLeft)];
  const auto& right = out.landmarks[static_cast<size_t>(Landmark::pupilRight)];
  const double pupilsPx = left && right ? glm::length(left->px - right->px) : 0;
  out.irisPx = points.irisDiameterPx;
  const double guessPx = points.irisDiameterPx.value_or(11.7 * face.pose.pxPerMm());
  if (points.irisDiameterPx && *points.irisDiameterPx >= kLeastIrisPx) {
    const double own = points.irisSdPx / *points.irisDiameterPx;
    const double relative = std::hypot(factValue("scale.iris_rel_sd"), std::max(own, 0.012));
    out.scale = FoundScale{{ScaleKind::iris, *points.irisDiameterPx, *usualScaleMm(ScaleKind::iris)}, relative};
  } else if (pupilsPx > 4) {
    const double squeeze = std::max(0.6, detCos(face.pose.yawRad()));
    const double relative = std::hypot(0.059, 1.5 / pupilsPx, 0.5 * (1 / squeeze - 1));
    out.scale = FoundScale{{ScaleKind::ipd, pupilsPx / squeeze, *usualScaleMm(ScaleKind::ipd)}, relative};
  }
  if (guessPx < kLeastIrisPx) out.warnings.push_back(FindWarning::tooSmall);
}

void judge(const Pyramid& photo, const FoundFace& face, FoundHead& out) {
  const FacePose& pose = face.pose;
  const EyeSight eyes = lookAtEyes(photo, face);
  if (eyes.sharpness < kSoftShare) out.warnings.push_back(FindWarning::blurred);
  if (eyes.lightest < kDarkLuma) out.warnings.push_back(FindWarning::dark);
  const double reach = 6 * pose.pxPerMm();
  const auto cheek = [&](double side) { return patchLuma(photo, pose.project({side * kCheekMm.x, kCheekMm.y, kCheekMm.z}), reach); };
  const double left = cheek(1), right = cheek(-1);
  const double turn = std::fabs(pose.yawRad());
  const double ratio = std::pow(std::max(left, right) / std::max(1.0, std::min(left, right)), 2.2);
  if (turn < kFrontRad && ratio > kShadowRatio) out.warnings.push_back(FindWarning::shadow);
  if (std::fabs(pose.rollRad()) > kTiltedRad || std::fabs(pose.pitchRad()) > 35 * kPi / 180) out.warnings.push_back(FindWarning::tilted);
}

/// Without a face: by what the detector takes for eyes, nose and ears, and by whether a neck is seen below.
HeadView viewWithoutFace(const NetSet& nets, NetWorkspace& space, const Pyramid& photo, const HeadOutline& outline) {
  constexpr double kProfileScore = 0.6, kAside = 0.4;
  const std::vector<FaceBox> boxes = detectFaces(nets, space, photo, {outline.centrePx, 3.2 * outline.radiusPx, 0});
  for (const FaceBox& box : boxes) {
    if (box.score < kProfileScore || glm::length(box.centrePx - outline.centrePx) > 1.2 * outline.radiusPx) continue;
    const double aside = (box.nosePx.x - 0.5 * (box.leftEarPx.x + box.rightEarPx.x)) / box.sidePx;
    if (std::fabs(aside) > kAside) return aside < 0 ? HeadView::left : HeadView::right;
  }
  // A neck below is narrower than the head and wider than nothing.
  const double reach = 2.2 * outline.radiusPx;
  const PersonMask mask = personMask(nets, space, photo, outline.centrePx - reach, outline.centrePx + reach);
  int wide = 0;
  for (int i = -100; i <= 100; ++i) wide += mask.at(outline.centrePx + outline.radiusPx * Vec2(i * 0.02, 1.12)) >= 0.5 ? 1 : 0;
  const double share = wide * 0.02 / 2;
  return share > 0.35 && share < 0.9 ? HeadView::back : HeadView::top;
}

}  // namespace

std::string_view headViewName(HeadView view) { return kViewNames[static_cast<size_t>(view)]; }
std::string_view findWarningName(FindWarning warning) { return kWarningNames[static_cast<size_t>(warning)]; }

PhotoMeasures FoundHead::measures() const {
  PhotoMeasures out;
  for (size_t i = 0; i < kLandmarkCount; ++i)
    if (landmarks[i]) {
      out.landmarks.px[i] = landmarks[i]->px;
      out.sdPx[i] = landmarks[i]->sdPx;
    }
  out.outlinePx = outlinePx;
  if (!outlinePx.empty()) out.outlineSdPx = outlineSdPx;
  if (scale) out.scale = scale->reference;
  return out;
}

void FoundHead::enlarge(double factor) {
  const auto point = [&](std::optional<FoundPoint>& p) {
    if (p) p = FoundPoint{p->px * factor, p->sdPx * factor};
  };
  for (auto& [px, size] : otherFacesPx) px *= factor, size *= factor;
  for (std::optional<FoundPoint>& p : landmarks) point(p);
  point(canthusLeft), point(canthusRight);
  for (Vec2& p : outlinePx) p *= factor;
  outlineSdPx *= factor;
  if (scale) scale->reference.px *= factor;
  if (irisPx) *irisPx *= factor;
  headCentrePx *= factor, headRadiusPx *= factor;
  if (hair) hair->minPx *= factor, hair->stepPx *= factor;
}

HeadFinder::HeadFinder() : space_(std::make_unique<NetWorkspace>()) {}
HeadFinder::HeadFinder(HeadFinder&&) noexcept = default;
HeadFinder& HeadFinder::operator=(HeadFinder&&) noexcept = default;
HeadFinder::~HeadFinder() = default;

Result<HeadFinder> HeadFinder::fromBytes(std::span<const uint8_t> netsBin) {
  Result<NetSet> nets = readNets(netsBin);
  if (!nets) return nets.error();
  HeadFinder finder;
  finder.nets_ = std::make_unique<NetSet>(std::move(*nets));
  return finder;
}

Result<FoundHead> HeadFinder::find(const ImageRgb8& photo, std::optional<double> focalPx, int which) {
  const Error nobody = Error{"find.nobody"};
  if (photo.width < 32 || photo.height < 32) return nobody;
  const Pyramid pyramid(photo);
  const FaceSearch search = searchFaces(*nets_, *space_, pyramid, focalPx);
  FoundHead out;
  out.faces = static_cast<int>(search.faces.size());
  if (search.faces.empty()) {
    const std::optional<HeadOutline> outline = outlineWithoutFace(*nets_, *space_, pyramid);
    if (!outline) return nobody;
    out.view = viewWithoutFace(*nets_, *space_, pyramid, *outline);
    out.outlinePx = outline->px;
    out.outlineSdPx = outline->sdPx;
    out.headCentrePx = outline->centrePx;
    out.headRadiusPx = outline->radiusPx;
    if (outline->cutOff) out.warnings.push_back(FindWarning::cutOff);
    out.warnings.push_back(FindWarning::noFace);
    return out;
  }
  out.face = std::clamp(which, 0, out.faces - 1);
  const FoundFace& face = search.faces[static_cast<size_t>(out.face)];
  for (size_t i = 0; i < search.faces.size(); ++i)
    if (&search.faces[i] != &face) out.otherFacesPx.emplace_back(search.faces[i].mesh.at(kNoseTip), search.faces[i].sizePx());
  // Somebody far behind does not count.
  if (search.faces.size() > 1 && search.faces[1].sizePx() > 0.35 * search.faces[0].sizePx())
    out.warnings.push_back(FindWarning::severalPeople);
  const FacePoints points = pointsOf(pyramid, face);
  describeFace(points, face, out);
  chooseScale(points, face, out);
  const std::optional<HeadOutline> outline = outlineOfFace(*nets_, *space_, pyramid, face);
  if (outline) {
    out.outlinePx = outline->px;
    out.outlineSdPx = outline->sdPx;
    out.headCentrePx = outline->centrePx;
    out.headRadiusPx = outline->radiusPx;
  }
  if (!outline || outline->cutOff) out.warnings.push_back(FindWarning::cutOff);
  judge(pyramid, face, out);
  FitOptions fitOptions;
  fitOptions.photoWidthPx = photo.width;
  fitOptions.photoHeightPx = photo.height;
  fitOptions.focalPx = focalPx;
  Result<HeadFit> fit = fitHead(out.measures(), fitOptions);
  if (!fit) {
    // Hair or a hat may make an outline that no head has.
    std::vector<Vec2> edge = std::exchange(out.outlinePx, {});
    fit = fitHead(out.measures(), fitOptions);
    if (!fit) out.outlinePx = std::move(edge);
  }
  if (fit) {
    const double reach = 2.1 * std::max(out.headRadiusPx, 30 * face.pose.pxPerMm());
    const Vec2 middle = out.headRadiusPx > 0 ? out.headCentrePx : face.mesh.at(kForeheadPoint);
    out.hair = hairOf(pyramid, personMask(*nets_, *space_, pyramid, middle - reach, middle + reach), *fit);
  }
  std::sort(out.warnings.begin(), out.warnings.end());
  return out;
}

}  // namespace hd
