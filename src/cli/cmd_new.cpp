#include <algorithm>
#include <cmath>
#include <cstdio>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/picture.h"
#include "core/facts.h"
#include "design/design_io.h"
#include "design/limits.h"
#include "design/names.h"
#include "design/start.h"
#include "estimate/estimate.h"
#include "image/focal.h"
#include "pattern/dots.h"
#include "render/skin_mask.h"
#include "render/skin_sample.h"
#include "sample/truth.h"
#include "scalp/fit.h"
#include "scalp/landmarks.h"

namespace hd::cli {
namespace {

constexpr uint64_t kMaxMeasuresBytes = 4u << 20;

struct ZoneWish {
  std::vector<Vec2> cornersPx;   // of a part line: its points
  bool partLine = false;
  std::optional<double> densityPerCm2;
  std::optional<ZoneUse> use;
  std::optional<double> widthMm;
};

// What the command line asks for.
struct Wishes {
  std::string photo, output;
  std::optional<double> mmPerPx;
  std::optional<std::string> landmarks, truth;
  std::optional<int> norwood;
  std::optional<HairlineTemplate> hairline;
  std::vector<ZoneWish> zones;
  double irregularity = 0.5;
  uint64_t seed = 1;
};

void note(const std::string& message) { std::fprintf(stderr, "note: %s\n", message.c_str()); }
void warn(const std::string& message) { std::fprintf(stderr, "warning: %s\n", message.c_str()); }

std::vector<Vec2> parseCorners(Args& args, std::string_view option, const std::string& text, size_t least) {
  std::vector<Vec2> corners;
  constexpr const char* kBlanks = " \t\n\r";
  for (size_t at = text.find_first_not_of(kBlanks); at != std::string::npos; at = text.find_first_not_of(kBlanks, at)) {
    const size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    const std::string_view corner = std::string_view(text).substr(at, end - at);
    const size_t comma = corner.find(',');
    const auto coordinate = [&](std::string_view part) {
      const Result<double> value = numberOf(option, part, -1e6, 1e6);
      if (!value) args.fail(std::string(option) + " takes corners as x,y separated by blanks; \"" + std::string(corner) + "\" is none");
      return value ? *value : 0.0;
    };
    const double x = coordinate(corner.substr(0, comma));
    const double y = coordinate(comma == std::string_view::npos ? std::string_view() : corner.substr(comma + 1));
    corners.push_back({x, y});
    at = end;
  }
  if (corners.size() < least) args.fail(std::string(option) + " needs at least " + (least == 2 ? "two points" : "three corners") + " x,y");
  return corners;
}

std::optional<HairlineTemplate> parseTemplate(Args& args, const std::string& name) {
  std::string known;
  for (HairlineTemplate t : allHairlineTemplates()) {
    if (hairlineTemplateName(t) == name) return t;
    known += (known.empty() ? "" : ", ") + std::string(hairlineTemplateName(t));
  }
  args.fail("--template is \"" + name + "\"; it must be one of " + known);
  return {};
}

Result<Wishes> parseWishes(const std::vector<std::string>& words) {
  Result<Args> parsed = Args::parse(words, {{"--photo"}, {"--mm-per-px"}, {"--landmarks"}, {"--truth"}, {"--norwood"}, {"--template"},
                                            {"--zone", true, true}, {"--part", true, true}, {"--density", true, true}, {"--use", true, true}, {"--width", true, true}, {"--irregularity"}, {"--seed"}, {"-o"}});
  if (!parsed) return parsed.error();
  Args& args = *parsed;
  Wishes wishes;
  wishes.photo = args.required("--photo");
  wishes.output = args.required("-o");
  wishes.mmPerPx = args.number("--mm-per-px", 1e-4, 100);
  wishes.landmarks = args.text("--landmarks");
  wishes.truth = args.text("--truth");
  const int scales = args.has("--mm-per-px") + args.has("--landmarks") + args.has("--truth");
  if (scales != 1) args.fail(std::string(scales == 0 ? "the scale is missing" : "there is more than one scale") + ": give one of --mm-per-px, --landmarks and --truth");
  if (const std::optional<int64_t> stage = args.integer("--norwood", 1, 7)) wishes.norwood = static_cast<int>(*stage);
  if (const std::optional<std::string> name = args.text("--template")) wishes.hairline = parseTemplate(args, *name);
  wishes.irregularity = args.number("--irregularity", 0, 1).value_or(wishes.irregularity);
  wishes.seed = static_cast<uint64_t>(args.integer("--seed", 0, kMaxSeed).value_or(1));
  for (const Option& option : args.options()) {
    const bool part = option.name == "--part";
    if (part || option.name == "--zone") wishes.zones.push_back({parseCorners(args, option.name, option.value, part ? 2 : 3), part, {}, {}, {}});
    if (option.name != "--density" && option.name != "--use" && option.name != "--width") continue;
    if (wishes.zones.empty()) {
      args.fail(std::string(option.name) + " belongs behind the --zone or --part it is for");
      continue;
    }
    ZoneWish& zone = wishes.zones.back();
    const auto number = [&](std::optional<double>& to, double low, double high) {
      const Result<double> value = numberOf(option.name, option.value, low, high);
      if (!value) args.fail(value.error().message);
      else if (to) args.fail("two " + std::string(option.name) + " for one zone");
      else to = *value;
    };
    if (option.name == "--density") number(zone.densityPerCm2, 0, kMaxDensityPerCm2);
    if (option.name == "--width") {
      if (zone.partLine) number(zone.widthMm, 2, 60);
      else args.fail("--width belongs behind the --part it is for");
    }
    if (option.name == "--use") {
      if (zone.use || zone.partLine) args.fail(zone.partLine ? "--use belongs behind a --zone, not a --part" : "two --use for one zone");
      zone.use = zoneUseFromName(option.value);
      if (!zone.use) args.fail("--use is \"" + option.value + "\"; it must be one of shaved-look, between-hair, part-line, scar-cover, birthmark-cover, alopecia-patch");
    }
  }
  if (wishes.zones.size() > kMaxZones - 8) args.fail("there are more than " + std::to_string(kMaxZones - 8) + " zones");
  if (!args.positionals().empty()) args.fail("unexpected argument \"" + args.positionals()[0] + "\"");
  if (args.failed()) return args.error();
  return wishes;
}

Error inFile(const char* what, const std::string& path, const Error& error) {
  return {error.id, std::string(what) + " " + path + ": " + error.message};
}

Result<HeadFit> fitFromLandmarks(const std::string& path, const Photo& photo) {
  const Result<std::string> text = readFile(path, "landmarks", kMaxMeasuresBytes);
  if (!text) return text.error();
  const Result<PhotoMeasures> measures = parseLandmarks(*text);
  if (!measures) return inFile("landmarks", path, measures.error());
  FitOptions options;
  options.photoWidthPx = photo.image.width;
  options.photoHeightPx = photo.image.height;
  options.focalPx = focalPxOf(photo.exif, photo.image.width, photo.image.height);
  Result<HeadFit> fit = fitHead(*measures, options);
  if (!fit) return inFile("landmarks", path, fit.error());
  return fit;
}

Result<Truth> readTruth(const std::string& path, const Photo& photo) {
  const Result<std::string> text = readFile(path, "truth", kMaxMeasuresBytes);
  if (!text) return text.error();
  Result<Truth> truth = parseTruth(*text);
  if (!truth) return inFile("truth", path, truth.error());
  if (truth->widthPx != photo.image.width || truth->heightPx != photo.image.height)
    return Error{"truth.size", "truth " + path + " is about a picture of " + std::to_string(truth->widthPx) + " x " +
                                   std::to_string(truth->heightPx) + " px, but the photo has " + std::to_string(photo.image.width) + " x " +
                                   std::to_string(photo.image.height)};
  return truth;
}

Result<Zone> partLine(const View& view, const ScalpMap& map, const ZoneWish& wish) {
  std::vector<Vec2> lineMapMm;
  for (Vec2 px : wish.cornersPx) {
    const std::optional<Vec2> q = unprojectToMap(view, map, px);
    if (!q) return Error{"part.points", "the part line leaves the scalp"};
    lineMapMm.push_back(*q);
  }
  Result<Zone> zone = makePartLine(map, lineMapMm, wish.widthMm.value_or(factValue("use.part_width_mm")));
  if (zone) zone->drawnOnPhoto = true;
  return zone;
}

Status addZones(Design& design, const ScalpMap& map, const std::vector<ZoneWish>& wishes) {
  for (size_t i = 0; i < wishes.size(); ++i) {
    const ZoneWish& wish = wishes[i];
    bool cut = false;
    Result<Zone> zone = wish.partLine ? partLine(design.view, map, wish)
                                      : zoneFromPhotoPolygon(design.view, map, wish.cornersPx, factValue("zones.plain_density_per_cm2"), &cut);
    if (zone && wish.use) setZoneUse(*zone, *wish.use);
    if (zone && wish.densityPerCm2) zone->densityPerCm2 = *wish.densityPerCm2;
    if (!zone) return inFile("zone", std::to_string(i + 1), zone.error());
    if (cut) warn("zone " + std::to_string(i + 1) + " reaches beyond the scalp; what lies outside was left out");
    zone->name = "Zone " + std::to_string(i + 1);
    design.zones.push_back(std::move(*zone));
  }
  return Done{};
}

Result<Design> makeDesign(const Wishes& wishes, const Photo& photo, const std::string& photoPath) {
  StartOptions start;
  start.photo = {photoPath, photo.image.width, photo.image.height};
  start.hairline = wishes.hairline;
  start.norwood = wishes.norwood.value_or(0);
  start.irregularity = wishes.irregularity;
  start.seed = wishes.seed;
  const bool preset = wishes.hairline || wishes.norwood;

  std::optional<HeadFit> fit;
  if (wishes.truth) {
    const Result<Truth> truth = readTruth(*wishes.truth, photo);
    if (!truth) return truth.error();
    fit = fitOfTruth(*truth);
    if (!preset && wishes.zones.empty()) {
      start.norwood = truth->norwood;
      note("no --norwood, --template or --zone: taking a natural hairline and the truth's Norwood stage " + std::to_string(truth->norwood));
    }
  } else if (wishes.landmarks) {
    Result<HeadFit> fitted = fitFromLandmarks(*wishes.landmarks, photo);
    if (!fitted) return fitted.error();
    fit = std::move(*fitted);
    if (!preset && wishes.zones.empty()) {
      start.norwood = 3;
      note("no --norwood, --template or --zone: taking a natural hairline and Norwood stage 3");
    }
  } else if (preset) {
    fit = assumedFit(photo.image.width, photo.image.height, wishes.mmPerPx);
    warn("no landmarks: an average head is assumed in the middle of the picture, looking straight ahead; areas may be far off");
  }

  Design design;
  const ScalpMap map = fit ? ScalpMap::ofHead(fit->head) : ScalpMap::flat();
  design = fit ? startHeadDesign(start, *fit, map) : startFlatDesign(start, *wishes.mmPerPx);
  if (Status added = addZones(design, map, wishes.zones); !added) return added.error();
  if (Status valid = validateDesign(design); !valid) return valid.error();
  if (design.zones.empty()) note("the design has no zones yet, so it has no dots");
  if (std::any_of(design.zones.begin(), design.zones.end(), [](const Zone& z) { return z.use == ZoneUse::betweenHair; }))
    design.skinCover = coverFromWholePhoto(design, map, photo.image);
  planSessions(design, map);
  // As dark as the person's own hair asks for, where the photo shows some.
  if (const auto advice = adviseShadeFromPhoto(photo.image, makeDots(design, map), design.view, map))
    setShades(design.zones, advice->wholeShade);
  return design;
}

}  // namespace

Status runNew(const std::vector<std::string>& words) {
  const Result<Wishes> wishes = parseWishes(words);
  if (!wishes) return wishes.error();
  const Result<Photo> photo = loadPhoto(wishes->photo);
  if (!photo) return photo.error();
  const Result<std::string> path = pathFromDesign(wishes->photo, wishes->output);
  if (!path) return path.error();
  const Result<Design> design = makeDesign(*wishes, *photo, *path);
  if (!design) return design.error();
  return writeFiles({{wishes->output, designToJson(*design)}});
}

}  // namespace hd::cli
