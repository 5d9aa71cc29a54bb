#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/nets.h"
#include "cli/picture.h"
#include "cli/tell.h"
#include "core/facts.h"
#include "design/design_io.h"
#include "design/limits.h"
#include "design/names.h"
#include "design/start.h"
#include "estimate/estimate.h"
#include "image/focal.h"
#include "mannequin/truth.h"
#include "pattern/dots.h"
#include "scalp/fit.h"
#include "scalp/landmarks.h"
#include "vision/found_design.h"
#include "vision/skin_mask.h"
#include "vision/skin_sample.h"

namespace hd::cli {
namespace {

constexpr uint64_t kMaxMeasuresBytes = 4u << 20;

struct ZoneWish {
  std::vector<Vec2> cornersPx;  // of a part line: its points
  bool partLine = false;
  std::optional<double> densityPerCm2;
  std::optional<ZoneUse> use;
  std::optional<double> widthMm;
  size_t photo = 0;
};

// A photo with the one scale that is its own.
struct PhotoWish {
  std::string path;
  std::optional<double> mmPerPx;
  std::optional<std::string> landmarks, truth;
  bool automatic = false;
  int scales = 0;
};

// What the command line asks for.
struct Wishes {
  std::vector<PhotoWish> photos;
  std::string output;
  std::optional<double> circumferenceMm;
  std::optional<std::string> nets;
  std::optional<int> norwood;
  std::optional<HairlineTemplate> hairline;
  std::vector<ZoneWish> zones;
  double irregularity = 0.5;
  uint64_t seed = 1;
};

std::vector<Vec2> parseCorners(Args& args, std::string_view option, const std::string& text, size_t least) {
  std::vector<Vec2> corners;
  constexpr const char* kBlanks = " \t\n\r";
  for (size_t at = text.find_first_not_of(kBlanks); at != std::string::npos; at = text.find_first_not_of(kBlanks, at)) {
    const size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    const std::string_view corner = std::string_view(text).substr(at, end - at);
    const size_t comma = corner.find(',');
    const auto coordinate = [&](std::string_view part) {
      const Result<double> value = numberOf(option, part, -1e6, 1e6);
      if (!value) args.fail(Message{"usage/corner", {{"option", option}, {"given", corner}}});
      return value ? *value : 0.0;
    };
    const double x = coordinate(corner.substr(0, comma));
    const double y = coordinate(comma == std::string_view::npos ? std::string_view() : corner.substr(comma + 1));
    corners.push_back({x, y});
    at = end;
  }
  if (corners.size() < least) args.fail(Message{"usage/few_corners", {{"option", option}, {"least", least}}});
  return corners;
}

std::optional<HairlineTemplate> parseTemplate(Args& args, const std::string& name) {
  std::vector<std::string_view> known;
  for (HairlineTemplate t : allHairlineTemplates()) {
    if (hairlineTemplateName(t) == name) return t;
    known.push_back(hairlineTemplateName(t));
  }
  args.fail(Message{"usage/one_of", {{"option", "--template"}, {"given", name}, {"known", known}}});
  return {};
}

// Photos and their scales, in order. A scale ahead of the first photo is that photo's.
std::vector<PhotoWish> parsePhotos(Args& args) {
  std::vector<PhotoWish> photos;
  PhotoWish ahead;
  for (const Option& option : args.options()) {
    if (option.name == "--photo") {
      if (option.value.empty()) args.fail(Message{"usage/empty", {{"option", option.name}}});
      photos.push_back(photos.empty() ? std::exchange(ahead, {}) : PhotoWish{});
      photos.back().path = option.value;
      continue;
    }
    PhotoWish& photo = photos.empty() ? ahead : photos.back();
    const auto once = [&](bool given) {
      if (given) args.fail(Message{"usage/twice", {{"option", option.name}}});
    };
    if (option.name == "--mm-per-px") {
      once(photo.mmPerPx.has_value());
      const Result<double> value = numberOf(option.name, option.value, 1e-4, 100);
      if (!value) args.fail(value.error());
      else photo.mmPerPx = *value;
    } else if (option.name == "--landmarks") {
      once(photo.landmarks.has_value());
      photo.landmarks = option.value;
    } else if (option.name == "--truth") {
      once(photo.truth.has_value());
      photo.truth = option.value;
    } else if (option.name == "--auto") {
      once(photo.automatic);
      photo.automatic = true;
    } else {
      continue;
    }
    ++photo.scales;
  }
  if (photos.empty()) args.fail(Message{"usage/missing", {{"option", "--photo"}}});
  if (photos.size() > kMaxShots) args.fail(Message{"usage/many_photos", {{"most", kMaxShots}}});
  for (const PhotoWish& photo : photos) {
    if (photo.scales != 1) args.fail(photo.scales == 0 ? Message{"usage/no_scale"} : Message{"usage/two_scales"});
    if (photo.mmPerPx && photos.size() > 1) args.fail(Message{"usage/flat_photo"});
  }
  return photos;
}

Result<Wishes> parseWishes(const std::vector<std::string>& words) {
  Result<Args> parsed = Args::parse(words, {{"--photo", true, true},
                                            {"--auto", false, true},
                                            {"--nets"},
                                            {"--mm-per-px", true, true},
                                            {"--landmarks", true, true},
                                            {"--truth", true, true},
                                            {"--circumference"},
                                            {"--norwood"},
                                            {"--template"},
                                            {"--zone", true, true},
                                            {"--part", true, true},
                                            {"--density", true, true},
                                            {"--use", true, true},
                                            {"--width", true, true},
                                            {"--irregularity"},
                                            {"--seed"},
                                            {"-o"}});
  if (!parsed) return parsed.error();
  Args& args = *parsed;
  Wishes wishes;
  wishes.photos = parsePhotos(args);
  wishes.output = args.required("-o");
  wishes.circumferenceMm = args.number("--circumference", 400, 750);
  wishes.nets = args.text("--nets");
  if (wishes.nets && !args.has("--auto")) args.fail(Message{"usage/nets"});
  if (const std::optional<int64_t> stage = args.integer("--norwood", 1, 7)) wishes.norwood = static_cast<int>(*stage);
  if (const std::optional<std::string> name = args.text("--template")) wishes.hairline = parseTemplate(args, *name);
  wishes.irregularity = args.number("--irregularity", 0, 1).value_or(wishes.irregularity);
  wishes.seed = static_cast<uint64_t>(args.integer("--seed", 0, kMaxSeed).value_or(1));
  size_t photos = 0;
  for (const Option& option : args.options()) {
    photos += option.name == "--photo";
    const bool part = option.name == "--part";
    if (part || option.name == "--zone")
      wishes.zones.push_back({parseCorners(args, option.name, option.value, part ? 2 : 3), part, {}, {}, {}, photos > 0 ? photos - 1 : 0});
    if (option.name != "--density" && option.name != "--use" && option.name != "--width") continue;
    if (wishes.zones.empty()) {
      args.fail(Message{"usage/behind_zone", {{"option", option.name}}});
      continue;
    }
    ZoneWish& zone = wishes.zones.back();
    const auto number = [&](std::optional<double>& to, double low, double high) {
      const Result<double> value = numberOf(option.name, option.value, low, high);
      if (!value) args.fail(value.error());
      else if (to) args.fail(Message{"usage/two_for_zone", {{"option", option.name}}});
      else to = *value;
    };
    if (option.name == "--density") number(zone.densityPerCm2, 0, kMaxDensityPerCm2);
    if (option.name == "--width") {
      if (zone.partLine) number(zone.widthMm, 2, 60);
      else args.fail(Message{"usage/behind_part", {{"option", option.name}}});
    }
    if (option.name == "--use") {
      if (zone.use || zone.partLine)
        args.fail(zone.partLine ? Message{"usage/use_part"} : Message{"usage/two_for_zone", {{"option", option.name}}});
      zone.use = zoneUseFromName(option.value);
      if (!zone.use) args.fail(Message{"usage/one_of", {{"option", option.name}, {"given", option.value}, {"known", zoneUseNames()}}});
    }
  }
  if (wishes.zones.size() > kMaxZones - 8) args.fail(Message{"usage/many_zones", {{"most", kMaxZones - 8}}});
  if (!args.positionals().empty()) args.fail(Message{"usage/unexpected", {{"argument", args.positionals()[0]}}});
  if (args.failed()) return args.error();
  return wishes;
}

// A photo that was read, and what tells its scale.
struct LoadedPhoto {
  const PhotoWish* wish;
  Photo photo;
  std::string path;  // as the design tells it
  PhotoMeasures measures;
  std::optional<Truth> truth;
  std::optional<FoundHead> found;
  std::optional<int> norwoodSeen;

