// What the stages of a sample picture hand to each other: camera rig, geometry per pixel, colour.
#pragma once

#include <vector>

#include "mannequin/internal/head_sdf.h"
#include "scalp/view.h"

namespace hd {

/// Linear RGB, interleaved as vectors, row 0 at the top.
struct LinearImage {
  int width = 0, height = 0;
  std::vector<sdf::V3> px;
  LinearImage() = default;
  LinearImage(int w, int h, sdf::V3 fill) : width(w), height(h), px(static_cast<size_t>(w) * static_cast<size_t>(h), fill) {}
  sdf::V3& at(int x, int y) { return px[static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x)]; }
  const sdf::V3& at(int x, int y) const { return px[static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x)]; }
};

/// A pinhole camera in single precision, with its axes in the head frame.
struct Rig {
  explicit Rig(const Camera& camera);
  sdf::V3 eye, right, down, forward;
  float focalPx, centreX, centreY;

  /// Unit direction through a photo px.
  sdf::V3 ray(float x, float y) const {
    return glm::normalize(forward + right * ((x - centreX) / focalPx) + down * ((y - centreY) / focalPx));
  }
  /// Photo px of a point in front of the camera, and its depth along the axis in mm.
  sdf::V3 project(sdf::V3 p) const {
    const sdf::V3 v = p - eye;
    const float z = glm::dot(v, forward);
    return {centreX + focalPx * glm::dot(v, right) / z, centreY + focalPx * glm::dot(v, down) / z, z};
  }
};

/// Geometry seen through each pixel's centre. `depth` is along the camera axis in mm, huge for backdrop.
struct Geometry {
  int width = 0, height = 0;
  std::vector<float> depth;
  std::vector<sdf::V3> pos, normal;
  std::vector<Material> material;
  size_t index(int x, int y) const { return static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x); }
};
inline constexpr float kNoDepth = 1e9f;

/// Finds the surface behind every pixel.
Geometry traceGeometry(const HeadSdf& head, const Rig& rig, int width, int height);

/// Smooths the picture's silhouettes and material edges: pixels where neighbours differ are looked at
/// through a few rays, each taking the colour of the neighbouring pixel it belongs to.
void smoothEdges(const HeadSdf& head, const Rig& rig, const Geometry& geometry, LinearImage& image);

}  // namespace hd
