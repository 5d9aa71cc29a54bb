#include "ui/icons.h"

#include <cmath>
#include <initializer_list>

namespace hd {
namespace {

// A pen on the 24-unit grid.
struct Pen {
  ImDrawList* list;
  ImVec2 origin;
  float unit;
  ImU32 colour;
  float weight;

  ImVec2 at(float x, float y) const { return {origin.x + x * unit, origin.y + y * unit}; }
  void line(float x0, float y0, float x1, float y1) const {
    list->PathLineTo(at(x0, y0));
    list->PathLineTo(at(x1, y1));
    stroke(false);
  }
  void start(float x, float y) const { list->PathLineTo(at(x, y)); }
  void to(float x, float y) const { list->PathLineTo(at(x, y)); }
  void curve(float x1, float y1, float x2, float y2, float x3, float y3) const {
    list->PathBezierCubicCurveTo(at(x1, y1), at(x2, y2), at(x3, y3), 14);
  }
  void stroke(bool closed) const { list->PathStroke(colour, closed ? ImDrawFlags_Closed : 0, weight); }
  void circle(float x, float y, float r) const { list->AddCircle(at(x, y), r * unit, colour, 32, weight); }
  void dot(float x, float y, float r) const { list->AddCircleFilled(at(x, y), r * unit, colour, 20); }
  void rect(float x0, float y0, float x1, float y1, float r) const { list->AddRect(at(x0, y0), at(x1, y1), colour, r * unit, 0, weight); }
  void arc(float x, float y, float r, float from, float to) const {
    list->PathArcTo(at(x, y), r * unit, from, to, 20);
    stroke(false);
  }
};

void arrowBack(const Pen& p, bool flip) {
  const auto x = [&](float v) { return flip ? 24.0f - v : v; };
  p.start(x(8), 5);
  p.to(x(4), 9);
  p.to(x(8), 13);
  p.stroke(false);
  p.start(x(4), 9);
  p.to(x(14), 9);
  p.curve(x(21), 9, x(21), 19, x(14), 19);
  p.to(x(9), 19);
  p.stroke(false);
}

}  // namespace

void drawIcon(ImDrawList* list, Icon icon, ImVec2 centre, float size, ImU32 colour, float weight) {
  const Pen p{list, {centre.x - size * 0.5f, centre.y - size * 0.5f}, size / 24.0f, colour, weight};
  constexpr float kPiF = 3.14159265f;
  switch (icon) {
    case Icon::back:
      p.start(14.5f, 5), p.to(8, 12), p.to(14.5f, 19), p.stroke(false);
      break;
    case Icon::next:
      p.start(9.5f, 5), p.to(16, 12), p.to(9.5f, 19), p.stroke(false);
      break;
    case Icon::undo:
      arrowBack(p, false);
      break;
    case Icon::redo:
      arrowBack(p, true);
      break;
    case Icon::hand:
      p.start(7, 13), p.to(7, 7.5f), p.curve(7, 5.5f, 10, 5.5f, 10, 7.5f), p.to(10, 5.5f), p.curve(10, 3.5f, 13, 3.5f, 13, 5.5f);
      p.to(13, 6.5f), p.curve(13, 4.8f, 16, 4.8f, 16, 6.5f), p.to(16, 8.5f), p.curve(16, 7, 19, 7, 19, 8.8f), p.to(19, 14);
      p.curve(19, 19, 16.5f, 21, 12.5f, 21), p.curve(9, 21, 8, 19.5f, 6.5f, 17), p.to(4.3f, 13.4f);
      p.curve(3.4f, 11.6f, 5.6f, 10.4f, 6.6f, 12), p.to(7, 12.6f), p.stroke(false);
      p.line(10, 7.5f, 10, 11.5f), p.line(13, 6.5f, 13, 11.5f), p.line(16, 8.5f, 16, 12);
      break;
    case Icon::ruler:
      p.rect(2.5f, 8, 21.5f, 16, 1.5f);
      p.line(6.5f, 8, 6.5f, 11), p.line(10.2f, 8, 10.2f, 12.4f), p.line(13.8f, 8, 13.8f, 11), p.line(17.5f, 8, 17.5f, 12.4f);
      break;
    case Icon::hairline:
      p.start(3.5f, 18), p.curve(4, 9.5f, 8, 8, 12, 8), p.curve(16, 8, 20, 9.5f, 20.5f, 18), p.stroke(false);
      p.dot(3.5f, 18, 1.9f), p.dot(12, 8, 1.9f), p.dot(20.5f, 18, 1.9f);
      break;
    case Icon::polygon:
      p.start(12, 4), p.to(20, 9.8f), p.to(17, 19), p.to(7, 19), p.to(4, 9.8f), p.stroke(true);
      p.dot(12, 4, 1.7f), p.dot(20, 9.8f, 1.7f), p.dot(17, 19, 1.7f), p.dot(7, 19, 1.7f), p.dot(4, 9.8f, 1.7f);
      break;
    case Icon::brush:
      p.start(20, 3.5f), p.to(11, 12), p.stroke(false);
      p.start(20, 3.5f), p.curve(21.5f, 5, 20, 7, 13.2f, 14.2f), p.to(11, 12), p.stroke(false);
      p.start(10.4f, 12.6f), p.curve(8, 12.6f, 7, 14.2f, 6.8f, 16), p.curve(6.6f, 17.6f, 5.4f, 18.6f, 4, 18.8f);
      p.curve(6, 21, 13, 20.8f, 12.8f, 15), p.stroke(false);
      break;
    case Icon::eraser:
      p.start(9, 19), p.to(4.4f, 14.4f), p.curve(3.6f, 13.6f, 3.6f, 12.6f, 4.4f, 11.8f), p.to(12, 4.2f);
      p.curve(12.8f, 3.4f, 13.8f, 3.4f, 14.6f, 4.2f), p.to(19.6f, 9.2f), p.curve(20.4f, 10, 20.4f, 11, 19.6f, 11.8f), p.to(12.4f, 19),
          p.stroke(true);
      p.line(8.2f, 8, 15.8f, 15.6f), p.line(12, 19.6f, 20, 19.6f);
      break;
    case Icon::mask:
      for (int i = 0; i < 8; ++i) {
        const float a = static_cast<float>(i) * kPiF / 4.0f;
        p.arc(12, 12, 8, a, a + 0.48f);
      }
      p.line(7.2f, 16.8f, 16.8f, 7.2f);
      break;
    case Icon::part:
      p.start(13, 3), p.curve(10, 9, 14, 14, 11, 21), p.stroke(false);
      for (float y : {6.0f, 11.0f, 16.0f}) p.line(8.4f, y, 4.4f, y + 3.4f), p.line(15.6f, y, 19.6f, y + 3.4f);
      break;
    case Icon::comb:
      p.start(4, 9), p.curve(4, 5.4f, 20, 5.4f, 20, 9), p.stroke(true);
      for (float x : {5.6f, 8.8f, 12.0f, 15.2f, 18.4f}) p.line(x, 9, x, 19);
      break;
    case Icon::split:
      p.line(12, 3, 12, 21);
      p.start(8, 9), p.to(5, 12), p.to(8, 15), p.stroke(false);
      p.start(16, 9), p.to(19, 12), p.to(16, 15), p.stroke(false);
      break;
    case Icon::eye:
      p.start(2.5f, 12), p.curve(6, 5.5f, 18, 5.5f, 21.5f, 12), p.curve(18, 18.5f, 6, 18.5f, 2.5f, 12), p.stroke(true);
      p.circle(12, 12, 3);
      break;
    case Icon::check:
      p.start(5, 12.5f), p.to(10, 17.5f), p.to(19, 7.5f), p.stroke(false);
      break;
    case Icon::warning:
      p.line(12, 6, 12, 13.5f);
      p.dot(12, 17.6f, 1.25f);
      break;
    case Icon::note:
      p.line(12, 11, 12, 18);
      p.dot(12, 6.8f, 1.25f);
      break;
    case Icon::plus:
      p.line(12, 5, 12, 19), p.line(5, 12, 19, 12);
      break;
    case Icon::minus:
      p.line(5, 12, 19, 12);
      break;
    case Icon::trash:
      p.line(4, 6.5f, 20, 6.5f);
      p.start(9, 6.5f), p.to(9, 4), p.to(15, 4), p.to(15, 6.5f), p.stroke(false);
      p.start(6, 6.5f), p.to(7, 20), p.to(17, 20), p.to(18, 6.5f), p.stroke(false);
      p.line(10.2f, 10.5f, 10.4f, 16), p.line(13.8f, 10.5f, 13.6f, 16);
      break;
    case Icon::close:
      p.line(6, 6, 18, 18), p.line(18, 6, 6, 18);
      break;
    case Icon::image:
      p.rect(3, 4.5f, 21, 19.5f, 2.5f);
      p.circle(8.5f, 9.5f, 1.7f);
      p.start(4, 17.5f), p.to(9.5f, 13), p.to(12.5f, 15.5f), p.to(16.5f, 11.5f), p.to(20.5f, 15.5f), p.stroke(false);
      break;
    case Icon::folder:
      p.start(3, 18.5f), p.to(3, 5.5f), p.to(9, 5.5f), p.to(11, 8), p.to(21, 8), p.to(21, 18.5f), p.stroke(true);
      break;
    case Icon::save:
      p.start(4, 4), p.to(16, 4), p.to(20, 8), p.to(20, 20), p.to(4, 20), p.stroke(true);
      p.start(8, 20), p.to(8, 13.5f), p.to(16, 13.5f), p.to(16, 20), p.stroke(false);
      p.start(8, 4), p.to(8, 8), p.to(14, 8), p.to(14, 4), p.stroke(false);
      break;
    case Icon::download:
      p.line(12, 4, 12, 15);
      p.start(7.5f, 10.5f), p.to(12, 15), p.to(16.5f, 10.5f), p.stroke(false);
      p.start(4, 16), p.to(4, 20), p.to(20, 20), p.to(20, 16), p.stroke(false);
      break;
    case Icon::points:
      p.circle(12, 12, 8.5f);
      p.dot(9, 10.5f, 1.3f), p.dot(15, 10.5f, 1.3f);
      p.start(8.5f, 14.5f), p.curve(10, 16.6f, 14, 16.6f, 15.5f, 14.5f), p.stroke(false);
      break;
    case Icon::mirror:
      p.line(12, 3, 12, 21);
      p.start(9, 6.5f), p.to(3, 17.5f), p.to(9, 17.5f), p.stroke(true);
      p.start(15, 6.5f), p.to(21, 17.5f), p.to(15, 17.5f), p.stroke(true);
      break;
    case Icon::menu:
      p.line(4, 7, 20, 7), p.line(4, 12, 20, 12), p.line(4, 17, 20, 17);
      break;
    case Icon::info:
      p.circle(12, 12, 8.5f);
      p.line(12, 11, 12, 16.5f);
      p.dot(12, 7.8f, 1.2f);
      break;
    case Icon::fit:
      p.start(4, 9), p.to(4, 4), p.to(9, 4), p.stroke(false);
      p.start(15, 4), p.to(20, 4), p.to(20, 9), p.stroke(false);
      p.start(20, 15), p.to(20, 20), p.to(15, 20), p.stroke(false);
      p.start(9, 20), p.to(4, 20), p.to(4, 15), p.stroke(false);
      break;
    case Icon::sparkle:
      p.start(12, 3), p.curve(12.6f, 9, 15, 11.4f, 21, 12), p.curve(15, 12.6f, 12.6f, 15, 12, 21);
      p.curve(11.4f, 15, 9, 12.6f, 3, 12), p.curve(9, 11.4f, 11.4f, 9, 12, 3), p.stroke(true);
      break;
    case Icon::clock:
      p.circle(12, 12, 8.5f);
      p.start(12, 7), p.to(12, 12), p.to(15.5f, 14), p.stroke(false);
      break;
    case Icon::chevronDown:
      p.start(6, 9.5f), p.to(12, 15.5f), p.to(18, 9.5f), p.stroke(false);
      break;
    case Icon::more:
      p.dot(5.5f, 12, 1.5f), p.dot(12, 12, 1.5f), p.dot(18.5f, 12, 1.5f);
      break;
  }
}

}  // namespace hd
