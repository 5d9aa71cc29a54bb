// Pages in millimetres from the top left corner, over libharu.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/vec.h"

namespace hd {

enum class PdfWeight { regular, semibold };

class Pdf {
 public:
  explicit Pdf(std::string_view title);
  ~Pdf();
  Pdf(const Pdf&) = delete;
  Pdf& operator=(const Pdf&) = delete;

  void newPage(double widthMm, double heightMm);
  int pages() const { return pages_; }
  /// Goes back to a page (0-based) to add to it.
  void toPage(int page);

  /// Baseline at yMm. Sizes are in points. Colours are 0xRRGGBB.
  void text(double xMm, double yMm, double sizePt, PdfWeight weight, uint32_t rgb, std::string_view utf8);
  void textRight(double xMm, double yMm, double sizePt, PdfWeight weight, uint32_t rgb, std::string_view utf8);
  double textWidthMm(double sizePt, PdfWeight weight, std::string_view utf8) const;
  /// Lines no wider than that; words that are too long stand alone.
  std::vector<std::string> wrapped(double widthMm, double sizePt, PdfWeight weight, std::string_view utf8) const;

  void fillRect(double xMm, double yMm, double wMm, double hMm, uint32_t rgb, double radiusMm = 0.0);
  void strokeRect(double xMm, double yMm, double wMm, double hMm, uint32_t rgb, double lineMm);
  void line(Vec2 fromMm, Vec2 toMm, uint32_t rgb, double lineMm, double dashMm = 0.0);
  void polyline(std::span<const Vec2> pointsMm, uint32_t rgb, double lineMm, double dashMm = 0.0);
  void fillCircle(Vec2 centreMm, double radiusMm, uint32_t rgb);
  /// What is drawn until unclip() stays within the rectangle.
  void clip(double xMm, double yMm, double wMm, double hMm);
  void unclip();
  /// JPEG or PNG bytes.
  void jpeg(std::span<const uint8_t> bytes, double xMm, double yMm, double wMm, double hMm);

  /// The file; empty when something went wrong on the way.
  std::string bytes();

 private:
  struct State;
  State* state_;
  int pages_ = 0;
};

}  // namespace hd
