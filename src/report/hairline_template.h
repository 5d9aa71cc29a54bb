// The hairline to print at 1:1 and lay on the head: tiles with overlap, landmarks, a scale to measure.
#pragma once

#include <string>
#include <vector>

#include "report/sheet.h"
#include "report/unrolled_hairline.h"

namespace hd {

struct HairlineTemplatePdf {
  std::string bytes;  ///< empty when the pages could not be made (memory)
  double pageWidthMm = 0.0, pageHeightMm = 0.0;
  /// Where things lie: page from 0, mm from its top left corner. For checks against a print.
  struct Point {
    int page;
    Vec2 posMm;
  };
  std::vector<Point> controls;  ///< the hairline's points, on each page where they are seen
  std::vector<Point> bars;      ///< left ends of the 100 mm bar, one a page
  int columns = 0, rows = 0;
};

/// Every page carries a 100 mm and a 4 in bar.
HairlineTemplatePdf hairlineTemplatePdf(const UnrolledHairline& hairline, Paper paper);

}  // namespace hd
