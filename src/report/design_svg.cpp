#include "report/design_svg.h"

#include <algorithm>
#include <cstdio>
#include <span>

#include "design/templates.h"
#include "report/internal/markup.h"
#include "report/unrolled_hairline.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

constexpr double kMarginMm = 12.0;

struct Box {
  Vec2 low{1e18}, high{-1e18};
  void add(std::span<const Vec2> points, Vec2 shift = Vec2{0.0}) {
    for (const Vec2 p : points) {
      low = glm::min(low, p + shift);
      high = glm::max(high, p + shift);
    }
  }
};

// Two decimals: a hundredth of a millimetre is finer than any pen.
std::string num(double value) {
  char text[48];
  std::snprintf(text, sizeof text, "%.2f", value);
  std::string out = text;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string path(std::span<const Vec2> points, bool closed, Vec2 shift = Vec2{0.0}) {
  std::string d;
  for (size_t i = 0; i < points.size(); ++i) put(d, i == 0 ? "M" : "L", num(points[i].x + shift.x), " ", num(points[i].y + shift.y));
  if (closed) d += "Z";
  return d;
}

class Drawing {
 public:
  void open(const std::string& id, const std::string& name, const char* style) {
    put(body_, "<g id=\"", id, "\" inkscape:groupmode=\"layer\" inkscape:label=\"", escaped(name), "\" ", style, ">\n");
  }
  void close() { body_ += "</g>\n"; }
  void shape(const std::string& d, const std::string& title = {}) {
    put(body_, "<path d=\"", d, "\"");
    if (title.empty()) body_ += "/>\n";
    else put(body_, "><title>", escaped(title), "</title></path>\n");
  }
  void circle(Vec2 p, double r) { put(body_, "<circle cx=\"", num(p.x), "\" cy=\"", num(p.y), "\" r=\"", num(r), "\"/>\n"); }
  void label(Vec2 p, const std::string& text) {
    put(body_, "<text x=\"", num(p.x), "\" y=\"", num(p.y), "\" stroke=\"none\" font-family=\"sans-serif\" font-size=\"3.5\">",
        escaped(text), "</text>\n");
  }
  const std::string& body() const { return body_; }

 private:
  std::string body_;
};

}  // namespace

std::string designToSvg(const Design& design, const ScalpMap& map, const Dots& dots) {
  Drawing drawing;
  Box box;
  drawing.open("zones", tr("svg.zones"), "fill=\"#c98f5a\" fill-opacity=\"0.18\" stroke=\"#a2683a\" stroke-width=\"0.25\"");
  for (const Zone& zone : design.zones) {
    if (!zone.visible) continue;
    drawing.shape(path(zone.outlineMapMm, true), zone.name);
    box.add(zone.outlineMapMm);
  }
  drawing.close();
  drawing.open("masks", tr("svg.masks"), "fill=\"#5a86c9\" fill-opacity=\"0.18\" stroke=\"#3a68a2\" stroke-width=\"0.25\"");
  for (const Mask& mask : design.masks) {
    drawing.shape(path(mask.outlineMapMm, true), mask.name);
    box.add(mask.outlineMapMm);
  }
  drawing.close();
  drawing.open("flow", tr("svg.flow"), "fill=\"none\" stroke=\"#3d8a5f\" stroke-width=\"0.3\"");
  for (const FlowStroke& stroke : design.flow.strokes) drawing.shape(path(stroke.pointsMapMm, false));
  drawing.close();
  for (int session = 1; session <= design.sessions.count; ++session) {
    std::string id = "dots-";
    id += std::to_string(session);
    drawing.open(id, trf("svg.dots", {{"session", session}}), "fill=\"#2b2b2b\" stroke=\"none\"");
    for (const Dot& dot : dots) {
      if (dot.session != session) continue;
      // A dot keeps its size on the skin; the map shows it as much smaller or larger as it shows the skin.
      drawing.circle(dot.posMapMm, static_cast<double>(dot.radiusMm) / map.lengthScale(dot.posMapMm));
      const Vec2 p[] = {dot.posMapMm};
      box.add(p);
    }
    drawing.close();
  }
  double scale = 1.0;
  if (design.hairline.enabled) {
    const std::vector<Vec2> curve = hairlineCurve(design.hairline, 1.0);
    drawing.open("hairline", tr("svg.hairline"), "fill=\"none\" stroke=\"#c8102e\" stroke-width=\"0.4\"");
    drawing.shape(path(curve, false));
    drawing.close();
    box.add(curve);
    if (map.covers(curve[curve.size() / 2])) scale = map.lengthScale(curve[curve.size() / 2]);
  }
  if (box.low.x > box.high.x) box.add(std::vector<Vec2>{{0, 0}, {10, 10}});
  const std::optional<UnrolledHairline> unrolled = map.isFlat() ? std::nullopt : unrollHairline(design, map);
  if (unrolled) {
    Box own;
    own.add(unrolled->curveMm);
    const Vec2 shift{0.5 * (box.low.x + box.high.x) - 0.5 * (own.low.x + own.high.x), box.high.y + 2.0 * kMarginMm - own.low.y};
    drawing.open("hairline-unrolled", tr("svg.unrolled"), "fill=\"none\" stroke=\"#c8102e\" stroke-width=\"0.4\"");
    drawing.shape(path(unrolled->curveMm, false, shift));
    drawing.close();
    box.add(unrolled->curveMm, shift);
  }
  const Vec2 foot{box.low.x, box.high.y + kMarginMm};
  drawing.open("scale", tr("svg.scale"), "fill=\"#20242a\" stroke=\"#20242a\" stroke-width=\"0.3\"");
  std::string bar;
  put(bar, "M", num(foot.x), " ", num(foot.y), "h100m0 -2v4m-100 0v-4");
  drawing.shape(bar);
  drawing.label(foot + Vec2{103.0, 1.2}, tr("template.bar_mm"));
  drawing.close();
  box.add(std::vector<Vec2>{foot, foot + Vec2{125.0, 3.0}});

  const Vec2 low = box.low - Vec2{kMarginMm}, size = box.high - box.low + Vec2{2.0 * kMarginMm};
  std::string out;
  put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" ",
      "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" width=\"", num(size.x), "mm\" height=\"", num(size.y),
      "mm\" viewBox=\"", num(low.x), " ", num(low.y), " ", num(size.x), " ", num(size.y), "\">\n<title>", escaped(tr("svg.title")),
      "</title>\n<desc>", escaped(map.isFlat() ? tr("svg.about_flat") : trf("svg.about", {{"scale", quantity(scale, Unit::mm, 2)}})),
      "</desc>\n", drawing.body(), "</svg>\n");
  return out;
}

}  // namespace hd
