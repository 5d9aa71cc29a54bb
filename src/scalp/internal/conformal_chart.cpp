#include "scalp/internal/conformal_chart.h"

#include <cmath>
#include <vector>

#include "core/math.h"

namespace hd {
namespace {

// The sphere map is u(s) = s + grad F + s x grad(x H) with F and H polynomials of y and z: up to
// its length, which does not matter, every smooth left-right symmetric map near the identity. What
// merely turns or inflates the sphere conformally (F of first degree, constant H) is left out.
constexpr int kOrder = ConformalChart::kDegree;  // degree of F; H has one less

// A polynomial in (y, z) with coefficient of y^i z^j at [i][j].
struct Poly {
  double c[kOrder + 2][kOrder + 2] = {};
};

Poly times(const Poly& p, int byY, int byZ, double factor) {
  Poly out;
  for (int i = 0; i + byY < kOrder + 2; ++i)
    for (int j = 0; j + byZ < kOrder + 2; ++j) out.c[i + byY][j + byZ] = factor * p.c[i][j];
  return out;
}

Poly plus(const Poly& a, const Poly& b) {
  Poly out;
  for (int i = 0; i < kOrder + 2; ++i)
    for (int j = 0; j < kOrder + 2; ++j) out.c[i][j] = a.c[i][j] + b.c[i][j];
  return out;
}

Poly byY(const Poly& p) {
  Poly out;
  for (int i = 1; i < kOrder + 2; ++i)
    for (int j = 0; j < kOrder + 2; ++j) out.c[i - 1][j] = i * p.c[i][j];
  return out;
}

Poly byZ(const Poly& p) {
  Poly out;
  for (int i = 0; i < kOrder + 2; ++i)
    for (int j = 1; j < kOrder + 2; ++j) out.c[i][j - 1] = j * p.c[i][j];
  return out;
}

// Legendre polynomials keep the normal equations well conditioned where plain powers would not.
struct Legendre {
  double power[kOrder + 1][kOrder + 1] = {};  // P_n = sum of power[n][k] t^k
  Legendre() {
    power[0][0] = 1.0;
    power[1][1] = 1.0;
    for (int n = 2; n <= kOrder; ++n)
      for (int k = 0; k <= n; ++k) power[n][k] = ((2 * n - 1) * (k > 0 ? power[n - 1][k - 1] : 0.0) - (n - 1) * power[n - 2][k]) / n;
  }
};

struct Term {
  bool twist;  // belongs to H
  int i, j;    // degrees in y and z
};

std::vector<Term> terms() {
  std::vector<Term> out;
  for (int i = 0; i <= kOrder; ++i)
    for (int j = 0; i + j <= kOrder; ++j)
      if (i + j >= 2) out.push_back({false, i, j});
  for (int i = 0; i < kOrder; ++i)
    for (int j = 0; i + j < kOrder; ++j)
      if (i + j >= 1) out.push_back({true, i, j});
  return out;
}

// P_n, P_n' and P_n'' at one place for all n.
struct LegendreValues {
  double p[kOrder + 1], d[kOrder + 1], dd[kOrder + 1];
  explicit LegendreValues(double t) {
    p[0] = 1.0, d[0] = 0.0, dd[0] = 0.0;
    p[1] = t, d[1] = 1.0, dd[1] = 0.0;
    for (int n = 2; n <= kOrder; ++n) {
      p[n] = ((2 * n - 1) * t * p[n - 1] - (n - 1) * p[n - 2]) / n;
      d[n] = d[n - 2] + (2 * n - 1) * p[n - 1];
      dd[n] = dd[n - 2] + (2 * n - 1) * d[n - 1];
    }
  }
};

// One term's displacement at s and its derivatives along two tangents.
struct TermJet {
  Vec3 value, along1, along2;
};

Vec3 slopeAlong(const Term& term, Vec3 s, Vec3 e, double h, double hy, double hz, double hyy, double hyz, double hzz) {
  const double ey = hyy * e.y + hyz * e.z, ez = hyz * e.y + hzz * e.z;
  if (!term.twist) return {0.0, ey, ez};
  const double eh = hy * e.y + hz * e.z, xx = s.x * s.x, xe = 2.0 * s.x * e.x;
  return {e.x * (s.y * hz - s.z * hy) + s.x * (e.y * hz + s.y * ez - e.z * hy - s.z * ey), e.z * h + s.z * eh - xe * hz - xx * ez,
          xe * hy + xx * ey - e.y * h - s.y * eh};
}

TermJet termJet(const Term& term, Vec3 s, Vec3 e1, Vec3 e2, const LegendreValues& y, const LegendreValues& z) {
  const int i = term.i, j = term.j;
  const double h = y.p[i] * z.p[j], hy = y.d[i] * z.p[j], hz = y.p[i] * z.d[j];
  const double hyy = y.dd[i] * z.p[j], hyz = y.d[i] * z.d[j], hzz = y.p[i] * z.dd[j];
  TermJet out;
  out.value = term.twist ? Vec3(s.x * (s.y * hz - s.z * hy), s.z * h - s.x * s.x * hz, s.x * s.x * hy - s.y * h) : Vec3(0.0, hy, hz);
  out.along1 = slopeAlong(term, s, e1, h, hy, hz, hyy, hyz, hzz);
  out.along2 = slopeAlong(term, s, e2, h, hy, hz, hyy, hyz, hzz);
  return out;
}

// Derivative of the skin position by u, where u / |u| is the anatomical direction.
Mat3 skinByDirection(const HeadModel& head, Vec3 u) {
  const double inverse = 1.0 / std::sqrt(glm::dot(u, u));
  const Vec3 q = u * inverse;
  const HeadModel::RadiusJet rho = head.radiusJet(q);
  Mat3 m;
  for (int k = 0; k < 3; ++k) {
    Vec3 e(0.0);
    e[k] = 1.0;
    const Vec3 dq = (e - q * q[k]) * inverse;
    m[k] = head.scaleMm() * (rho.r * dq + (rho.dy * dq.y + rho.dz * dq.z) * q);
  }
  return m;
}

// Solves the symmetric positive definite system in place (Cholesky; lower triangle, row-major).
// Written out because a library's blocking follows the machine's caches, and with it the rounding.
void solveInPlace(std::vector<double>& a, std::vector<double>& b) {
  const size_t n = b.size();
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j <= i; ++j) {
      double sum = a[i * n + j];
      for (size_t k = 0; k < j; ++k) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = i == j ? std::sqrt(sum > 0.0 ? sum : 1e-30) : sum / a[j * n + j];
    }
    double sum = b[i];
    for (size_t k = 0; k < i; ++k) sum -= a[i * n + k] * b[k];
    b[i] = sum / a[i * n + i];
  }
  for (size_t i = n; i-- > 0;) {
    double sum = b[i];
    for (size_t k = i + 1; k < n; ++k) sum -= a[k * n + i] * b[k];
    b[i] = sum / a[i * n + i];
  }
}

