#include "render/internal/shaders.h"

#include <cstdio>

#include "render/blur.h"
#include "render/highlight.h"
#include "render/internal/coverage.h"

namespace hd::shaders {

std::string preamble() {
#ifdef __EMSCRIPTEN__
  std::string text = "#version 300 es\n";
#else
  std::string text = "#version 330 core\n";
#endif
  text += "precision highp float;\nprecision highp int;\nprecision highp sampler2D;\n";
  // With a point or an exponent always: GLSL ES does not turn an int literal into a float.
  const auto number = [](float value) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.8e", static_cast<double>(value));
    return std::string(digits);
  };
  const auto list = [&](const char* name, const std::array<float, kChords>& values) {
    text += std::string("const float ") + name + "[kChords] = float[](";
    for (size_t i = 0; i < values.size(); ++i) text += (i ? ", " : "") + number(values[i]);
    text += ");\n";
  };
  text += "const int kChords = " + std::to_string(kChords) + ";\n";
  list("kHeight", kChordRule.height);
  list("kWeight", kChordRule.weight);
  text += "const float kShareUntilPx = " + number(kShareUntilPx) + ";\n";
  text += "const float kInPlaceFromPx = " + number(kInPlaceFromPx) + ";\n";
  text += "const float kHighlightFrom = " + number(kHighlightFrom) + ";\n";
  text += "const float kHighlightFull = " + number(kHighlightFull) + ";\n";
  text += "const float kMostMirrored = " + number(kMostMirrored) + ";\n";
  text += "const int kMostBlurRadius = " + std::to_string(kMostBlurRadius) + ";\n";
  text += "const int kTexelsPerSplat = " + std::to_string(kTexelsPerSplat) + ";\n";
  text += "const int kTexelsPerRow = " + std::to_string(kTexelsPerRow) + ";\n";
  text += R"(
vec3 toSrgb(vec3 c) {
  c = clamp(c, 0.0, 1.0);
  return mix(1.055 * pow(max(c, vec3(1e-6)), vec3(1.0 / 2.4)) - 0.055, 12.92 * c, lessThanEqual(c, vec3(0.0031308)));
}
vec3 toLinear(vec3 c) {
  return mix(pow((c + 0.055) / 1.055, vec3(2.4)), c / 12.92, lessThanEqual(c, vec3(0.04045)));
}
)";
  return text;
}

const char* const kWholeVertex = R"(
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(2.0 * corner - 1.0, 0.0, 1.0);
}
)";

// Row 0 of the layers is the top one, so gl_FragCoord is the place in the window.
const char* const kPhotoFragment = R"(
uniform sampler2D photo;
uniform vec2 photoPx;      // the photo's size in photo px; the texture may be a smaller copy
uniform vec2 origin;       // photo px at the window's top-left corner
uniform float scale;       // window px per photo px
out vec4 color;

ivec2 photoSize;           // texels

vec3 texel(ivec2 at) { return texelFetch(photo, clamp(at, ivec2(0), photoSize - 1), 0).rgb; }

vec3 grown(vec2 at) {
  vec2 cell = floor(at - 0.5);
  vec2 f = at - 0.5 - cell;
  ivec2 i = ivec2(cell);
  return mix(mix(texel(i), texel(i + ivec2(1, 0)), f.x), mix(texel(i + ivec2(0, 1)), texel(i + 1), f.x), f.y);
}

vec3 shrunk(vec2 from, vec2 to) {
  from = clamp(from, vec2(0.0), vec2(photoSize));
  to = clamp(to, vec2(0.0), vec2(photoSize));
  ivec2 first = min(ivec2(from), photoSize - 1);
  ivec2 last = clamp(ivec2(ceil(to)) - 1, first, photoSize - 1);
  vec3 sum = vec3(0.0);
  float weights = 0.0;
  for (int y = first.y; y <= last.y; ++y) {
    float wy = min(to.y, float(y) + 1.0) - max(from.y, float(y));
    for (int x = first.x; x <= last.x; ++x) {
      float w = wy * (min(to.x, float(x) + 1.0) - max(from.x, float(x)));
      sum += w * texelFetch(photo, ivec2(x, y), 0).rgb;
      weights += w;
    }
  }
  return sum / max(weights, 1e-9);
}

void main() {
  photoSize = textureSize(photo, 0);
  vec2 perPx = vec2(photoSize) / photoPx;
  vec2 pixelTexels = perPx / scale;
  vec2 at = origin * perPx + gl_FragCoord.xy * pixelTexels;
  bool inside = all(greaterThanEqual(at, vec2(0.0))) && all(lessThan(at, vec2(photoSize)));
  if (!inside) {
    color = vec4(0.0);
    return;
  }
  vec2 reach = 0.5 * pixelTexels;
  color = vec4(toSrgb(pixelTexels.x <= 1.0 ? grown(at) : shrunk(at - reach, at + reach)), 1.0);
}
)";

