#include "report/gallery.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <string>

#include "appearance/healing.h"
#include "appearance/shaved_scalp.h"
#include "core/facts.h"
#include "core/math.h"
#include "core/rng.h"
#include "design/templates.h"
#include "image/colour.h"
#include "pattern/dots.h"
#include "render/blur.h"
#include "render/mistakes.h"
#include "report/internal/label.h"
#include "text/sentence.h"
#include "text/strings.h"
#include "vision/skin_sample.h"

namespace hd {
namespace {

constexpr uint32_t kPaper = 0xF4F2EF;
constexpr uint32_t kInk = 0x2A2E33;
constexpr int kMargin = 12;
constexpr int kTitleScale = 3, kCaptionScale = 2;
constexpr int kCellWidth = 216, kCellHeight = 180;
constexpr double kStudioPxPerMm = 12.0;
constexpr double kStudioWidthMm = 36.0, kStudioHeightMm = 30.0;

/// Smooth noise in [-1, 1] with features of `size` px.
double softNoise(double x, double y, double size, uint64_t stream) {
  const double u = x / size, v = y / size;
  const double i = std::floor(u), j = std::floor(v);
  const auto corner = [&](double a, double b) {
    const uint64_t key =
        static_cast<uint64_t>(static_cast<int64_t>(a) + 4096) << 32 | static_cast<uint64_t>(static_cast<int64_t>(b) + 4096);
    return 2.0 * hashUnit(key, stream, 0) - 1.0;
  };
  const double fx = smoothstep(0, 1, u - i), fy = smoothstep(0, 1, v - j);
  return mix(mix(corner(i, j), corner(i + 1, j), fx), mix(corner(i, j + 1), corner(i + 1, j + 1), fx), fy);
}

/// Skin of a tone with blotches, fine lines and pores, lit from one side.
ImageRgb8 skinPhoto(Vec3 tone, int width, int height, double pxPerMm) {
  ImageRgb8 photo{width, height, {}};
  photo.rgb.reserve(static_cast<size_t>(width) * height * 3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const double blotch = 0.05 * softNoise(x, y, 6.0 * pxPerMm, 1);
      const double lines = 0.035 * softNoise(x + 0.6 * y, y - 0.4 * x, 0.5 * pxPerMm, 2);
      const double pores = -0.10 * smoothstep(0.55, 0.95, softNoise(x, y, 0.45 * pxPerMm, 3));
      const double grain = 0.03 * softNoise(x, y, 1.3, 4);
      const double light = mix(1.06, 0.92, static_cast<double>(x + y) / (width + height));
      const double value = light * (1.0 + blotch + lines + pores + grain);
      const double red = 1.0 + 0.6 * blotch;
      for (int c = 0; c < 3; ++c) photo.rgb.push_back(srgb8FromLinear(static_cast<float>(tone[c] * value * (c == 0 ? red : 1.0))));
    }
  return photo;
}

/// One picture of the scene.
struct Shot {
  LookSettings look;
  Mistakes mistakes;
  double distanceMm = 0.0;  ///< 0: as sharp as the photo
  bool before = false;
};

ImageRgb8 shoot(const GalleryScene& scene, const Shot& shot) {
  RasterWindow window = scene.window;
  if (shot.distanceMm > 0.0) window.blurPhotoPx = acuityBlurPx(shot.distanceMm, scene.design.view().mmPerPx);
  if (shot.before) return renderWindow(scene.photo, {}, window, kPaper);
  const ScalpMap map = scalpMapOf(scene.design);
  const Design design = designWithMistakes(scene.design, map, shot.mistakes);
  Dots dots = makeDots(design, map);
  spoilDots(dots, design, shot.mistakes);
  LookSettings look = shot.look;
  const SkinLight skinLight = setSkin(look, design, scene.photo, dots, map);
  const std::vector<Splat> splats = makeSplats(dots, design.view(), map, look, look.sessionsDone);
  return renderWindow(scene.photo, splats, window, kPaper, skinLight);
}

/// A scalp of this tone with dark hair, shaved: hairs of .07 mm cut just above the skin, singly or by twos and threes,
/// and a veil that makes them take what shaved hair takes: wide, since roots lean under the skin.
ImageRgb8 shavedScalp(const GalleryScene& scene, Vec3 tone) {
  constexpr double kHairRadiusMm = 0.05, kHairAbsorb = 0.8, kReachMm = 3.0;
  const ShavedSides sides = ShavedSides{}.filled();
  const Vec3 removed = shavedRemoved(sides, tone);
  const double disks = 0.01 * sides.hairsPerCm2 * kPi * kHairRadiusMm * kHairRadiusMm, pxPerMm = 1.0 / scene.design.view().mmPerPx;
  Splat hair{};
  hair.soft = 1.0f;
  hair.absorbR = hair.absorbG = hair.absorbB = static_cast<float>(kHairAbsorb);
  hair.axis0x = static_cast<float>(1.5 * kHairRadiusMm * pxPerMm);
  hair.axis1y = static_cast<float>(kHairRadiusMm / 1.5 * pxPerMm);
  for (int c = 0; c < 3; ++c) {
    const double veil = std::max(-detLog((1.0 - removed[c]) / (1.0 - disks * kHairAbsorb)), 0.0);
    hair.veil[static_cast<size_t>(c)] = static_cast<float>(veil / disks);
    hair.veilReachPx[static_cast<size_t>(c)] = static_cast<float>(kReachMm * pxPerMm);
  }
  // Follicles stand about evenly: one in every cell, off its middle.
  constexpr double kHairsPerFollicle = 2.2;
  const double cellPx = 10.0 / std::sqrt(sides.hairsPerCm2 / kHairsPerFollicle) * pxPerMm;
  std::vector<Splat> splats;
  for (double y = -cellPx; y < scene.photo.height + cellPx; y += cellPx)
    for (double x = -cellPx; x < scene.photo.width + cellPx; x += cellPx) {
      const uint64_t key = splats.size() + 7;
      const double many = hashUnit(key, 1, 0);
      const int hairs = many < 0.2 ? 1 : many < 0.65 ? 2 : many < 0.95 ? 3 : 4;
      for (int k = 0; k < hairs; ++k) {
        hair.x = static_cast<float>(x + cellPx * 0.7 * hashUnit(key, 2, 0) + 0.14 * pxPerMm * k);
        hair.y = static_cast<float>(y + cellPx * 0.7 * hashUnit(key, 3, 0) +
                                    0.08 * pxPerMm * (2 * hashUnit(key, 4, static_cast<uint64_t>(k)) - 1));
        splats.push_back(hair);
      }
    }
  return renderWindow(scene.photo, splats, scene.window, kPaper, skinLightOf(tone));
}

void paste(ImageRgb8& sheet, const ImageRgb8& cell, int x, int y) {
  for (int row = 0; row < cell.height && y + row < sheet.height; ++row)
    std::copy_n(&cell.rgb[static_cast<size_t>(row) * cell.width * 3], std::min(cell.width, sheet.width - x) * 3,
                &sheet.rgb[(static_cast<size_t>(y + row) * sheet.width + x) * 3]);
}

ImageRgb8 blankSheet(int width, int height) {
  ImageRgb8 sheet{width, height, {}};
  for (int p = 0; p < width * height; ++p)
    for (int c = 0; c < 3; ++c) sheet.rgb.push_back(static_cast<uint8_t>(kPaper >> (16 - 8 * c)));
  return sheet;
}

Shot settledShot(int sessions = 3) {
  Shot shot;
  shot.look.dayAfterLastSession = 60;
  shot.look.sessionsDone = sessions;
  return shot;
}

struct Row {
  std::string title;
  std::vector<std::pair<std::string, Shot>> shots;
};

std::vector<Row> sceneRows(int sessions) {
  std::vector<Row> rows;
  Row stages{tr("sheet.sessions"), {}};
  stages.shots.push_back({tr("sheet.before"), settledShot()});
  stages.shots.back().second.before = true;
  for (int s = 1; s <= sessions; ++s) stages.shots.push_back({trf("sheet.session", {{"session", s}}), settledShot(s)});
  rows.push_back(stages);

  Row days{tr("sheet.healing"), {}};
  for (const int day : {0, 3, 7, 9, 14, 28}) {
    days.shots.push_back({trf("sheet.day", {{"day", day}}), settledShot(sessions)});
    days.shots.back().second.look.dayAfterLastSession = day;
  }
  rows.push_back(days);

  const double dueDays = daysToTouchUp(halfLifeYears({}));
  Row years{trf("sheet.years", {{"after", quantity(dueDays / kDaysPerYear, Unit::years, 1)}}), {}};
  const auto addYear = [&](Row& row, const std::string& name, double days, Ageing ageing, int touchUps) {
    row.shots.push_back({name, settledShot(sessions)});
    LookSettings& look = row.shots.back().second.look;
    look.dayAfterLastSession = std::min(days, 2557.0);
    look.ageing = ageing;
    look.touchUps = touchUps;
  };
  addYear(years, trf("sheet.year", {{"year", 1}}), kDaysPerYear, {}, 0);
  addYear(years, trf("sheet.year", {{"year", 2}}), 2 * kDaysPerYear, {}, 0);
  addYear(years, tr("sheet.due"), dueDays, {}, 0);
  addYear(years, tr("sheet.touched_up"), dueDays + 1, {}, 1);
  addYear(years, trf("sheet.year_without", {{"year", 5}}), 5 * kDaysPerYear, {}, 0);
  addYear(years, trf("sheet.year_without", {{"year", 7}}), 7 * kDaysPerYear, {}, 0);
  rows.push_back(years);

  Row faster{tr("sheet.faster"), {}};
  const Ageing sunny{SunExposure::high, SkinType::normal, PigmentType::permanent},
      temporary{SunExposure::low, SkinType::normal, PigmentType::temporary};
  for (const int year : {1, 2, 3, 5}) addYear(faster, trf("sheet.sun_year", {{"year", year}}), year * kDaysPerYear, sunny, 0);
  addYear(faster, trf("sheet.temporary_months", {{"months", 6}}), 0.5 * kDaysPerYear, temporary, 0);
  addYear(faster, trf("sheet.temporary_year", {{"year", 1}}), kDaysPerYear, temporary, 0);
  rows.push_back(faster);

  Row wrong{tr("showing.wrong"), {}};
  const auto add = [&](const char* name, bool Mistakes::*which) {
    wrong.shots.push_back({name, settledShot(sessions)});
    if (which) wrong.shots.back().second.mistakes.*which = true;
  };
  add(tr("sheet.designed"), nullptr);
  add(tr("mistake.too_deep"), &Mistakes::tooDeep);
  add(tr("mistake.too_dense"), &Mistakes::tooDense);
  add(tr("mistake.too_low"), &Mistakes::tooLow);
  add(tr("mistake.too_straight"), &Mistakes::tooStraight);
  add(tr("mistake.one_shade"), &Mistakes::oneShade);
  rows.push_back(wrong);

  Row distances{tr("sheet.distances"), {}};
  for (const bool dense : {false, true})
    for (const auto& [name, mm] :
         {std::pair{tr("distance.30cm"), 300.0}, std::pair{tr("distance.1m"), 1000.0}, std::pair{tr("distance.3m"), 3000.0}}) {
      distances.shots.push_back({dense ? trf("sheet.dense_from", {{"distance", name}}) : name, settledShot(sessions)});
      distances.shots.back().second.distanceMm = mm;
      distances.shots.back().second.mistakes.tooDense = dense;
    }
  rows.push_back(distances);
  return rows;
}

}  // namespace

GalleryScene studioSkin(int monkTone, int shade) {
  GalleryScene scene;
  const int width = static_cast<int>(kStudioWidthMm * kStudioPxPerMm), height = static_cast<int>(kStudioHeightMm * kStudioPxPerMm);
  scene.photo = skinPhoto(skinOfMelanin((monkTone - 1) / 9.0), width, height, kStudioPxPerMm);
  Design& d = scene.design;
  d.view().kind = ViewKind::flat;
  d.view().photoWidthPx = width;
  d.view().photoHeightPx = height;
  d.view().mmPerPx = 1.0 / kStudioPxPerMm;
  d.sessions.split = factList("sessions.split_3");
  // The face is below: y grows toward it, in the photo and on the map.
  d.hairline.enabled = true;
  d.hairline.pointsMapMm = {{-12, 19}, {4, 21.5}, {18, 22.5}, {32, 21.5}, {48, 19}};
  const std::vector<Vec2> outline = {{-12, -12}, {48, -12}, {48, 40}, {-12, 40}};
  const auto band = [&](double fromMm, double toMm, const std::string& zoneName) {
    Zone zone;
    zone.name = zoneName;
    zone.outlineMapMm = outline;
    zone.followsHairline = true;
    zone.bandFromMm = fromMm;
    zone.bandToMm = toMm;
    zone.densityPerCm2 = factValue("zones." + zoneName + "_density_per_cm2");
    zone.dotDiameterMm = factValue("zones." + zoneName + "_diameter_mm");
    zone.shade = shade;
    zone.featherMm = factValue("zones.blend_mm");
    d.zones.push_back(zone);
  };
  const double transitionToMm = factValue("zones.transition_to_mm");
  band(0.0, transitionToMm, "transition");
  band(transitionToMm, 0.0, "defined");
  scene.window = {0, 0, kCellWidth / static_cast<double>(width), kCellWidth, kCellHeight};
  return scene;
}

GalleryScene sceneOfDesign(const Design& design, const ImageRgb8& photo) {
  GalleryScene scene{photo, design, {}};
  constexpr double kShownMm = 80.0;
  const ScalpMap map = scalpMapOf(design);
  Vec2 focus{0.5 * photo.width, 0.4 * photo.height};
  double pxPerMm = 1.0 / design.view().mmPerPx;
  const std::vector<Vec2>& points = design.hairline.pointsMapMm;
  if (design.hairline.enabled && !points.empty()) {
    if (const std::optional<Footprint> f = footprintAt(design.view(), map, points[points.size() / 2])) {
      focus = f->centrePx;
      pxPerMm = glm::length(f->axis0Px);
    }
  }
  RasterWindow& w = scene.window;
  w.width = kCellWidth;
  w.height = kCellHeight;
  w.pxPerPhotoPx = kCellWidth / (kShownMm * pxPerMm);
  w.originXPx = focus.x - 0.5 * w.width / w.pxPerPhotoPx;
  w.originYPx = focus.y - 0.6 * w.height / w.pxPerPhotoPx;
  return scene;
}

ImageRgb8 makePatternSheet(int monkTone, int shade) {
  constexpr double kPxPerMm = 10.0;
  constexpr int kWidth = static_cast<int>(kStudioWidthMm * kPxPerMm), kHeight = static_cast<int>(kStudioHeightMm * kPxPerMm);
  constexpr int kTitle = kTitleScale * kLabelHeight + 10, kCaption = kCaptionScale * kLabelHeight + 26;
  struct Cell {
    const char* name;
    std::function<void(Design&)> change;
  };
  struct PatternRow {
    const char* title;
    Cell cells[3];
  };
  const auto edge = [](double featherMm, double irregularity) {
    return [=](Design& d) {
      d.hairline.featherMm = featherMm;
      d.hairline.irregularity = irregularity;
    };
  };
  const auto scatter = [](ScatterMode mode) {
    return [=](Design& d) {
      for (Zone& zone : d.zones) zone.mode = mode;
    };
  };
  const auto dots = [](double irregularity) { return [=](Design& d) { d.irregularity = irregularity; }; };
  const PatternRow rows[] = {
      {tr("sheet.diffusion"),
       {{tr("sheet.zero"), edge(0.0, 0.5)}, {tr("sheet.medium"), edge(7.0, 0.5)}, {tr("sheet.high"), edge(14.0, 0.5)}}},
      {tr("sheet.wander"),
       {{tr("sheet.ruled"), edge(7.0, 0.0)}, {tr("sheet.natural"), edge(7.0, 0.5)}, {tr("sheet.most"), edge(7.0, 1.0)}}},
      {tr("sheet.scatter"),
       {{tr("sheet.fine"), scatter(ScatterMode::fine)},
        {tr("sheet.random"), scatter(ScatterMode::randomDiffuse)},
        {tr("sheet.clustered"), scatter(ScatterMode::clustered)}}},
      {tr("sheet.irregularity"), {{tr("sheet.none"), dots(0.0)}, {tr("sheet.default"), dots(0.5)}, {tr("sheet.most"), dots(1.0)}}}};
  ImageRgb8 sheet =
      blankSheet(kMargin + 3 * (kWidth + kMargin), kMargin + static_cast<int>(std::size(rows)) * (kTitle + kHeight + kCaption));
  int y = kMargin;
  for (const PatternRow& row : rows) {
    drawLabel(sheet, kMargin, y, row.title, kInk, kTitleScale);
    y += kTitle;
    int x = kMargin;
    for (const Cell& cell : row.cells) {
      GalleryScene scene = studioSkin(monkTone, shade);
      scene.window = {0, 0, kPxPerMm / kStudioPxPerMm, kWidth, kHeight};
      cell.change(scene.design);
      paste(sheet, shoot(scene, settledShot()), x, y);
      drawLabel(sheet, x, y + kHeight + 5, cell.name, kInk, kCaptionScale);
      x += kWidth + kMargin;
    }
    y += kHeight + kCaption;
  }
  return sheet;
}

ImageRgb8 makeGallery(const GalleryScene& scene) {
  constexpr int kTitle = kTitleScale * kLabelHeight + 10, kCaption = kCaptionScale * kLabelHeight + 26;
  constexpr int kPatch = 120, kPatchLabels = kCaptionScale * kLabelHeight + 6;
  const std::vector<Row> rows = sceneRows(std::clamp(scene.design.sessions.count, 1, 4));
  ImageRgb8 sheet = blankSheet(2 * kMargin + 6 * (kCellWidth + kMargin) - kMargin,
                               kMargin + kTitle + kPatchLabels + 7 * (kPatch + 4) + kCaption +
                                   static_cast<int>(rows.size()) * (kTitle + kCellHeight + kCaption) + kMargin);

  int y = kMargin;
  drawLabel(sheet, kMargin, y, tr("sheet.tones"), kInk, kTitleScale);
  y += kTitle;
  const int left = kMargin + kCaptionScale * 2 * kLabelAdvance;  // the shades' numbers stand before it
  const int step = (sheet.width - left - kMargin) / 10;
  for (int tone = 1; tone <= 10; ++tone) {
    drawLabel(sheet, left + (tone - 1) * step, y, trf("sheet.tone", {{"tone", tone}}), kInk, kCaptionScale);
    for (int shade = 1; shade <= 6; ++shade) {
      GalleryScene patch = studioSkin(tone, shade);
      for (Zone& zone : patch.design.zones) {
        zone.densityPerCm2 = factValue("zones.core_density_per_cm2");
        zone.dotDiameterMm = factValue("zones.core_diameter_mm");
      }
      patch.window = {10, 10, 1.0, kPatch, kPatch};
      const int top = y + kPatchLabels + (shade - 1) * (kPatch + 4);
      if (tone == 1) drawLabel(sheet, kMargin, top + kPatch / 2, std::to_string(shade), kInk, kCaptionScale);
      paste(sheet, shoot(patch, settledShot()), left + (tone - 1) * step, top);
    }
    GalleryScene bare = studioSkin(tone, 1);
    bare.window = {10, 10, 1.0, kPatch, kPatch};
    const int top = y + kPatchLabels + 6 * (kPatch + 4);
    if (tone == 1) drawLabel(sheet, kMargin, top + kPatch / 2, "S", kInk, kCaptionScale);
    paste(sheet, shavedScalp(bare, skinOfMelanin((tone - 1) / 9.0)), left + (tone - 1) * step, top);
  }
  y += kPatchLabels + 7 * (kPatch + 4) + kCaption;

  for (const Row& row : rows) {
    drawLabel(sheet, kMargin, y, row.title, kInk, kTitleScale);
    y += kTitle;
    int x = kMargin;
    for (const auto& [name, shot] : row.shots) {
      paste(sheet, shoot(scene, shot), x, y);
      drawLabel(sheet, x, y + kCellHeight + 5, name, kInk, kCaptionScale);
      x += kCellWidth + kMargin;
    }
    y += kCellHeight + kCaption;
  }
  return sheet;
}

}  // namespace hd
