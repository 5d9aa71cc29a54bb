#include "report/hairline_template.h"

#include <algorithm>
#include <cmath>

#include "report/internal/pdf.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {
namespace {

constexpr uint32_t kInk = 0x20242A, kMuted = 0x69707A, kGrid = 0xC9C6BF, kControl = 0xC8102E, kFace = 0x2F6DB3;
constexpr double kMarginMm = 10.0, kOverlapMm = 10.0, kHeadMm = 12.0, kFootMm = 26.0, kAroundMm = 9.0, kGridMm = 50.0, kInchMm = 25.4;

struct Box {
  Vec2 low{1e18}, high{-1e18};
  void add(Vec2 p) {
    low = glm::min(low, p);
    high = glm::max(high, p);
  }
};

Box contentOf(const UnrolledHairline& h) {
  Box box;
  for (const Vec2 p : h.curveMm) box.add(p);
  for (const Vec2 p : h.behindMm) box.add(p);
  if (h.glabellaMm) box.add({0.0, *h.glabellaMm + 6.0});
  box.low -= Vec2{kAroundMm};
  box.high += Vec2{kAroundMm};
  return box;
}

// What of a page shows the head; the rest are margins, title and bars.
struct Page {
  double width, height;
  Vec2 tile() const { return {width - 2 * kMarginMm, height - 2 * kMarginMm - kHeadMm - kFootMm}; }
  int count(double size, double room) const {
    return 1 + std::max(0, static_cast<int>(std::ceil((size - room) / (room - kOverlapMm) - 1e-9)));
  }
};

class Template {
 public:
  Template(const UnrolledHairline& hairline, Page page, int columns, int rows, Box content)
      : h_(hairline), page_(page), columns_(columns), rows_(rows), pdf_(tr("template.title")) {
    // All tiles together are centred on the content.
    const Vec2 step = page_.tile() - Vec2{kOverlapMm};
    const Vec2 all = Vec2{step.x * (columns - 1), step.y * (rows - 1)} + page_.tile();
    origin_ = 0.5 * (content.low + content.high) - 0.5 * all;
    step_ = step;
  }

  HairlineTemplatePdf run() {
    HairlineTemplatePdf out;
    out.pageWidthMm = page_.width;
    out.pageHeightMm = page_.height;
    out.columns = columns_;
    out.rows = rows_;
    // Tiles without anything on them are not printed.
    std::vector<std::pair<int, int>> tiles;
    for (int row = 0; row < rows_; ++row)
      for (int column = 0; column < columns_; ++column) {
        corner_ = cornerOf(column, row);
        if (hasInk()) tiles.emplace_back(column, row);
      }
    tiles_ = tiles.size();
    for (const auto& tile : tiles) {
      const int column = tile.first, row = tile.second;
      pdf_.newPage(page_.width, page_.height);
      corner_ = cornerOf(column, row);
      const Vec2 size = page_.tile();
      pdf_.clip(kMarginMm, top(), size.x, size.y);
      grid();
      drawing();
      pdf_.unclip();
      frame(column, row);
      const int page = pdf_.pages() - 1;
      for (const Vec2 p : h_.controlMm)
        if (seen(p)) out.controls.push_back({page, onPage(p)});
      out.bars.push_back({page, bars()});
    }
    out.bytes = pdf_.bytes();
    return out;
  }

 private:
  Vec2 cornerOf(int column, int row) const { return origin_ + Vec2{step_.x * column, step_.y * row}; }
  bool hasInk() const {
    const auto any = [&](const std::vector<Vec2>& points) {
      return std::any_of(points.begin(), points.end(), [&](Vec2 p) { return seen(p); });
    };
    bool midline = false;
    for (double y = 0.0; y <= h_.glabellaMm.value_or(0.0); y += 5.0) midline |= seen({0.0, y});
    return midline || any(h_.curveMm) || any(h_.behindMm);
  }
  static double top() { return kMarginMm + kHeadMm; }
  Vec2 onPage(Vec2 p) const { return p - corner_ + Vec2{kMarginMm, top()}; }
  bool seen(Vec2 p) const {
    const Vec2 q = p - corner_, size = page_.tile();
    return q.x >= 0 && q.y >= 0 && q.x <= size.x && q.y <= size.y;
  }
  std::vector<Vec2> onPage(const std::vector<Vec2>& points) const {
    std::vector<Vec2> out;
    for (const Vec2 p : points) out.push_back(onPage(p));
    return out;
  }
  void cross(Vec2 p, double arm, uint32_t rgb, double line) {
    pdf_.line(p - Vec2{arm, 0}, p + Vec2{arm, 0}, rgb, line);
    pdf_.line(p - Vec2{0, arm}, p + Vec2{0, arm}, rgb, line);
  }
  void label(Vec2 p, const std::string& text, uint32_t rgb, double size = 7.0) { pdf_.text(p.x, p.y, size, PdfWeight::regular, rgb, text); }