const char* const kDotVertex = R"(
uniform sampler2D splats;
uniform vec2 origin;       // photo px at the window's top-left corner
uniform float scale;       // window px per photo px
uniform vec2 size;         // window px

flat out vec4 place;       // x, y (window px), shear, delta
flat out vec4 form;        // root of alpha, soft, in place 0..1, window px of reach in y
flat out vec3 take;        // absorb * share
flat out vec3 absorb;
flat out vec3 share;
flat out vec3 lit;
flat out ivec2 earlier;    // first, count
flat out vec2 center;      // photo px

vec4 fetch(int i) { return texelFetch(splats, ivec2(i % kTexelsPerRow, i / kTexelsPerRow), 0); }

void main() {
  int base = gl_VertexID / 6 * kTexelsPerSplat;
  vec4 a = fetch(base);       // x, y, alpha, shear
  vec4 b = fetch(base + 1);   // delta, soft, first earlier, earlier count
  vec4 c = fetch(base + 2);   // absorb, smaller diameter
  vec4 d = fetch(base + 3);   // share
  vec4 e = fetch(base + 4);   // lit
  absorb = c.rgb;
  share = d.rgb;
  lit = e.rgb;
  take = absorb * share;
  center = a.xy;
  earlier = ivec2(b.zw);
  vec2 at = (a.xy - origin) * scale;
  place = vec4(at, a.w, b.x / (scale * scale));
  float cap = 1.0 + b.y;
  vec2 reach = scale * sqrt(cap * vec2(1.0 / a.z + a.w * a.w / b.x, 1.0 / b.x));
  float inPlace = earlier.y > 0 ? smoothstep(kShareUntilPx, kInPlaceFromPx, c.a * scale) : 0.0;
  form = vec4(sqrt(a.z) / scale, b.y, inPlace, reach.y);
  vec2 from = floor(at - reach), to = ceil(at + reach);
  int k = gl_VertexID % 6;    // two triangles: corners 0 1 2, 2 1 3
  int which = k < 3 ? k : k == 5 ? 3 : 5 - k;
  vec2 corner = vec2(which & 1, which >> 1);
  gl_Position = vec4(2.0 * mix(from, to, corner) / size - 1.0, 0.0, 1.0);
}
)";

const char* const kDotFragment = R"(
uniform sampler2D splats;
uniform float scale;
uniform int listBase;      // texel where the lists of earlier neighbours start

flat in vec4 place;
flat in vec4 form;
flat in vec3 take;
flat in vec3 absorb;
flat in vec3 share;
flat in vec3 lit;
flat in ivec2 earlier;
flat in vec2 center;
out vec4 color;

vec4 fetch(int i) { return texelFetch(splats, ivec2(i % kTexelsPerRow, i / kTexelsPerRow), 0); }

float upTo(float t, float c2, float c) {
  float s = clamp(t, -c, c);
  return s * (c2 - s * s * (1.0 / 3.0));
}

vec3 through(vec2 at) {
  vec3 left = lit;
  for (int i = 0; i < earlier.y; ++i) {
    int entry = earlier.x + i;
    int base = int(fetch(listBase + entry / 4)[entry % 4]) * kTexelsPerSplat;
    vec4 a = fetch(base), b = fetch(base + 1), c = fetch(base + 2);
    vec2 d = at - a.xy;
    float along = d.x - a.w * d.y;
    float u = a.z * along * along + b.x * d.y * d.y;
    left *= 1.0 - clamp((1.0 + b.y - u) / (2.0 * b.y), 0.0, 1.0) * c.rgb;
  }
  return left;
}

// Adds the pixel's part of the parabola (cap - u); x: covered, yzw: covered times what reaches it.
vec4 parabola(float cap, vec2 pixel) {
  float reach = sqrt(cap / place.w);
  float from = max(pixel.y - place.y, -reach), to = min(pixel.y + 1.0 - place.y, reach);
  if (!(to > from)) return vec4(0.0);
  float middle = 0.5 * (from + to), halfHeight = 0.5 * (to - from);
  vec4 sum = vec4(0.0);
  for (int k = 0; k < kChords; ++k) {
    float y = middle + halfHeight * kHeight[k];
    float c2 = max(cap - place.w * y * y, 0.0);
    float c = sqrt(c2);
    float t0 = (pixel.x - place.x - place.z * y) * form.x, t1 = t0 + form.x;
    float part = kWeight[k] * (upTo(t1, c2, c) - upTo(t0, c2, c));
    sum.x += part;
    if (form.z > 0.0 && part > 0.0) {
      float mid = 0.5 * (max(t0, -c) + min(t1, c)) / form.x;
      sum.yzw += part * through(center + vec2(mid + place.z * y, y) / scale);
    }
  }
  return sum * halfHeight / (2.0 * form.y * form.x);
}

