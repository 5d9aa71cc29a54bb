#include <algorithm>
#include <string>

#include "report/internal/pdf.h"
#include "report/sheet.h"

namespace hd {
namespace {

constexpr uint32_t kInk = 0x20242A, kMuted = 0x69707A, kRule = 0xDAD7D0, kTile = 0xF5F4F1, kGood = 0x3D8A5F, kWarn = 0xC9871F,
                   kStop = 0xB8412F, kPlain = 0xB9B5AC;
constexpr double kMarginMm = 18.0, kFootMm = 20.0, kBodyPt = 9.5, kSmallPt = 8.0, kLineMm = 4.6;

class Layout {
 public:
  Layout(const Sheet& sheet, Paper paper) : sheet_(sheet), pdf_(sheet.title) {
    widthMm_ = paper == Paper::a4 ? 210.0 : 215.9;
    heightMm_ = paper == Paper::a4 ? 297.0 : 279.4;
    startPage();
  }

  std::string run() {
    head();
    for (const SheetBlock& block : sheet_.blocks) std::visit(*this, block);
    for (int page = 0; page < pdf_.pages(); ++page) {
      pdf_.toPage(page);
      foot(page);
    }
    return pdf_.bytes();
  }

  void operator()(const SheetHeading& heading) {
    // With what follows: a heading alone at the foot of a page helps nobody.
    room(30.0);
    if (y_ > kMarginMm + 1.0) y_ += 5.0;
    y_ += 5.0;
    pdf_.text(kMarginMm, y_, 13, PdfWeight::semibold, kInk, heading.text);
    y_ += 4.0;
  }

  void operator()(const SheetText& text) { paragraph(text.text, text.muted ? kMuted : kInk); }

  void operator()(const SheetFigures& figures) {
    const size_t count = std::max<size_t>(1, figures.figures.size());
    const double gap = 3.0, width = (inner() - gap * static_cast<double>(count - 1)) / static_cast<double>(count), height = 22.0;
    room(height + 4.0);
    y_ += 1.0;
    for (size_t i = 0; i < figures.figures.size(); ++i) {
      const auto& figure = figures.figures[i];
      const double x = kMarginMm + static_cast<double>(i) * (width + gap);
      pdf_.fillRect(x, y_, width, height, kTile, 2.0);
      pdf_.text(x + 4, y_ + 6, kSmallPt, PdfWeight::regular, kMuted, figure.label);
      double size = 14.0;
      while (size > 8.0 && pdf_.textWidthMm(size, PdfWeight::semibold, figure.value) > width - 8) size -= 0.5;
      pdf_.text(x + 4, y_ + 12.6, size, PdfWeight::semibold, kInk, figure.value);
      pdf_.text(x + 4, y_ + 18, kSmallPt, PdfWeight::regular, kMuted, figure.note);
    }
    y_ += height + 4.0;
  }

  void operator()(const SheetTable& table) {
    double shares = 0.0;
    for (const auto& column : table.columns) shares += column.share;
    std::vector<double> left, width;
    double x = kMarginMm;
    for (const auto& column : table.columns) {
      left.push_back(x);
      width.push_back(inner() * column.share / shares);
      x += width.back();
    }
    const auto header = [&] {
      std::vector<std::string> titles;
      for (const auto& column : table.columns) titles.push_back(column.title);
      row(table, left, width, titles, kSmallPt, kMuted);
    };
    room(22.0);
    header();
    for (const auto& cells : table.rows) {
      if (y_ + rowHeight(table, width, cells, kBodyPt) > bottom()) {
        startPage();
        header();
      }
      row(table, left, width, cells, kBodyPt, kInk);
    }
    y_ += 3.0;
  }

  void operator()(const SheetPictures& pictures) {
    const double gap = 3.0;
    double shares = 0.0;
    for (const auto& each : pictures.pictures) shares += aspect(each);
    if (shares <= 0.0) return;
    const double room_ = inner() - gap * static_cast<double>(pictures.pictures.size() - 1);
    const double height = std::min(room_ / shares, 105.0);
    room(height + 9.0);
    y_ += 2.0;
    double x = kMarginMm;
    for (const auto& each : pictures.pictures) {
      const double width = height * aspect(each);
      pdf_.jpeg(each.bytes, x, y_, width, height);
      pdf_.text(x, y_ + height + 4.0, kSmallPt, PdfWeight::regular, kMuted, each.caption);
      x += width + gap;
    }
    y_ += height + 8.0;
  }

  void operator()(const SheetList& list) {
    const auto columns = static_cast<size_t>(std::max(1, list.columns));
    const double gap = 8.0, width = (inner() - gap * static_cast<double>(columns - 1)) / static_cast<double>(columns);
    for (size_t first = 0; first < list.items.size(); first += columns) {
      // Beside each other row by row, so that a break between pages falls between rows.
      std::vector<std::vector<std::string>> cells;
      size_t lines = 1;
      for (size_t i = first; i < std::min(first + columns, list.items.size()); ++i) {
        cells.push_back(pdf_.wrapped(width - 6.0, kBodyPt, PdfWeight::regular, list.items[i].text));
        lines = std::max(lines, cells.back().size());
      }
      const double height = static_cast<double>(lines) * kLineMm + 1.2;
      room(height);
      for (size_t i = 0; i < cells.size(); ++i) {
        const double x = kMarginMm + static_cast<double>(i) * (width + gap);
        mark(list.items[first + i].mark, x, y_);
        for (size_t k = 0; k < cells[i].size(); ++k)
          pdf_.text(x + 6.0, y_ + 3.6 + static_cast<double>(k) * kLineMm, kBodyPt, PdfWeight::regular, kInk, cells[i][k]);
      }
      y_ += height;
    }
    y_ += 2.0;
  }