struct Sample {
  Vec3 s, e1, e2;
  double weight, peopleWeight;
};

// Points spread evenly over the half sphere x > 0. The underside, where no scalp is, only has to
// keep the chart unique and smooth; a weight just above nothing leaves the terms to the scalp.
std::vector<Sample> samples() {
  constexpr int kLevels = 30, kAround = 30;
  std::vector<Sample> out;
  for (int i = 0; i < kLevels; ++i) {
    const double y = 1.0 - (2.0 * i + 1.0) / kLevels, ring = std::sqrt(1.0 - y * y);
    for (int j = 0; j < kAround; ++j) {
      const double angle = (j + 0.5) * kPi / kAround;
      const Vec3 s(ring * detSin(angle), y, ring * detCos(angle));
      const Vec3 e1 = glm::normalize(Vec3(s.z, 0.0, -s.x));
      out.push_back({s, e1, glm::cross(s, e1), y > -0.88 ? 1.0 : 0.002, y > 0.6 * s.z - 0.85 ? 1.0 : 0.05});
    }
  }
  return out;
}

// Normal equations of one Gauss-Newton step.
struct System {
  explicit System(size_t n) : normal(n * n, 0.0), right(n, 0.0) {}
  std::vector<double> normal, right;
};

// Linearises the deviation from conformality about the terms' factors; returns its sum of squares.
double buildSystem(const HeadModel& head, const std::vector<Term>& term, const std::vector<double>& factor, System& system) {
  static const std::vector<Sample> kSamples = samples();
  const size_t n = term.size();
  std::vector<double> row1(n), row2(n);
  std::vector<TermJet> jets(n);
  double cost = 0.0;
  for (const Sample& at : kSamples) {
    const LegendreValues ly(at.s.y), lz(at.s.z);
    Vec3 u = at.s, u1 = at.e1, u2 = at.e2;
    for (size_t k = 0; k < n; ++k) {
      jets[k] = termJet(term[k], at.s, at.e1, at.e2, ly, lz);
      u += factor[k] * jets[k].value;
      u1 += factor[k] * jets[k].along1;
      u2 += factor[k] * jets[k].along2;
    }
    // a, b: images on the skin of the two tangents. Conformal: equally long and orthogonal.
    const Mat3 m = skinByDirection(head, u);
    const Vec3 a = m * u1, b = m * u2;
    const double sum = glm::dot(a, a) + glm::dot(b, b);
    const double stretch = (glm::dot(a, a) - glm::dot(b, b)) / sum, shear = 2.0 * glm::dot(a, b) / sum;
    const Vec3 stretchA = (2.0 - 2.0 * stretch) / sum * a, stretchB = (-2.0 - 2.0 * stretch) / sum * b;
    const Vec3 shearA = 2.0 / sum * (b - shear * a), shearB = 2.0 / sum * (a - shear * b);
    // How a and b change when u itself moves; differences suffice, they only steer the iteration.
    Mat3 turnA, turnB;
    constexpr double kStep = 1e-4;
    for (int k = 0; k < 3; ++k) {
      Vec3 d(0.0);
      d[k] = kStep;
      const Mat3 slope = (skinByDirection(head, u + d) - skinByDirection(head, u - d)) * (0.5 / kStep);
      turnA[k] = slope * u1;
      turnB[k] = slope * u2;
    }
    const double weight = head.params().fromPeople ? at.peopleWeight : at.weight;
    cost += weight * (stretch * stretch + shear * shear);
    // Row vectors: what a term's value and slopes contribute to the two residuals.
    const Vec3 stretch1 = stretchA * m, stretch2 = stretchB * m, stretch0 = stretchA * turnA + stretchB * turnB;
    const Vec3 shear1 = shearA * m, shear2 = shearB * m, shear0 = shearA * turnA + shearB * turnB;
    for (size_t k = 0; k < n; ++k) {
      const TermJet& j = jets[k];
      row1[k] = glm::dot(stretch1, j.along1) + glm::dot(stretch2, j.along2) + glm::dot(stretch0, j.value);
      row2[k] = glm::dot(shear1, j.along1) + glm::dot(shear2, j.along2) + glm::dot(shear0, j.value);
    }
    for (size_t i = 0; i < n; ++i) {
      const double w1 = weight * row1[i], w2 = weight * row2[i];
      double* line = system.normal.data() + i * n;
      for (size_t k = 0; k <= i; ++k) line[k] += w1 * row1[k] + w2 * row2[k];
      system.right[i] -= w1 * stretch + w2 * shear;
    }
  }
  return cost;
}

