#include "vision/internal/face_points.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd {
namespace {

// On the canonical face. Its own vertices by the ears lie 10 to 15 mm in front of the tragion.
constexpr Vec3 kGlabellaMm{0, 52.6, 63.6};
constexpr Vec3 kTragionMm{79.1, 11.7, -50.9};  ///< the left one
/// What the nets and the canonical face leave open, mm a coordinate (measured on renders of scanned heads): seen from the
/// front and what a turn of half a radian adds.
struct Sd {
  double front, turned;
};
constexpr Sd kPupilSd{0.5, 0.3}, kCanthusSd{1.2, 0.8}, kGlabellaSd{1.5, 1.2}, kMentonSd{2.8, 1.7}, kTragionSd{3.4, 1.0};
constexpr double kPupilFloorMm = 0.25;
constexpr double kNetWide = 1.07, kNetHigh = 0.98;    ///< the net's rim over the true one
constexpr double kHiddenTragionRad = 20 * kPi / 180;  ///< turned away further than this an ear is out of sight

double sdPx(Sd sd, double spreadPx, const FacePose& pose) {
  const double turn = std::min(2.0, std::fabs(pose.yawRad()) / 0.5);
  return std::hypot((sd.front + sd.turned * turn) * pose.pxPerMm(), spreadPx);
}

Vec2 farther(Vec2 a, Vec2 b, double t) { return a + (b - a) * t; }

}  // namespace

FacePoints pointsOf(const Pyramid& photo, const FoundFace& face) {
  FacePoints out;
  const FacePose& pose = face.pose;
  const auto put = [&](Landmark l, Vec2 px, double sd) { out.landmarks[static_cast<size_t>(l)] = PointWithError{px, sd}; };
  const auto spread = [&](int point) { return face.spreadPx[static_cast<size_t>(point)]; };

  const Vec2 slit = glm::normalize(face.mesh.at(kCanthusLeft) - face.mesh.at(kCanthusRight));
  double sum = 0, weights = 0;
  for (const bool left : {false, true}) {
    const int pupil = left ? kPupilLeft : kPupilRight;
    // Four points of the rim: left, top, right, bottom; the net draws it wide and low.
    const double wide = glm::length(face.mesh.at(pupil + 1) - face.mesh.at(pupil + 3)) / kNetWide;
    const double high = glm::length(face.mesh.at(pupil + 2) - face.mesh.at(pupil + 4)) / kNetHigh;
    // Who turns the head but looks at the camera shows round irises: the rim tells, not the pose.
    const double squeeze = clamp(wide / std::max(1.0, high), 0.75, 1.0);
    const double guessPx = 0.5 * (wide / squeeze + high);
    const std::optional<IrisMeasure> iris = measureIris(photo, face.mesh.at(pupil), guessPx, slit, squeeze);
    std::optional<IrisMeasure>& own = left ? out.irisLeft : out.irisRight;
    own = iris;
    const Landmark name = left ? Landmark::pupilLeft : Landmark::pupilRight;
    const double netSd = sdPx(kPupilSd, spread(pupil), pose);
    if (iris) {
      // The net and the edge err independently.
      const double netWeight = 1 / (netSd * netSd), weight = 1 / (iris->centreSdPx * iris->centreSdPx + 0.09 * netSd * netSd);
      put(name, farther(face.mesh.at(pupil), iris->centrePx, weight / (weight + netWeight)),
          std::hypot(1 / std::sqrt(weight + netWeight), kPupilFloorMm * pose.pxPerMm()));
      const double w = 1 / (iris->diameterSdPx * iris->diameterSdPx);
      sum += w * iris->diameterPx;
      weights += w;
    } else {
      put(name, face.mesh.at(pupil), netSd);
    }
    const int corner = left ? kCanthusLeft : kCanthusRight;
    PointWithError& canthus = left ? out.canthusLeft : out.canthusRight;
    canthus = PointWithError{face.mesh.at(corner), sdPx(kCanthusSd, spread(corner), pose)};
  }
  if (weights > 0) {
    out.irisDiameterPx = sum / weights;
    // Two eyes that disagree tell more about the error than either fit does.
    const double apart =
        out.irisLeft && out.irisRight ? std::fabs(out.irisLeft->diameterPx - out.irisRight->diameterPx) / 2 : 0.03 * *out.irisDiameterPx;
    out.irisSdPx = std::max(1 / std::sqrt(weights), 0.7 * apart);
  }

  put(Landmark::glabella, pose.project(kGlabellaMm), sdPx(kGlabellaSd, spread(kGlabellaPoint), pose));
  put(Landmark::menton, face.mesh.at(kMentonPoint), sdPx(kMentonSd, spread(kMentonPoint), pose));
  for (const bool left : {false, true}) {
    if ((left ? pose.yawRad() : -pose.yawRad()) < -kHiddenTragionRad) continue;
    const Vec3 at(left ? kTragionMm.x : -kTragionMm.x, kTragionMm.y, kTragionMm.z);
    put(left ? Landmark::tragionLeft : Landmark::tragionRight, pose.project(at), sdPx(kTragionSd, spread(left ? 454 : 234), pose));
  }
  return out;
}

}  // namespace hd