  PhotoInfo info() const {
    return {path, photo.image.width, photo.image.height, focalPxOf(photo.exif, photo.image.width, photo.image.height)};
  }
  FitShot shot() const {
    FitShot shot{measures, {}};
    shot.options.photoWidthPx = photo.image.width;
    shot.options.photoHeightPx = photo.image.height;
    shot.options.focalPx = focalPxOf(photo.exif, photo.image.width, photo.image.height);
    return shot;
  }
};

Result<PhotoMeasures> readLandmarks(const std::string& path) {
  const Result<std::string> text = readFile(path, Message{"noun.landmarks"}, kMaxMeasuresBytes);
  if (!text) return text.error();
  Result<PhotoMeasures> measures = parseLandmarks(*text);
  if (!measures) return inFile(Message{"noun.landmarks"}, path, measures.error());
  return measures;
}

/// The head as it is found in the photo itself; without a face there are no points to fit it by.
Result<FoundHead> findInPhoto(const std::optional<std::string>& nets, const std::string& path, const Photo& photo) {
  Result<HeadFinder> finder = loadHeadFinder(nets);
  if (!finder) return finder.error();
  Result<FoundHead> found = finder->find(photo.image, focalPxOf(photo.exif, photo.image.width, photo.image.height));
  if (!found) return inFile(Message{"noun.photo"}, path, found.error());
  printFindWarnings(*found);
  if (found->faces == 0)
    return found->view == HeadView::top ? Error{"find.no_face/above", {{"photo", path}}} : Error{"find.no_face/beside", {{"photo", path}}};
  return found;
}

Result<Truth> readTruth(const std::string& path, const Photo& photo) {
  const Result<std::string> text = readFile(path, Message{"noun.truth"}, kMaxMeasuresBytes);
  if (!text) return text.error();
  Result<Truth> truth = parseTruth(*text);
  if (!truth) return inFile(Message{"noun.truth"}, path, truth.error());
  if (truth->widthPx != photo.image.width || truth->heightPx != photo.image.height)
    return Error{"truth.size",
                 {{"truth", path},
                  {"truth_width", truth->widthPx},
                  {"truth_height", truth->heightPx},
                  {"width", photo.image.width},
                  {"height", photo.image.height}}};
  return truth;
}

Result<Zone> partLine(const View& view, const ScalpMap& map, const ZoneWish& wish) {
  std::vector<Vec2> lineMapMm;
  for (Vec2 px : wish.cornersPx) {
    const std::optional<Vec2> q = unprojectToMap(view, map, px);
    if (!q) return Error{"part.points/leaves"};
    lineMapMm.push_back(*q);
  }
  Result<Zone> zone = makePartLine(map, lineMapMm, wish.widthMm.value_or(factValue("use.part_width_mm")));
  if (zone) zone->drawnOnPhoto = true;
  return zone;
}

Status addZones(Design& design, const ScalpMap& map, const std::vector<ZoneWish>& wishes) {
  for (size_t i = 0; i < wishes.size(); ++i) {
    const ZoneWish& wish = wishes[i];
    const View& view = design.shots[wish.photo].view;
    bool cut = false;
    Result<Zone> zone = wish.partLine ? partLine(view, map, wish)
                                      : zoneFromPhotoPolygon(view, map, wish.cornersPx, factValue("zones.plain_density_per_cm2"), &cut);
    if (zone && wish.use) setZoneUse(*zone, *wish.use);
    if (zone && wish.densityPerCm2) zone->densityPerCm2 = *wish.densityPerCm2;
    if (!zone) return inFile(Message{"noun.zone"}, std::to_string(i + 1), zone.error());
    if (cut) warn(Message{"zone.cut", {{"zone", i + 1}}});
    zone->name = "Zone " + std::to_string(i + 1);
    zone->drawnOnShot = static_cast<int>(wish.photo);
    design.zones.push_back(std::move(*zone));
  }
  return Done{};
}

Result<LoadedPhoto> load(const Wishes& wishes, const PhotoWish& wish) {
  Result<Photo> photo = loadPhoto(wish.path);
  if (!photo) return photo.error();
  // Packed, the photo goes inside; else it is named as seen from the design.
  std::error_code none;
  const Result<std::string> path = isPackName(wishes.output) ? Result<std::string>(std::filesystem::absolute(wish.path, none).string())
                                                             : pathFromDesign(wish.path, wishes.output);
  if (!path) return path.error();
  LoadedPhoto out{&wish, std::move(*photo), *path, {}, {}, {}, {}};
  if (wish.truth) {
    Result<Truth> truth = readTruth(*wish.truth, out.photo);
    if (!truth) return truth.error();
    out.measures = truth->measures;
    out.norwoodSeen = truth->norwood;
    out.truth = std::move(*truth);
  } else if (wish.landmarks) {
    Result<PhotoMeasures> measures = readLandmarks(*wish.landmarks);
    if (!measures) return measures.error();
    out.measures = std::move(*measures);
  } else if (wish.automatic) {
    Result<FoundHead> found = findInPhoto(wishes.nets, wish.path, out.photo);
    if (!found) return found.error();
    out.measures = found->measures();
    if (found->hair && found->hair->norwood) out.norwoodSeen = std::max(*found->hair->norwood, 2);
    out.found = std::move(*found);
  }
  if (wishes.circumferenceMm) out.measures.circumferenceMm = wishes.circumferenceMm;
  return out;
}

// An error of the fit, in the words of the file it comes from.
Error inPhoto(const std::vector<LoadedPhoto>& photos, const Error& error) {
  const Value* number = error.find("shot");
  const LoadedPhoto& photo = photos[number ? static_cast<size_t>(number->low) - 1 : 0];
  if (photos.size() > 1 && !number) return error;
  if (photo.wish->landmarks) return inFile(Message{"noun.landmarks"}, *photo.wish->landmarks, error);
  return inFile(Message{"noun.photo"}, photo.wish->path, error);
}

// The fits of all photos. Truth files tell head and camera themselves, as long as all are of one head.
Result<std::vector<HeadFit>> fitPhotos(const std::vector<LoadedPhoto>& photos) {
  std::vector<HeadFit> fits;
  if (std::all_of(photos.begin(), photos.end(), [&](const LoadedPhoto& p) { return p.truth && p.truth->head == photos[0].truth->head; })) {
    for (const LoadedPhoto& photo : photos) fits.push_back(fitOfTruth(*photo.truth));
    return fits;
  }
  std::vector<FitShot> shots;
  for (const LoadedPhoto& photo : photos) shots.push_back(photo.shot());
  Result<std::vector<HeadFit>> found = fitHeads(shots);
  if (!found) return inPhoto(photos, found.error());
  if (found->front().outlineMisfit > kUnusualMisfit) warn(Message{"fit.unusual"});
  for (size_t i = 0; i < photos.size(); ++i)
    for (const Landmark landmark : (*found)[i].leftOut)
      warn(Message{"fit.left_out", {{"photo", photos[i].wish->path}, {"landmark", landmarkName(landmark)}}});
  return found;
}

Result<Design> makeDesign(const Wishes& wishes, const std::vector<LoadedPhoto>& photos) {
  StartOptions start;
  start.photo = photos[0].info();
  start.hairline = wishes.hairline;
  start.norwood = wishes.norwood.value_or(0);
  start.irregularity = wishes.irregularity;
  start.seed = wishes.seed;
  const bool preset = wishes.hairline || wishes.norwood;
  const PhotoWish& first = *photos[0].wish;

  std::vector<HeadFit> fits;
  if (!first.mmPerPx) {
    Result<std::vector<HeadFit>> fitted = fitPhotos(photos);
    if (!fitted) return fitted.error();
    fits = std::move(*fitted);
    if (!preset && wishes.zones.empty()) {
      start.norwood = photos[0].norwoodSeen.value_or(kUsualNorwood);
      note(!photos[0].norwoodSeen ? Message{"new.stage/usual", {{"stage", start.norwood}}}
           : first.truth          ? Message{"new.stage/truth", {{"stage", start.norwood}}}
                                  : Message{"new.stage/photo", {{"stage", start.norwood}}});
    }
  } else if (preset) {
    fits.push_back(assumedFit(photos[0].photo.image.width, photos[0].photo.image.height, first.mmPerPx));
    warn(Message{"new.assumed"});
  }

  const bool head = !fits.empty();
  const ScalpMap map = head ? ScalpMap::ofHead(fits[0].head) : ScalpMap::flat();
  Design design = head ? startHeadDesign(start, fits[0], map) : startFlatDesign(start, *first.mmPerPx);
  if (head) design.shot().side = sideOf(fits[0].view);
  for (size_t i = 1; i < fits.size(); ++i) addShot(design, photos[i].info(), fits[i]);
  for (size_t i = 0; i < photos.size(); ++i) {
    putMeasures(design.shots[i], photos[i].measures);
    if (photos[i].measures.circumferenceMm) design.headCircumferenceMm = photos[i].measures.circumferenceMm;
  }
  if (Status added = addZones(design, map, wishes.zones); !added) return added.error();
  if (photos[0].found) putFound(design, map, *photos[0].found, !preset && wishes.zones.empty());
  if (Status valid = validateDesign(design); !valid) return valid.error();
  if (design.zones.empty()) note(Message{"new.no_zones"});
  const ImageRgb8& image = photos[0].photo.image;
  if (!photos[0].found &&
      std::any_of(design.zones.begin(), design.zones.end(), [](const Zone& z) { return z.use == ZoneUse::betweenHair; }))
    design.skinCover = coverFromWholePhoto(design, map, image);
  planSessions(design, map);
  if (photos[0].found) return design;
  // As dark as the person's own hair asks for, where the photo shows some.
  if (const auto advice = adviseShadeFromPhoto(image, makeDots(design, map), design.view(), map))
    setShades(design.zones, advice->wholeShade);
  return design;
}

}  // namespace

Status runNew(const std::vector<std::string>& words) {
  const Result<Wishes> wishes = parseWishes(words);
  if (!wishes) return wishes.error();
  std::vector<LoadedPhoto> photos;
  for (const PhotoWish& wish : wishes->photos) {
    Result<LoadedPhoto> photo = load(*wishes, wish);
    if (!photo) return photo.error();
    photos.push_back(std::move(*photo));
  }
  const Result<Design> design = makeDesign(*wishes, photos);
  if (!design) return design.error();
  const Result<Output> made = designOutput(wishes->output, {*design, {}, {}}, wishes->photos[0].path);
  if (!made) return made.error();
  return writeFiles({*made});
}

}  // namespace hd::cli
