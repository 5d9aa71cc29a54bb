#include "render/veil.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace hd {
namespace {

/// Meshes to a typical reach: enough for a bell to keep its shape.
constexpr double kMeshesPerReach = 2.0;
/// Finer meshes are never needed; this guards memory and the size of a texture.
constexpr double kMostColumns = 1500.0;
/// Reaches in meshes beyond which a splat is no dot of this picture.
constexpr double kMostMeshes = 64.0;

bool casts(const Splat& s, size_t c) { return s.veil[c] > 0.0f && s.veilReachPx[c] > 0.0f && s.veilReachPx[c] < 1e6f; }
bool inPlace(const Splat& s) { return std::fabs(s.x) < 1e6f && std::fabs(s.y) < 1e6f; }

/// Adds what a splat takes of one channel: a bell whose nodes sum to one, so that what a dot takes does not depend on
/// where it lies in the mesh.
void addBell(Veil& veil, const Splat& s, size_t c, std::vector<float>& weights) {
  const double x = (s.x - veil.originXPx) / veil.meshPx, y = (s.y - veil.originYPx) / veil.meshPx;
  const double reach = clamp(s.veilReachPx[c] / veil.meshPx, 1.0, kMostMeshes);
  const int x0 = std::max(static_cast<int>(std::ceil(x - reach)), 0), x1 = std::min(static_cast<int>(x + reach), veil.columns - 1);
  const int y0 = std::max(static_cast<int>(std::ceil(y - reach)), 0), y1 = std::min(static_cast<int>(y + reach), veil.rows - 1);
  const float fx = static_cast<float>(x), fy = static_cast<float>(y), perSq = static_cast<float>(1.0 / (reach * reach));
  weights.clear();
  float sum = 0.0f;
  for (int j = y0; j <= y1; ++j)
    for (int i = x0; i <= x1; ++i) {
      const float dx = static_cast<float>(i) - fx, dy = static_cast<float>(j) - fy;
      const float inner = std::max(1.0f - (dx * dx + dy * dy) * perSq, 0.0f);
      weights.push_back(inner * inner);
      sum += weights.back();
    }
  if (sum <= 0.0f) return;
  const double areaPx = kPi * std::fabs(static_cast<double>(s.axis0x) * s.axis1y - static_cast<double>(s.axis0y) * s.axis1x);
  const float taken = static_cast<float>(s.veil[c] * areaPx / (veil.meshPx * veil.meshPx)) / sum;
  size_t k = 0;
  for (int j = y0; j <= y1; ++j) {
    std::array<float, 4>* row = &veil.nodes[static_cast<size_t>(j) * veil.columns];
    for (int i = x0; i <= x1; ++i, ++k) row[i][c] += weights[k] * taken;
  }
}

/// `weight` of the veil at places along a row.
void addPlaces(const Veil& veil, float* removed, int count, double xPx, double yPx, double stepPx, float weight) {
  const double gy = (yPx - veil.originYPx) / veil.meshPx, cellY = std::floor(gy);
  if (!(cellY >= 0.0 && cellY < veil.rows - 1)) return;
  const float fy = static_cast<float>(gy - cellY);
  const std::array<float, 4>* row = &veil.nodes[static_cast<size_t>(cellY) * veil.columns];
  // Left edge of the cell at hand and what it rises by towards its right edge.
  double cell = -1.0;
  float left[3] = {0, 0, 0}, rise[3] = {0, 0, 0};
  const double first = (xPx - veil.originXPx) / veil.meshPx, step = stepPx / veil.meshPx;
  for (int k = 0; k < count; ++k) {
    const double gx = first + k * step;
    if (!(gx >= 0.0)) continue;
    if (gx >= veil.columns - 1) break;
    if (gx >= cell + 1.0 || cell < 0.0) {
      cell = std::floor(gx);
      const std::array<float, 4>* node = row + static_cast<size_t>(cell);
      for (size_t c = 0; c < 3; ++c) {
        left[c] = weight * (node[0][c] + fy * (node[veil.columns][c] - node[0][c]));
        rise[c] = weight * (node[1][c] + fy * (node[veil.columns + 1][c] - node[1][c])) - left[c];
      }
    }
    const float fx = static_cast<float>(gx - cell);
    for (int c = 0; c < 3; ++c) removed[3 * k + c] += left[c] + fx * rise[c];
  }
}

}  // namespace

