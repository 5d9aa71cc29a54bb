#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "image/encode.h"
#include "render/cpu_raster.h"
#include "render/splats.h"
#include "report/plan_sheet.h"
#include "text/format.h"
#include "text/sentence.h"
#include "text/strings.h"
#include "vision/sharpness.h"
#include "vision/skin_sample.h"

namespace hd {
namespace {

constexpr int kPictureWidth = 1100, kStripSide = 320, kQuality = 88;
constexpr double kMargin = 0.10;       // of the work's own size, around it
constexpr double kStripSkinMm = 32.0;  // a side of the patch in the strip
constexpr double kSettledDays = 60.0;

struct Box {
  Vec2 low{1e18}, high{-1e18};
  bool empty() const { return low.x > high.x; }
};

SheetPicture jpegOf(const ImageRgb8& image, std::string caption) {
  return {encodeJpeg(image, kQuality), image.width, image.height, std::move(caption)};
}

class Scene {
 public:
  Scene(const Design& design, const ScalpMap& map, const Dots& dots, const Ageing& ageing, const ImageRgb8& photo)
      : design_(design), map_(map), dots_(dots), photo_(photo) {
    look_.ageing = ageing;
    look_.sessionsDone = design.sessions.count;
    look_.photoBlurPx = photoBlurPx(photo);
    skin_ = setSkin(look_, design, photo, dots, map);
  }

  ImageRgb8 picture(const RasterWindow& window, double day) const {
    LookSettings look = look_;
    look.dayAfterLastSession = day;
    return renderWindow(photo_, makeSplats(dots_, design_.view(), map_, look, look.sessionsDone), window, kBackgroundRgb, skin_);
  }

  ImageRgb8 bare(const RasterWindow& window) const { return renderWindow(photo_, {}, window); }

  Box box() const {
    Box box;
    for (const Splat& s : makeSplats(dots_, design_.view(), map_, look_, look_.sessionsDone)) {
      const Vec2 p{s.x, s.y};
      box.low = glm::min(box.low, p);
      box.high = glm::max(box.high, p);
    }
    return box;
  }

 private:
  const Design& design_;
  const ScalpMap& map_;
  const Dots& dots_;
  const ImageRgb8& photo_;
  LookSettings look_;
  SkinLight skin_;
};

// The work with a margin, no narrower or flatter than a picture should be, inside of the photo where that is large enough.
RasterWindow wholeWork(const Box& box, const ImageRgb8& photo) {
  const Vec2 centre = 0.5 * (box.low + box.high);
  Vec2 size = (box.high - box.low) * (1.0 + 2.0 * kMargin);
  size = {std::max({size.x, 0.8 * size.y, 64.0}), std::max({size.y, 0.7 * size.x, 64.0})};
  size = {std::min(size.x, static_cast<double>(photo.width)), std::min(size.y, static_cast<double>(photo.height))};
  RasterWindow window;
  window.originXPx = clamp(centre.x - 0.5 * size.x, 0.0, photo.width - size.x);
  window.originYPx = clamp(centre.y - 0.5 * size.y, 0.0, photo.height - size.y);
  window.pxPerPhotoPx = kPictureWidth / size.x;
  window.width = kPictureWidth;
  window.height = static_cast<int>(std::lround(size.y * window.pxPerPhotoPx));
  return window;
}

// A patch at the hairline's middle where there is one in view, else in the middle of the work.
RasterWindow patch(const Design& design, const ScalpMap& map, const Box& box) {
  Vec2 centre = 0.5 * (box.low + box.high);
  const View& view = design.view();
  double mmPerPx = view.mmPerPx;
  if (design.hairline.enabled && !design.hairline.pointsMapMm.empty()) {
    const Vec2 middle = design.hairline.pointsMapMm[design.hairline.pointsMapMm.size() / 2];
    const auto print = footprintAt(view, map, middle);
    // Seen edge-on it would show nothing.
    if (print && print->facing > 0.4) {
      centre = print->centrePx;
      // Most of the patch behind the edge, which lies up in the photo or wherever the map's -y goes.
      const Vec2 back = -print->axis1Px;
      mmPerPx = 1.0 / std::max(glm::length(print->axis0Px), 1e-6);
      centre += 0.25 * kStripSkinMm * back;
    }
  }
  const double sidePx = std::max(16.0, kStripSkinMm / std::max(mmPerPx, 1e-6));
  RasterWindow window;
  window.originXPx = centre.x - 0.5 * sidePx;
  window.originYPx = centre.y - 0.5 * sidePx;
  window.pxPerPhotoPx = kStripSide / sidePx;
  window.width = window.height = kStripSide;
  return window;
}

}  // namespace

PlanPictures makePlanPictures(const Design& design, const ScalpMap& map, const Dots& dots, const Ageing& ageing, const ImageRgb8& photo) {
  const Scene scene(design, map, dots, ageing, photo);
  const Box box = scene.box();
  if (box.empty()) return {};
  PlanPictures out;
  const RasterWindow whole = wholeWork(box, photo);
  out.before = jpegOf(scene.bare(whole), tr("paper.before"));
  out.after = jpegOf(scene.picture(whole, kSettledDays), tr("paper.after"));
  const RasterWindow close = patch(design, map, box);
  for (const double day : {0.0, 7.0, 28.0, kDaysPerYear, 3.0 * kDaysPerYear, 5.0 * kDaysPerYear})
    out.strip.push_back(jpegOf(scene.picture(close, day), formatAge(day)));
  return out;
}

}  // namespace hd
