// The commands that read colours and hair from the photo into the design.
#include <algorithm>
#include <cstdio>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/picture.h"
#include "core/json.h"
#include "design/design_io.h"
#include "design/skin_cover.h"
#include "design/templates.h"
#include "pattern/dots.h"
#include "render/skin_mask.h"
#include "render/skin_sample.h"

namespace hd::cli {
namespace {

/// Numbers apart by commas and blanks; reports when there are not `count`.
std::vector<double> numbers(Args& args, std::string_view option, const std::string& text, size_t count) {
  std::vector<double> out;
  constexpr const char* kBlanks = ", \t";
  for (size_t at = text.find_first_not_of(kBlanks); at != std::string::npos; at = text.find_first_not_of(kBlanks, at)) {
    const size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    const Result<double> value = numberOf(option, std::string_view(text).substr(at, end - at), -1e6, 1e6);
    if (!value) args.fail(value.error().message);
    out.push_back(value ? *value : 0.0);
    at = end;
  }
  if (out.size() != count) {
    args.fail(std::string(option) + " takes " + (count == 2 ? "x,y" : "x,y,radius") + " in photo px, not \"" + text + "\"");
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

std::string line(const char* format, double a, double b = 0, double c = 0) {
  char text[160];
  std::snprintf(text, sizeof text, format, a, b, c);
  return text;
}

}  // namespace

Status runColour(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(words, {{"--skin"}, {"--hair"}, {"--radius"}, {"--json", false}, {"-o"}});
  if (!args) return args.error();
  const std::string file = args->onlyFile("design file");
  const double radiusMm = args->number("--radius", 0.1, 50).value_or(kTapRadiusMm);
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
  Result<Design> design = loadDesign(file);
  if (!design) return design.error();
  const Result<Photo> photo = loadDesignPhoto(*design, file);
  if (!photo) return photo.error();
  const ScalpMap map = scalpMapOf(*design);
  const std::vector<Dot> dots = makeDots(*design, map);

  std::optional<PatchColour> patches[2];
  for (const int k : {0, 1}) {
    std::optional<TappedColour>& kept = k == 0 ? design->photo.skin : design->photo.hair;
    if (taps[k]) {
      const Result<Tap> tap = tapColour(photo->image, design->view, *taps[k], k == 0 ? PatchKind::skin : PatchKind::hair, radiusMm);
      if (!tap) return Error{tap.error().id, std::string(k == 0 ? "--skin" : "--hair") + " lies outside of the photo"};
      kept = tap->colour;
      patches[k] = tap->patch;
      if (!tap->patch.uniform)
        std::fprintf(stderr, "warning: the patch of %s is not even: shadow, glare or an edge lies in it\n", k == 0 ? "skin" : "hair");
    } else if (kept) {
      patches[k] = patchOf(*kept);
    }
  }
  if (!patches[0]) patches[0] = skinUnderDots(photo->image, dots, design->view, map);
  const std::optional<ShadeAdvice> advice = adviseShadeFor(*design, photo->image, dots, map);
  if (advice) setShades(design->zones, advice->wholeShade);

  std::string out;
  if (args->has("--json")) {
    JsonWriter json;
    json.beginObject();
    if (patches[0]) writePatch(json, "skin", *patches[0], design->photo.skin.has_value());
    if (patches[1]) writePatch(json, "hair", *patches[1], design->photo.hair.has_value());
    if (advice) {
      json.beginObject("advice").integer("shade", advice->wholeShade).integer("first_session_shade", advice->firstSessionShade);
      json.number("water_parts", advice->waterParts).number("wanted_delta_l", advice->wantedDeltaL).number("reached_delta_l", advice->reachedDeltaL);
      json.boolean("hair_too_light", advice->hairTooLight).boolean("limited", advice->limited).endObject();
    }
    out = json.endObject().finish() + "\n";
  } else {
    if (patches[0]) {
      out += line("skin    L* %.1f  a* %.1f  b* %.1f", patches[0]->lab.l, patches[0]->lab.a, patches[0]->lab.b);
      out += line(", ITA %.0f deg", typologyAngleDeg(patches[0]->lab)) + " (" + std::string(typologyClass(typologyAngleDeg(patches[0]->lab))) + ")";
      out += line(", Monk tone %.0f\n", nearestMonkTone(patches[0]->lab));
    }
    if (patches[1]) out += line("hair    L* %.1f  a* %.1f  b* %.1f\n", patches[1]->lab.l, patches[1]->lab.a, patches[1]->lab.b);
    if (advice) {
      out += line("shade   %.0f, water to pigment %.0f:1; ", advice->wholeShade, advice->waterParts);
      out += line("dots %.0f L* darker than the skin, %.0f asked for by the hair\n", advice->reachedDeltaL, advice->wantedDeltaL);
      if (advice->hairTooLight) out += "note    the hair is nearly as light as the skin: even the lightest shade is more than natural\n";
      if (advice->limited) out += "note    no darker dot is natural on this skin\n";
    } else {
      out += "shade   no advice: no hair darker than the skin was found; give --skin and --hair\n";
    }
  }
  if (args->has("-o")) {
    const Result<Proposals> beside = loadProposals(file);
    if (!beside) return beside.error();
    if (Status written = writeFiles({{*args->text("-o"), designToJson(*design, *beside)}}); !written) return written;
  }
  return writeOut(out);
}

Status runMask(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(words, {{"--cell"}, {"--paint-skin", true, true}, {"--paint-hair", true, true}, {"--keep", false}, {"-o"}});
  if (!args) return args.error();
  const std::string file = args->onlyFile("design file");
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
  Result<Design> design = loadDesign(file);
  if (!design) return design.error();
  const ScalpMap map = scalpMapOf(*design);
  if (blankSkinCover(*design, cellMm).skin.empty())
    return Error{"mask.zone", "the design has no zone for hair that stays; give a zone the use \"between-hair\" first"};
  if (!args->has("--keep") || design->skinCover.skin.empty()) {
    const Result<Photo> photo = loadDesignPhoto(*design, file);
    if (!photo) return photo.error();
    design->skinCover = coverFromWholePhoto(*design, map, photo->image, cellMm);
  }
  for (const Spot& spot : spots) {
    const std::optional<Vec2> at = unprojectToMap(design->view, map, spot.px);
    const std::optional<Vec2> rim = unprojectToMap(design->view, map, spot.px + Vec2(spot.radiusPx, 0.0));
    if (!at || !map.covers(*at)) return Error{"mask.outside", "a painted spot lies beside the scalp"};
    const double radiusMm = rim ? glm::length(*rim - *at) : spot.radiusPx * design->view.mmPerPx;
    paintSkinCover(design->skinCover, *at, radiusMm, spot.skin);
  }
  if (Status valid = validateDesign(*design); !valid) return valid.error();
  double sum = 0.0;
  for (const uint8_t cell : design->skinCover.skin) sum += cell / 255.0;
  const Result<Proposals> beside = loadProposals(file);
  if (!beside) return beside.error();
  if (Status written = writeFiles({{output, designToJson(*design, *beside)}}); !written) return written;
  return writeOut(line("%.0f %% skin, cells of %.2f mm\n", 100.0 * sum / static_cast<double>(design->skinCover.skin.size()), design->skinCover.cellMm));
}

}  // namespace hd::cli