  // Crosses that meet when two pages lie right on each other.
  void grid() {
    const Vec2 size = page_.tile();
    for (double x = std::ceil(corner_.x / kGridMm) * kGridMm; x <= corner_.x + size.x; x += kGridMm)
      for (double y = std::ceil(corner_.y / kGridMm) * kGridMm; y <= corner_.y + size.y; y += kGridMm)
        cross(onPage(Vec2{x, y}), 2.0, kGrid, 0.15);
  }

  void drawing() {
    pdf_.polyline(onPage(h_.behindMm), kMuted, 0.2, 1.0);
    pdf_.polyline(onPage(h_.curveMm), kInk, 0.5);
    ticks();
    const Vec2 middle = onPage(Vec2{0, 0});
    const double below = h_.glabellaMm.value_or(25.0);
    pdf_.line(middle - Vec2{0, 8}, middle + Vec2{0, below}, kFace, 0.2, 2.0);
    if (h_.glabellaMm) {
      const Vec2 glabella = onPage(Vec2{0, below});
      pdf_.line(glabella - Vec2{6, 0}, glabella + Vec2{6, 0}, kFace, 0.35);
      pdf_.line(glabella - Vec2{0, 4}, glabella + Vec2{0, 4}, kFace, 0.35);
      label(glabella + Vec2{7.5, 1.0}, trf("template.glabella", {{"height", quantity(below, Unit::mm)}}), kFace, 8.0);
      label(middle + Vec2{1.5, 0.5 * below}, tr("template.midline"), kFace);
    }
    for (const UnrolledHairline::Mark& mark : h_.marks) {
      const Vec2 p = onPage(mark.posMm);
      const bool pupil = mark.kind == UnrolledHairline::Mark::Kind::pupil;
      // Towards the midline and at two heights, where nothing else stands.
      const double length = pupil ? 12.0 : 34.0;
      pdf_.line(p, p + Vec2{0, length}, kFace, 0.2);
      const std::string text = pupil ? tr("template.pupil") : tr("template.eye_corner");
      const double width = pdf_.textWidthMm(7.0, PdfWeight::regular, text);
      label(p + Vec2{mark.posMm.x < 0 ? 1.0 : -width - 1.0, length}, text, kFace);
    }
    for (const Vec2 p : h_.controlMm) cross(onPage(p), 1.6, kControl, 0.2);
  }

  // Every centimetre along the skin from the middle, each fifth with its number.
  void ticks() {
    const auto& c = h_.curveMm;
    size_t middle = 0;
    for (size_t i = 1; i < c.size(); ++i)
      if (glm::length(c[i]) < glm::length(c[middle])) middle = i;
    for (const int side : {-1, 1}) {
      double along = 0.0, next = 10.0;
      for (size_t i = middle; side < 0 ? i > 0 : i + 1 < c.size(); i = static_cast<size_t>(static_cast<int64_t>(i) + side)) {
        const Vec2 a = c[i], b = c[static_cast<size_t>(static_cast<int64_t>(i) + side)];
        const double length = glm::length(b - a);
        for (; next <= along + length; next += 10.0) {
          const Vec2 d = (b - a) / std::max(length, 1e-9), p = a + d * (next - along);
          const Vec2 back = static_cast<double>(side) * Vec2{d.y, -d.x};
          const bool major = std::lround(next) % 50 == 0;
          pdf_.line(onPage(p), onPage(p + (major ? 3.5 : 2.0) * back), kInk, 0.2);
          if (major) label(onPage(p + 6.0 * back) - Vec2{2.0, -1.0}, formatNumber(next / 10.0, 0), kMuted);
        }
        along += length;
      }
    }
  }

  static std::string tileName(int column, int row) {
    std::string name(1, static_cast<char>('A' + row));
    name += std::to_string(column + 1);
    return name;
  }

