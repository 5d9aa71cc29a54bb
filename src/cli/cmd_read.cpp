// The commands that read a design and tell something about it.
#include <algorithm>
#include <cstdio>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/look_options.h"
#include "cli/picture.h"
#include "design/limits.h"
#include "design/rules.h"
#include "design/templates.h"
#include "estimate/estimate.h"
#include "pattern/dots.h"
#include "render/blur.h"
#include "render/cpu_raster.h"
#include "render/splats.h"
#include "text/sentence.h"
#include "text/strings.h"
#include "vision/sharpness.h"
#include "vision/skin_sample.h"

namespace hd::cli {
namespace {

std::vector<uint32_t> countByZone(const Dots& dots, size_t zones) {
  std::vector<uint32_t> counts(zones);
  for (const Dot& dot : dots) ++counts[dot.zone];
  return counts;
}

// "progress: 40 %" on standard error, for programs that show a bar.
class Progress {
 public:
  explicit Progress(bool on) : on_(on) {}
  void tell(double share) const {
    if (on_) std::fprintf(stderr, "progress: %.0f %%\n", 100.0 * share);
  }

 private:
  bool on_;
};

std::string range(const Interval& i, int digits) {
  char text[96];
  std::snprintf(text, sizeof text, "%.*f  (%.*f to %.*f)", digits, i.value, digits, i.low, digits, i.high);
  return text;
}

std::string estimateToText(const Estimate& e) {
  std::string text =
      "area      " + range(e.areaCm2, 1) + " cm2\n" + "dots      " + range(e.dots, 0) + "\n" + "hours     " + range(e.hours, 1) + "\n" +
      "chair     " + range(e.chairHours, 1) + "\n" + "sessions  " + range(e.sessions, 0) + "\n" + "cost      " + range(e.cost, 0) + " " +
      e.currency + (e.assumedHead ? std::string(", ") + tr("estimate.assumed") : std::string()) + "\n" + "touch-up  " +
      range(e.touchUpCost, 0) + " " + e.currency + "\n" + "upkeep    " + range(e.upkeepPerYear, 0) + " " + e.currency + " a year\n";
  for (const ZoneEstimate& zone : e.zones)
    text += "zone      " + zone.name + ": " + range(zone.areaCm2, 1) + " cm2, " + range(zone.dots, 0) + " dots\n";
  if (!e.touchUpYears.empty()) {
    text += "touch-up  after";
    for (size_t i = 0; i < e.touchUpYears.size(); ++i) {
      char years[24];
      std::snprintf(years, sizeof years, "%s %.1f", i > 0 ? "," : "", e.touchUpYears[i]);
      text += years;
    }
    text += " years\n";
  }
  for (const Message& reason : e.reasons) text += "why       " + sentence(reason) + "\n";
  return text;
}

std::string findingsToText(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& f : findings) {
    char line[48];
    std::snprintf(line, sizeof line, "%-8s  %-22s  ", std::string(severityName(f.severity)).c_str(), f.id().c_str());
    text += line + sentence(f.message) + "\n";
  }
  return text + (allFine(findings) ? tr("check.fine") : tr("check.look")) + "\n";
}

// The design that is the command's only argument.
Result<DesignFile> onlyDesign(Args& args) {
  const std::string file = args.onlyFile(Message{"noun.design_file"});
  if (args.failed()) return args.error();
  return loadDesign(file);
}

}  // namespace

Status runEstimate(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(words, withAgeing({{"--json", false}}));
  if (!args) return args.error();
  const LookWishes wishes = readLook(*args);
  const Result<DesignFile> loaded = onlyDesign(*args);
  if (!loaded) return loaded.error();
  const Design* const design = &loaded->design;
  const ScalpMap map = scalpMapOf(*design);
  Estimate e = estimateDesign(*design, map, countByZone(makeDots(*design, map), design->zones.size()));
  for (const double days : touchUpDays(halfLifeYears(wishes.over(loaded->look).ageing), kMostDaysShown))
    e.touchUpYears.push_back(days / kDaysPerYear);
  return writeOut(args->has("--json") ? estimateToJson(e, sentence) + "\n" : estimateToText(e));
}

