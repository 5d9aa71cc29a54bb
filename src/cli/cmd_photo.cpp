// The commands that read colours and hair from the photo into the design.
#include <algorithm>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/picture.h"
#include "cli/tell.h"
#include "core/json.h"
#include "design/design_io.h"
#include "design/skin_cover.h"
#include "design/templates.h"
#include "pattern/dots.h"
#include "text/sentence.h"
#include "vision/skin_mask.h"
#include "vision/skin_sample.h"

namespace hd::cli {
namespace {

/// Numbers apart by commas and blanks; reports when there are not `count`.
std::vector<double> numbers(Args& args, std::string_view option, const std::string& text, size_t count) {
  std::vector<double> out;
  constexpr const char* kBlanks = ", \t";
  for (size_t at = text.find_first_not_of(kBlanks); at != std::string::npos; at = text.find_first_not_of(kBlanks, at)) {
    const size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    const Result<double> value = numberOf(option, std::string_view(text).substr(at, end - at), -1e6, 1e6);
    if (!value) args.fail(value.error());
    out.push_back(value ? *value : 0.0);
    at = end;
  }
  if (out.size() != count) {
    args.fail(Message{"usage/photo_px", {{"option", option}, {"form", count == 2 ? "x,y" : "x,y,radius"}, {"given", text}}});
    out.resize(count);
  }
  return out;
}

void writePatch(JsonWriter& json, std::string_view key, const PatchColour& patch, bool tapped) {
  json.beginObject(key).number("l", patch.lab.l).number("a", patch.lab.a).number("b", patch.lab.b);
  json.boolean("tapped", tapped).boolean("uniform", patch.uniform);
  if (key == "skin") {
    const double angle = typologyAngleDeg(patch.lab);
    json.number("ita_deg", angle).text("ita_class", typologyClass(angle)).integer("monk_tone", nearestMonkTone(patch.lab));
  }
  json.endObject();
}

}  // namespace

Status runColour(const std::vector<std::string>& words) {
  Result<Args> args =
      Args::parse(words, {{"--skin"}, {"--hair"}, {"--radius"}, {"--stubble"}, {"--hairs"}, {"--hair-angle"}, {"--json", false}, {"-o"}});
  if (!args) return args.error();
  const std::string file = args->onlyFile(Message{"noun.design_file"});
  const double radiusMm = args->number("--radius", 0.1, 50).value_or(kTapRadiusMm);
  ShavedSides sides;
  sides.stubbleMm = args->number("--stubble", 0, 3).value_or(sides.stubbleMm);
  sides.hairsPerCm2 = args->number("--hairs", 20, 400).value_or(sides.hairsPerCm2);
  sides.angleDeg = args->number("--hair-angle", 15, 90).value_or(sides.angleDeg);
  std::optional<Vec2> taps[2];
  for (const int k : {0, 1}) {
    const char* name = k == 0 ? "--skin" : "--hair";
    const std::optional<std::string> text = args->text(name);
    if (!text) continue;
    const std::vector<double> xy = numbers(*args, name, *text, 2);
    taps[k] = Vec2(xy[0], xy[1]);
  }
  if (args->has("-o")) args->required("-o");
  if (args->failed()) return args->error();
  Result<DesignFile> loaded = loadDesign(file);
  if (!loaded) return loaded.error();
  Design* const design = &loaded->design;
  const Result<Photo> photo = loadDesignPhoto(*design, file);
  if (!photo) return photo.error();
  const ScalpMap map = scalpMapOf(*design);
  const Dots dots = makeDots(*design, map);

  std::optional<PatchColour> patches[2];
  for (const int k : {0, 1}) {
    std::optional<TappedColour>& kept = k == 0 ? design->photo().skin : design->photo().hair;
    if (taps[k]) {
      const Result<Tap> tap = tapColour(photo->image, design->view(), *taps[k], k == 0 ? PatchKind::skin : PatchKind::hair, radiusMm);
      if (!tap) return Error{"tap.outside/option", {{"option", k == 0 ? "--skin" : "--hair"}}};
      kept = tap->colour;
      patches[k] = tap->patch;
      if (!tap->patch.uniform) warn(k == 0 ? Message{"patch.uneven/skin"} : Message{"patch.uneven/hair"});
    } else if (kept) {
      patches[k] = patchOf(*kept);
    }
  }
  if (!patches[0]) patches[0] = skinUnderDots(photo->image, dots, design->view(), map);
  const std::optional<ShadeAdvice> advice = adviseShadeFor(*design, photo->image, dots, map, sides);
  if (advice) setShades(design->zones, advice->wholeShade);

  std::string out;
  if (args->has("--json")) {
    JsonWriter json;
    json.beginObject();
    if (patches[0]) writePatch(json, "skin", *patches[0], design->photo().skin.has_value());
    if (patches[1]) writePatch(json, "hair", *patches[1], design->photo().hair.has_value());
    if (advice) {
      json.beginObject("advice")
          .integer("shade", advice->wholeShade)
          .integer("match_shade", advice->matchShade)
          .integer("first_session_shade", advice->firstSessionShade);
      json.number("water_parts", advice->waterParts)
          .number("wanted_delta_l", advice->wantedDeltaL)
          .number("reached_delta_l", advice->reachedDeltaL);
      json.number("dot_delta_l", advice->dotDeltaL).number("hair_delta_l", advice->hairDeltaL).boolean("dots_show", advice->dotsShow);
      json.boolean("hair_too_light", advice->hairTooLight).boolean("limited", advice->limited).endObject();
    }
    out = json.endObject().finish() + "\n";
  } else {
    const auto lab = [](double v) { return quantity(v, Unit::plain, 1); };
    if (patches[0]) {
      const Lab& skin = patches[0]->lab;
      const double angle = typologyAngleDeg(skin);
      out += "skin    " +
             sentence(Message{"patch.skin",
                              {{"l", lab(skin.l)},
                               {"a", lab(skin.a)},
                               {"b", lab(skin.b)},
                               {"angle", quantity(angle, Unit::plain)},
                               {"class", typologyClass(angle)},
                               {"tone", nearestMonkTone(skin)}}}) +
             "\n";
    }
    if (patches[1]) {
      const Lab& hair = patches[1]->lab;
      out += "hair    " + sentence(Message{"patch.hair", {{"l", lab(hair.l)}, {"a", lab(hair.a)}, {"b", lab(hair.b)}}}) + "\n";
    }
    if (advice) {
      out += "shade   " +
             sentence(Message{"shade.advice",
                              {{"shade", advice->wholeShade},
                               {"water", quantity(advice->waterParts, Unit::plain)},
                               {"darker", lab(advice->reachedDeltaL)},
                               {"wanted", lab(advice->wantedDeltaL)},
                               {"match", advice->matchShade},
                               {"dot", quantity(advice->dotDeltaL, Unit::plain)},
                               {"hair", quantity(advice->hairDeltaL, Unit::plain)}}}) +
             "\n";
      if (advice->dotsShow) out += "note    " + sentence(Message{"shade.advice/dots"}) + "\n";
      if (advice->hairTooLight) out += "note    " + sentence(Message{"shade.advice/light"}) + "\n";
      if (advice->limited) out += "note    " + sentence(Message{"shade.advice/limit"}) + "\n";
    } else {
      out += "shade   " + sentence(Message{"shade.advice/none"}) + "\n";
    }
  }
  if (args->has("-o")) {
    const Result<Output> design = designOutput(*args->text("-o"), *loaded, file);
    if (!design) return design.error();
    if (Status written = writeFiles({*design}); !written) return written;
  }
  return writeOut(out);
}

Status runMask(const std::vector<std::string>& words) {
  Result<Args> args =
      Args::parse(words, {{"--cell"}, {"--paint-skin", true, true}, {"--paint-hair", true, true}, {"--keep", false}, {"-o"}});
  if (!args) return args.error();
  const std::string file = args->onlyFile(Message{"noun.design_file"});
  const std::string output = args->required("-o");
  const double cellMm = args->number("--cell", 0.1, 20).value_or(kCoverCellMm);
  struct Spot {
    Vec2 px;
    double radiusPx;
    bool skin;
  };
  std::vector<Spot> spots;
  for (const Option& option : args->options()) {
    if (!option.name.starts_with("--paint")) continue;
    const std::vector<double> v = numbers(*args, option.name, option.value, 3);
    spots.push_back({{v[0], v[1]}, v[2], option.name == "--paint-skin"});
  }
  if (args->failed()) return args->error();
  Result<DesignFile> loaded = loadDesign(file);
  if (!loaded) return loaded.error();
  Design* const design = &loaded->design;
  const ScalpMap map = scalpMapOf(*design);
  if (blankSkinCover(*design, cellMm).skin.empty()) return Error{"mask.zone"};
  if (!args->has("--keep") || design->skinCover.skin.empty()) {
    const Result<Photo> photo = loadDesignPhoto(*design, file);
    if (!photo) return photo.error();
    design->skinCover = coverFromWholePhoto(*design, map, photo->image, cellMm);
  }
  for (const Spot& spot : spots) {
    const std::optional<Vec2> at = unprojectToMap(design->view(), map, spot.px);
    const std::optional<Vec2> rim = unprojectToMap(design->view(), map, spot.px + Vec2(spot.radiusPx, 0.0));
    if (!at || !map.covers(*at)) return Error{"mask.outside"};
    const double radiusMm = rim ? glm::length(*rim - *at) : spot.radiusPx * design->view().mmPerPx;
    paintSkinCover(design->skinCover, *at, radiusMm, spot.skin);
  }
  if (Status valid = validateDesign(*design); !valid) return valid.error();
  double sum = 0.0;
  for (const uint8_t cell : design->skinCover.skin) sum += cell / 255.0;
  const Result<Output> made = designOutput(output, *loaded, file);
  if (!made) return made.error();
  if (Status written = writeFiles({*made}); !written) return written;
  const double share = 100.0 * sum / static_cast<double>(design->skinCover.skin.size());
  return writeOut(
      sentence(
          Message{"mask.share", {{"share", quantity(share, Unit::percent)}, {"cell", quantity(design->skinCover.cellMm, Unit::mm, 2)}}}) +
      "\n");
}

}  // namespace hd::cli