Veil makeVeil(std::span<const Splat> splats) {
  size_t count = 0;
  double reaches = 0.0;
  double lowX = 1e30, lowY = 1e30, highX = -1e30, highY = -1e30;
  for (const Splat& s : splats) {
    if (!inPlace(s)) continue;
    // The mesh is made for the shortest of the bells and reaches as far as the longest.
    float shortest = 1e30f, longest = 0.0f;
    for (size_t c = 0; c < 3; ++c) {
      if (!casts(s, c)) continue;
      shortest = std::min(shortest, s.veilReachPx[c]);
      longest = std::max(longest, s.veilReachPx[c]);
    }
    if (longest == 0.0f) continue;
    ++count;
    reaches += shortest;
    lowX = std::min(lowX, static_cast<double>(s.x) - longest);
    lowY = std::min(lowY, static_cast<double>(s.y) - longest);
    highX = std::max(highX, static_cast<double>(s.x) + longest);
    highY = std::max(highY, static_cast<double>(s.y) + longest);
  }
  Veil veil;
  if (count == 0) return veil;
  const double wanted =
      std::max(reaches / static_cast<double>(count) / kMeshesPerReach, std::max(highX - lowX, highY - lowY) / kMostColumns);
  // In quarter steps of doubling and on a lattice of the photo's, so that an edit changes nothing elsewhere.
  veil.meshPx = std::exp2(std::round(4.0 * std::log2(wanted)) / 4.0);
  const double firstX = std::floor(lowX / veil.meshPx) - 1.0, firstY = std::floor(lowY / veil.meshPx) - 1.0;
  veil.originXPx = firstX * veil.meshPx;
  veil.originYPx = firstY * veil.meshPx;
  veil.columns = static_cast<int>(std::ceil(highX / veil.meshPx) - firstX) + 2;
  veil.rows = static_cast<int>(std::ceil(highY / veil.meshPx) - firstY) + 2;
  veil.nodes.assign(static_cast<size_t>(veil.columns) * veil.rows, {});

  std::vector<float> weights;
  for (const Splat& s : splats) {
    if (!inPlace(s)) continue;
    for (size_t c = 0; c < 3; ++c)
      if (casts(s, c)) addBell(veil, s, c, weights);
  }
  // Each dot takes its part of what the others leave.
  for (std::array<float, 4>& node : veil.nodes)
    for (size_t c = 0; c < 3; ++c)
      if (node[c] > 0.0f) node[c] = 1.0f - std::exp(-node[c]);
  return veil;
}

int veilTaps(const Veil& veil, double stepPx) {
  return static_cast<int>(clamp(std::ceil(stepPx / veil.meshPx - 0.01), 1.0, static_cast<double>(kMostVeilTaps)));
}

void veilRow(const Veil& veil, float* removed, int count, double xPx, double yPx, double stepPx) {
  if (veil.empty()) return;
  const int taps = veilTaps(veil, stepPx);
  for (int j = 0; j < taps; ++j)
    for (int i = 0; i < taps; ++i)
      addPlaces(veil, removed, count, xPx + stepPx * ((i + 0.5) / taps - 0.5), yPx + stepPx * ((j + 0.5) / taps - 0.5), stepPx,
                1.0f / (taps * taps));
  for (int k = 0; k < 3 * count; ++k) removed[k] = std::min(removed[k], 1.0f);
}

std::array<float, 3> veilAt(const Veil& veil, double xPx, double yPx) {
  std::array<float, 3> out{};
  veilRow(veil, out.data(), 1, xPx, yPx, 1.0);
  return out;
}

bool veilMeets(const Veil& veil, double left, double top, double right, double bottom) {
  return !veil.empty() && right > veil.originXPx && bottom > veil.originYPx && left < veil.originXPx + veil.meshPx * (veil.columns - 1) &&
         top < veil.originYPx + veil.meshPx * (veil.rows - 1);
}

}  // namespace hd