  void frame(int column, int row) {
    const Vec2 size = page_.tile();
    const double right = page_.width - kMarginMm;
    pdf_.text(kMarginMm, kMarginMm + 4.5, 11, PdfWeight::semibold, kInk, tr("template.title"));
    if (tiles_ > 1)
      pdf_.textRight(right, kMarginMm + 4.5, 11, PdfWeight::semibold, kInk,
                     trf("template.tile", {{"tile", tileName(column, row)}, {"count", tiles_}}));
    label({kMarginMm, kMarginMm + 9.0}, tr("template.how"), kMuted, 7.5);
    // Where the neighbour lies over this page.
    const double overlap = kOverlapMm;
    const auto border = [&](Vec2 from, Vec2 to) { pdf_.line(from, to, kMuted, 0.2, 1.5); };
    if (column > 0) {
      border({kMarginMm + overlap, top()}, {kMarginMm + overlap, top() + size.y});
      label({kMarginMm + overlap + 1.0, top() + 4.0}, trf("template.lay", {{"tile", tileName(column - 1, row)}}), kMuted);
    }
    if (column + 1 < columns_) border({right - overlap, top()}, {right - overlap, top() + size.y});
    if (row > 0) {
      border({kMarginMm, top() + overlap}, {right, top() + overlap});
      label({kMarginMm + 20.0, top() + overlap + 4.0}, trf("template.lay", {{"tile", tileName(column, row - 1)}}), kMuted);
    }
    if (row + 1 < rows_) border({kMarginMm, top() + size.y - overlap}, {right, top() + size.y - overlap});
    pdf_.strokeRect(kMarginMm, top(), size.x, size.y, kGrid, 0.15);
  }

  // The two bars to measure; gives the left end of the first.
  Vec2 bars() {
    const double y = page_.height - kMarginMm - kFootMm + 10.0;
    const auto bar = [&](double at, double length, int parts, const std::string& text) {
      pdf_.line({kMarginMm + 1, at}, {kMarginMm + 1 + length, at}, 0x000000, 0.3);
      for (int i = 0; i <= parts; ++i) {
        const double x = kMarginMm + 1 + length * i / parts, h = i == 0 || i == parts ? 3.0 : 1.5;
        pdf_.line({x, at}, {x, at - h}, 0x000000, 0.2);
      }
      label({kMarginMm + 1 + length + 3.0, at}, text, kInk, 8.0);
    };
    bar(y, 100.0, 10, tr("template.bar_mm"));
    bar(y + 8.0, 4.0 * kInchMm, 4, tr("template.bar_inch"));
    pdf_.text(kMarginMm + 1, y + 14.5, 8.0, PdfWeight::semibold, kControl, tr("template.print"));
    if (pdf_.pages() == 1) {
      const std::string length =
          trf("template.length", {{"length", quantity(h_.lengthMm, Unit::mm)}, {"feather", quantity(h_.featherMm, Unit::mm)}});
      pdf_.textRight(page_.width - kMarginMm, y + 14.5, 7.5, PdfWeight::regular, kMuted, length);
    }
    return {kMarginMm + 1, y};
  }

  const UnrolledHairline& h_;
  Page page_;
  int columns_, rows_;
  size_t tiles_ = 0;
  Pdf pdf_;
  Vec2 origin_{0.0}, step_{0.0}, corner_{0.0};
};

}  // namespace

HairlineTemplatePdf hairlineTemplatePdf(const UnrolledHairline& hairline, Paper paper) {
  const double a = paper == Paper::a4 ? 210.0 : 215.9, b = paper == Paper::a4 ? 297.0 : 279.4;
  const Box content = contentOf(hairline);
  const Vec2 size = content.high - content.low;
  const auto tiles = [&](const Page& page) { return std::pair{page.count(size.x, page.tile().x), page.count(size.y, page.tile().y)}; };
  const Page tall{a, b}, wide{b, a};
  const auto tallTiles = tiles(tall), wideTiles = tiles(wide);
  const bool isWide = wideTiles.first * wideTiles.second <= tallTiles.first * tallTiles.second;
  const auto chosen = isWide ? wideTiles : tallTiles;
  return Template(hairline, isWide ? wide : tall, chosen.first, chosen.second, content).run();
}

}  // namespace hd
