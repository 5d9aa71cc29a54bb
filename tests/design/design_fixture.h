// A design that uses every field, with awkward numbers.
#pragma once

#include "design/design_io.h"
#include "design/templates.h"

namespace fixtures {

inline hd::Design fullDesign() {
  hd::Design d = hd::makeEmptyDesign();
  d.seed = (uint64_t{1} << 53) - 1;
  d.irregularity = 1.0 / 3.0;
  d.norwood = 4;
  d.photo() = {"photos/kopf \"1\" \xc3\xa4.jpg", 1200, 1500, 2345.678, hd::TappedColour{{600.5, 300.25}, 12.5, {0.5, 0.4, 1.0 / 3.0}}, {}};
  d.head = hd::HeadParams{191.123456789, 152.0000000001, 130.5, 62.7, 119.9};
  d.view().kind = hd::ViewKind::head;
  d.view().photoWidthPx = 1200;
  d.view().photoHeightPx = 1500;
  d.view().mmPerPx = 0.2135;
  d.view().scaleRelSd = 0.0123;
  d.view().areaRelSd = 0.031;
  d.view().scaleSource = "card";
  d.view().camera.rotation = hd::Mat3(0.6, 0.8, 0.0, -0.8, 0.6, 0.0, 0.0, 0.0, 1.0);
  d.view().camera.translationMm = {1.5, -20.25, 1234.56789};
  d.view().camera.focalPx = 3210.123;
  d.view().camera.centrePx = {600.5, 750.25};
  d.headSamples = {*d.head, {190, 151, 131, 63, 120}};
  d.headCircumferenceMm = 571.5;
  hd::Shot& front = d.shot();
  front.cameraSamples = {d.view().camera, d.view().camera};
  front.measures.landmarks[hd::Landmark::pupilLeft] = hd::Vec2{700.25, 640.5};
  front.measures.landmarks[hd::Landmark::menton] = hd::Vec2{610, 1100.0 / 3.0};
  front.placedLandmarks = 1u << static_cast<int>(hd::Landmark::menton);
  front.measures.scale = hd::ScaleReference{hd::ScaleKind::card, 401.25, 85.6, hd::ScaleHeld::forehead};
  front.measures.sdPx[static_cast<size_t>(hd::Landmark::menton)] = 4.5;
  front.measures.outlinePx = {{100.5, 20}, {300, 10.25}, {500, 21}};
  front.rulerPx = std::array{hd::Vec2{10, 20}, hd::Vec2{411.25, 20.5}};
  d.hairline.enabled = true;
  d.hairline.pointsMapMm = {{-71.25, 52}, {-33, 74.5}, {-0.0, 81.5}, {33, 74.5}, {71.25, 52.1}};
  d.hairline.templateName = "mature";
  d.hairline.featherMm = 6.5;
  d.hairline.irregularity = 0.7;
  d.hairline.symmetric = false;
  hd::Zone band;
  band.name = "Transition";
  band.outlineMapMm = {{-60, 0}, {60, 0}, {60, 95}, {-60, 95.1}};
  band.densityPerCm2 = 65.1;
  band.featherMm = 0.1;
  band.dotDiameterMm = 0.21;
  band.shade = 2;
  band.mode = hd::ScatterMode::clustered;
  band.followsHairline = true;
  band.bandFromMm = 0.0;
  band.bandToMm = 7.0;
  d.zones.push_back(band);
  hd::Zone patch;
  patch.name = "Zone 2";
  patch.outlineMapMm = {{0.1, 0.2}, {10.3, 0.4}, {5.5, 1e-7}};
  patch.mode = hd::ScatterMode::randomDiffuse;
  patch.drawnOnPhoto = true;
  patch.visible = false;
  patch.use = hd::ZoneUse::scarCover;
  patch.uptake = 0.7001;
  patch.sessions = 2;
  d.zones.push_back(patch);
  d.masks.push_back({"Scar", {{1, 2}, {3, 4}, {5, -6}}});
  d.flow.whorlClockwise = false;
  d.flow.strokes.push_back({{{0, 0}, {5, 5.5}}, 12.5});
  d.skinCover = {{-3.5, 2.25}, 0.75, 3, 2, {0, 1, 127, 254, 255, 63}};
  d.sessions = {4, {0.4, 0.3, 0.2, 0.1}, {{-1.25, 0.9, 1.1, 0.05}, {}}};
  d.price = {"EUR", 900.5, 1000, 1800, 4000.25, 300, 600};
  return d;
}

// The same head seen from the left too, where the second zone was drawn.
inline hd::Design twoShots() {
  hd::Design d = fullDesign();
  hd::Shot left = d.shot();
  left.photo = {"left.jpg", 800, 600};
  left.side = hd::HeadSide::left;
  left.view.photoWidthPx = 800;
  left.view.photoHeightPx = 600;
  left.measures = {};
  left.measures.landmarks[hd::Landmark::tragionLeft] = hd::Vec2{400, 333};
  left.placedLandmarks = 0;
  left.rulerPx.reset();
  left.cameraSamples.clear();
  d.shots.push_back(left);
  d.currentShot = 1;
  d.zones[1].drawnOnShot = 1;
  return d;
}

// All that a file can hold.
inline hd::DesignFile fullFile() {
  hd::DesignFile file{
      twoShots(), {}, hd::Look{2, 365.25, {hd::SunExposure::high, hd::SkinType::oily, hd::PigmentType::temporary}, 3, 1234.5}};
  file.proposals.current = 2;
  file.proposals.others[0] = file.design;
  file.proposals.others[0]->zones.pop_back();
  file.proposals.others[1] = fullDesign();
  return file;
}

}  // namespace fixtures