// Fills in the chart's powers from the terms' factors.
void toPowers(const std::vector<Term>& term, const std::vector<double>& factor, ConformalChart& chart) {
  const Legendre legendre;
  Poly f, h;
  for (size_t k = 0; k < term.size(); ++k) {
    Poly& p = term[k].twist ? h : f;
    for (int i = 0; i <= term[k].i; ++i)
      for (int j = 0; j <= term[k].j; ++j) p.c[i][j] += factor[k] * legendre.power[term[k].i][i] * legendre.power[term[k].j][j];
  }
  const Poly fy = byY(f), fz = byZ(f), hy = byY(h), hz = byZ(h);
  const auto timesXx = [](const Poly& p) {  // x^2 = 1 - y^2 - z^2
    return plus(p, plus(times(p, 2, 0, -1.0), times(p, 0, 2, -1.0)));
  };
  Poly x = plus(times(hz, 1, 0, 1.0), times(hy, 0, 1, -1.0));
  Poly y = plus(fy, plus(times(h, 0, 1, 1.0), times(timesXx(hz), 0, 0, -1.0)));
  Poly z = plus(fz, plus(timesXx(hy), times(h, 1, 0, -1.0)));
  x.c[0][0] += 1.0;
  y.c[1][0] += 1.0;
  z.c[0][1] += 1.0;
  size_t at = 0;
  for (int j = 0; j <= kOrder; ++j)
    for (int i = 0; i + j <= kOrder; ++i, at += 4) {
      chart.coefficients[at] = x.c[i][j];
      chart.coefficients[at + 1] = y.c[i][j];
      chart.coefficients[at + 2] = z.c[i][j];
    }
}

}  // namespace

