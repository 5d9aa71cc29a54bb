// The vectors everything shares: glm's, in double precision, so that geometry that feeds the dots
// is computed once and the same everywhere. Only + - * / and sqrt stand behind dot, cross, length
// and normalize, which every compiler rounds alike.
#pragma once

#include <glm/geometric.hpp>
#include <glm/mat2x2.hpp>
#include <glm/mat3x3.hpp>
#include <glm/matrix.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

namespace hd {

using Vec2 = glm::dvec2;
using Vec3 = glm::dvec3;
using Mat2 = glm::dmat2;
using Mat3 = glm::dmat3;

/// z of the cross product of two plane vectors; twice the signed area they span.
inline double cross2(Vec2 a, Vec2 b) { return a.x * b.y - a.y * b.x; }

}  // namespace hd