 private:
  double inner() const { return widthMm_ - 2.0 * kMarginMm; }
  double bottom() const { return heightMm_ - kFootMm; }
  static double aspect(const SheetPicture& p) { return p.heightPx > 0 ? static_cast<double>(p.widthPx) / p.heightPx : 1.0; }

  void startPage() {
    pdf_.newPage(widthMm_, heightMm_);
    y_ = kMarginMm;
  }
  void room(double heightMm) {
    if (y_ + heightMm > bottom()) startPage();
  }

  void head() {
    double left = y_ + 8.0, right = y_ + 3.0;
    if (!sheet_.logo.bytes.empty()) {
      const double height = std::min(16.0, 50.0 / aspect(sheet_.logo));
      pdf_.jpeg(sheet_.logo.bytes, widthMm_ - kMarginMm - height * aspect(sheet_.logo), y_, height * aspect(sheet_.logo), height);
      right += height + 3.0;
    }
    for (size_t i = 0; i < sheet_.letterhead.size(); ++i) {
      pdf_.textRight(widthMm_ - kMarginMm, right, kSmallPt, i == 0 ? PdfWeight::semibold : PdfWeight::regular, i == 0 ? kInk : kMuted,
                     sheet_.letterhead[i]);
      right += 3.9;
    }
    pdf_.text(kMarginMm, left, 22, PdfWeight::semibold, kInk, sheet_.title);
    left += 6.5;
    pdf_.text(kMarginMm, left, kBodyPt, PdfWeight::regular, kMuted, sheet_.subtitle);
    y_ = std::max(left + 5.0, right + 2.0);
  }

  void foot(int page) {
    const double y = heightMm_ - 11.0;
    pdf_.line({kMarginMm, y - 4.5}, {widthMm_ - kMarginMm, y - 4.5}, kRule, 0.2);
    const std::string number = std::to_string(page + 1) + " / " + std::to_string(pdf_.pages());
    const std::vector<std::string> lines = pdf_.wrapped(inner() - 20.0, 7.0, PdfWeight::regular, sheet_.footer);
    for (size_t i = 0; i < lines.size(); ++i)
      pdf_.text(kMarginMm, y + 3.2 * static_cast<double>(i), 7.0, PdfWeight::regular, kMuted, lines[i]);
    pdf_.textRight(widthMm_ - kMarginMm, y, 7.0, PdfWeight::regular, kMuted, number);
  }

  void paragraph(const std::string& text, uint32_t rgb) {
    for (const std::string& line : pdf_.wrapped(inner(), kBodyPt, PdfWeight::regular, text)) {
      room(kLineMm);
      pdf_.text(kMarginMm, y_ + 3.6, kBodyPt, PdfWeight::regular, rgb, line);
      y_ += kLineMm;
    }
    y_ += 1.2;
  }

  double rowHeight(const SheetTable& table, const std::vector<double>& width, const std::vector<std::string>& cells, double sizePt) const {
    size_t lines = 1;
    for (size_t i = 0; i < table.columns.size(); ++i)
      lines = std::max(lines, pdf_.wrapped(width[i] - 3.0, sizePt, PdfWeight::regular, cells[i]).size());
    return static_cast<double>(lines) * kLineMm + 2.6;
  }

  void row(const SheetTable& table, const std::vector<double>& left, const std::vector<double>& width,
           const std::vector<std::string>& cells, double sizePt, uint32_t rgb) {
    const double height = rowHeight(table, width, cells, sizePt);
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const std::vector<std::string> lines = pdf_.wrapped(width[i] - 3.0, sizePt, PdfWeight::regular, cells[i]);
      for (size_t k = 0; k < lines.size(); ++k) {
        const double y = y_ + 4.4 + static_cast<double>(k) * kLineMm;
        if (table.columns[i].right)
          pdf_.textRight(left[i] + width[i] - (i + 1 < table.columns.size() ? 3.0 : 0.0), y, sizePt, PdfWeight::regular, rgb, lines[k]);
        else pdf_.text(left[i], y, sizePt, PdfWeight::regular, rgb, lines[k]);
      }
    }
    y_ += height;
    pdf_.line({kMarginMm, y_}, {widthMm_ - kMarginMm, y_}, kRule, 0.15);
  }

  void mark(const std::string& kind, double x, double y) {
    if (kind == "box") return pdf_.strokeRect(x + 0.4, y + 0.9, 2.9, 2.9, kMuted, 0.25);
    pdf_.fillCircle({x + 1.6, y + 2.4}, 0.85, kind == "good" ? kGood : kind == "warn" ? kWarn : kind == "stop" ? kStop : kPlain);
  }

  const Sheet& sheet_;
  Pdf pdf_;
  double widthMm_ = 0.0, heightMm_ = 0.0, y_ = 0.0;
};

}  // namespace

std::string sheetToPdf(const Sheet& sheet, Paper paper) { return Layout(sheet, paper).run(); }

}  // namespace hd