Vec3 sphereOfDirection(const ConformalChart& chart, Vec3 q) {
  Vec3 s = glm::normalize(2.0 * q - glm::normalize(chart.sphereMap(q)));
  for (int k = 0; k < 30; ++k) {
    const ConformalChart::SphereJet jet = chart.sphereJet(s);
    // Newton in the tangent plane: the derivative's columns and the miss, both across q.
    const Vec3 a = std::fabs(s.y) < 0.8 ? glm::normalize(Vec3(s.z, 0.0, -s.x)) : glm::normalize(Vec3(0.0, -s.z, s.y));
    const Vec3 b = glm::cross(s, a);
    const double inverse = 1.0 / std::sqrt(glm::dot(jet.u, jet.u));
    const auto push = [&](Vec3 e) {
      const Vec3 w = (jet.dx * e.x + jet.dy * e.y + jet.dz * e.z) * inverse;
      const Vec3 p = jet.u * inverse;
      return w - p * glm::dot(p, w);
    };
    const Vec3 ga = push(a), gb = push(b), miss = q - jet.u * inverse;
    const double aa = glm::dot(ga, ga), ab = glm::dot(ga, gb), bb = glm::dot(gb, gb);
    const double ra = glm::dot(ga, miss), rb = glm::dot(gb, miss), det = aa * bb - ab * ab;
    const Vec3 step = a * ((bb * ra - ab * rb) / det) + b * ((aa * rb - ab * ra) / det);
    const double length = std::sqrt(glm::dot(step, step));
    s = glm::normalize(s + step * (length > 0.3 ? 0.3 / length : 1.0));
    if (length < 1e-14) break;
  }
  return s;
}

ConformalChart solveConformalChart(const HeadModel& head) {
  static const std::vector<Term> kTerm = terms();
  const size_t n = kTerm.size();
  System system(n);
  std::vector<double> factor(n, 0.0);
  double cost = buildSystem(head, kTerm, factor, system);

  // Gauss-Newton, held back (Levenberg) where a very long or flat head makes it overshoot.
  constexpr int kMostIterations = 15;
  double damping = 1e-10;
  for (int iteration = 0; iteration < kMostIterations; ++iteration) {
    System trial = system;
    for (size_t i = 0; i < n; ++i) trial.normal[i * n + i] *= 1.0 + damping;
    solveInPlace(trial.normal, trial.right);
    std::vector<double> next = factor;
    for (size_t i = 0; i < n; ++i) next[i] += trial.right[i];
    System nextSystem(n);
    const double nextCost = buildSystem(head, kTerm, next, nextSystem);
    if (nextCost < cost) {
      const bool settled = cost - nextCost < 1e-4 * cost;
      factor = std::move(next);
      system = std::move(nextSystem);
      cost = nextCost;
      damping = damping > 1e-3 ? damping * 0.1 : 1e-10;
      if (settled) break;
    } else {
      if (damping < 1e-9 && iteration > 3) break;  // at the bottom: only rounding is left
      damping = damping < 1e-3 ? 1e-2 : damping * 10.0;
    }
  }

  ConformalChart chart;
  toPowers(kTerm, factor, chart);
  const Vec3 vertex = sphereOfDirection(chart, head.vertexDirection());
  // The vertex lies in the plane of symmetry: turn the pole onto it about the x axis.
  const double length = std::sqrt(vertex.y * vertex.y + vertex.z * vertex.z);
  chart.tiltCos = vertex.y / length;
  chart.tiltSin = vertex.z / length;
  chart.radiusMm = 1.0;
  const ChartJet jet = chartJet(head, chart, {0.0, 0.0});
  chart.radiusMm = std::sqrt(glm::length(glm::cross(jet.du, jet.dv)));
  return chart;
}

}  // namespace hd