Status runDots(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(words, {{"--csv", false}, {"-o"}});
  if (!args) return args.error();
  const std::string file = args->onlyFile(Message{"noun.design_file"});
  if (args->has("-o")) args->required("-o");
  if (args->failed()) return args->error();
  const Result<DesignFile> loaded = loadDesign(file);
  if (!loaded) return loaded.error();
  const Design* const design = &loaded->design;
  const std::string csv = dotsToCsv(makeDots(*design, scalpMapOf(*design)));
  return args->has("-o") ? writeFiles({{*args->text("-o"), csv}}) : writeOut(csv);
}

Status runRender(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(words, withLook({{"-o"}, {"--shot"}, {"--quality"}, {"--before", false}, {"--progress", false}}));
  if (!args) return args.error();
  const std::string file = args->onlyFile(Message{"noun.design_file"});
  const std::string output = args->required("-o");
  const int quality = static_cast<int>(args->integer("--quality", 1, 100).value_or(kJpegQuality));
  const std::optional<int64_t> shot = args->integer("--shot", 1, kMaxShots);
  const LookWishes wishes = readLook(*args);
  if (args->failed()) return args->error();
  Result<DesignFile> loaded = loadDesign(file);
  if (!loaded) return loaded.error();
  Design* const design = &loaded->design;
  if (shot && *shot > static_cast<int64_t>(design->shots.size()))
    return Error{"usage/shot", {{"given", *shot}, {"shots", design->shots.size()}}};
  if (shot) design->currentShot = static_cast<int>(*shot - 1);
  if (wishes.session && *wishes.session > design->sessions.count)
    return Error{"usage/session", {{"given", *wishes.session}, {"sessions", design->sessions.count}}};
  const Result<Photo> photo = loadDesignPhoto(*design, file);
  if (!photo) return photo.error();
  if (args->has("--before")) return writeFiles({{output, encodeFor(output, photo->image, quality)}});

  const ScalpMap map = scalpMapOf(*design);
  const Look seen = wishes.over(loaded->look);
  LookSettings look;
  look.sessionsDone = std::min(seen.session, design->sessions.count);
  look.dayAfterLastSession = seen.day;
  look.ageing = seen.ageing;
  look.touchUps = seen.touchUps;
  const Progress progress(args->has("--progress"));
  progress.tell(0.0);
  const Design shown = designWithMistakes(*design, map, wishes.mistakes);
  Dots dots = makeDots(shown, map);
  spoilDots(dots, shown, wishes.mistakes);
  const SkinLight skinLight = setSkin(look, *design, photo->image, dots, map);
  look.photoBlurPx = photoBlurPx(photo->image);
  const std::vector<Splat> splats = makeSplats(dots, design->view(), map, look, look.sessionsDone);
  progress.tell(0.2);
  const ImageRgb8 picture = renderFull(photo->image, splats, skinLight, acuityBlurPx(seen.distanceMm, design->view().mmPerPx),
                                       [&](double share) { progress.tell(0.2 + 0.4 * share); });
  progress.tell(0.6);
  Status written = writeFiles({{output, encodeFor(output, picture, quality)}});
  if (written) progress.tell(1.0);
  return written;
}

Status runCheck(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(words, {{"--json", false}});
  if (!args) return args.error();
  const Result<DesignFile> loaded = onlyDesign(*args);
  if (!loaded) return loaded.error();
  const Design* const design = &loaded->design;
  const std::vector<Finding> findings = checkDesign(*design, scalpMapOf(*design));
  return writeOut(args->has("--json") ? findingsToJson(findings, sentence) + "\n" : findingsToText(findings));
}

}  // namespace hd::cli