void main() {
  vec2 pixel = gl_FragCoord.xy - 0.5;
  vec4 covered = parabola(1.0 + form.y, pixel) - parabola(1.0 - form.y, pixel);
  vec3 taken = take * covered.x;
  if (form.z > 0.0) taken = absorb * mix(share * covered.x, covered.yzw, form.z);
  color = vec4(taken, 1.0);
}
)";

const char* const kAfterFragment = R"(
uniform sampler2D before;
uniform sampler2D removed;
uniform vec2 skin;         // luminance (0: unknown), blue over red
uniform sampler2D veil;    // light missing around dots (veil.h)
uniform ivec2 veilNodes;   // columns and rows; 0: no veil
uniform vec2 veilOrigin;   // node of the window's top-left corner
uniform float veilStep;    // nodes per window px
uniform int veilTaps;      // places averaged each way
out vec4 color;

vec3 veilAt(vec2 at) {
  vec2 cell = floor(at), f = at - cell;
  if (any(lessThan(cell, vec2(0.0))) || any(greaterThanEqual(cell, vec2(veilNodes - 1)))) return vec3(0.0);
  ivec2 i = ivec2(cell);
  vec3 left = mix(texelFetch(veil, i, 0).rgb, texelFetch(veil, i + ivec2(0, 1), 0).rgb, f.y);
  vec3 right = mix(texelFetch(veil, i + ivec2(1, 0), 0).rgb, texelFetch(veil, i + ivec2(1, 1), 0).rgb, f.y);
  return mix(left, right, f.x);
}

vec3 veilHere() {
  vec3 sum = vec3(0.0);
  for (int j = 0; j < veilTaps; ++j)
    for (int i = 0; i < veilTaps; ++i)
      sum += veilAt(veilOrigin + (gl_FragCoord.xy - 0.5 + (vec2(i, j) + 0.5) / float(veilTaps)) * veilStep);
  return sum / float(veilTaps * veilTaps);
}

float mirroredLight(vec3 c) {
  if (skin.x <= 0.0) return 0.0;
  float t = smoothstep(kHighlightFrom, kHighlightFull, dot(c, vec3(0.2126, 0.7152, 0.0722)) / skin.x);
  return t * clamp(c.r - (c.r - c.b) / (1.0 - skin.y), 0.0, kMostMirrored * min(c.r, min(c.g, c.b)));
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 bare = texelFetch(before, at, 0);
  vec3 dots = min(clamp(texelFetch(removed, at, 0).rgb, 0.0, 1.0) + veilHere(), 1.0);
  vec3 c = toLinear(bare.rgb);
  color = vec4(dots == vec3(0.0) ? bare.rgb : toSrgb(c - (c - mirroredLight(c)) * dots), bare.a);
}
)";

const char* const kBlurFragment = R"(
uniform sampler2D source;
uniform sampler2D whole;   // the unblurred picture, for its alpha
uniform ivec2 along;       // (1, 0) or (0, 1)
uniform ivec2 size;
uniform bool fromSrgb;     // first pass: decode, weigh by alpha; second: divide, encode
uniform float weights[kMostBlurRadius + 1];
uniform int radius;
out vec4 color;

vec4 tap(ivec2 at) {
  vec4 c = texelFetch(source, at, 0);
  return fromSrgb ? vec4(toLinear(c.rgb) * c.a, c.a) : c;
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int place = along.x == 1 ? at.x : at.y;
  int count = along.x == 1 ? size.x : size.y;
  vec4 sum = vec4(0.0);
  for (int k = max(-radius, -place); k <= min(radius, count - 1 - place); ++k)
    sum += weights[abs(k)] * tap(at + k * along);
  color = sum;
  if (!fromSrgb) color = vec4(toSrgb(sum.rgb / max(sum.a, 1e-6)), texelFetch(whole, at, 0).a);
}
)";

const char* const kShowFragment = R"(
uniform sampler2D before;
uniform sampler2D after;
uniform ivec2 target;      // framebuffer px of the window's lower-left corner
uniform int height;
uniform float split;       // window px; left of it is before
uniform vec3 background;
out vec4 color;

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy) - target;
  at.y = height - 1 - at.y;
  vec4 shown = float(at.x) + 0.5 < split ? texelFetch(before, at, 0) : texelFetch(after, at, 0);
  color = vec4(shown.a > 0.5 ? shown.rgb : background, 1.0);
}
)";

}  // namespace hd::shaders
