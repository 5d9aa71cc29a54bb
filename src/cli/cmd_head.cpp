// The command that tells the head a design lies on: its sizes with their errors, and from where each photo sees it.
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "core/json.h"
#include "design/start.h"
#include "design/templates.h"
#include "scalp/anatomy.h"
#include "text/sentence.h"

namespace hd::cli {
namespace {

struct Size {
  std::string_view name;
  double mm, sdMm;
};

// A length on the head and its standard error: the spread over the heads that the measures allow.
Size sizeOf(const Design& design, std::string_view name, const std::function<double(const HeadModel&)>& measure) {
  const double mm = measure(HeadModel(*design.head));
  double sum = 0.0;
  for (const HeadParams& sample : design.headSamples) {
    const double d = measure(HeadModel(sample)) - mm;
    sum += d * d;
  }
  const double count = static_cast<double>(design.headSamples.size());
  return {name, mm, count > 0 ? std::sqrt(sum / count) : design.view().scaleRelSd * mm};
}

std::vector<Size> sizesOf(const Design& design, const ScalpMap& map) {
  std::vector<Size> sizes = {
      sizeOf(design, "length_mm", [](const HeadModel& h) { return h.params().lengthMm; }),
      sizeOf(design, "breadth_mm", [](const HeadModel& h) { return h.params().breadthMm; }),
      sizeOf(design, "circumference_mm", [](const HeadModel& h) { return circumferenceMm(h); }),
      sizeOf(design, "vault_height_mm", [](const HeadModel& h) { return h.params().vaultHeightMm; }),
      sizeOf(design, "pupil_distance_mm", [](const HeadModel& h) { return h.params().pupilDistanceMm; }),
      sizeOf(design, "face_height_mm", [](const HeadModel& h) { return h.params().faceHeightMm; }),
  };
  if (design.hairline.enabled && !design.hairline.pointsMapMm.empty()) {
    // The hairline keeps its place on the head while the head turns out otherwise.
    const Vec2 middle = design.hairline.pointsMapMm[design.hairline.pointsMapMm.size() / 2];
    const Vec3 direction = map.head().anatomicalDirection(map.toScalp(middle));
    sizes.push_back(sizeOf(design, "hairline_height_mm", [&](const HeadModel& h) {
      // Along the midline: the way over the skin between glabella and hairline.
      const Vec3 from = h.anatomicalDirection(h.landmark(Landmark::glabella));
      double length = 0.0;
      Vec3 before = h.surfacePoint(from);
      for (int i = 1; i <= 64; ++i) {
        const Vec3 at = h.surfacePoint(glm::normalize(from + (direction - from) * (i / 64.0)));
        length += glm::length(at - before);
        before = at;
      }
      return length;
    }));
  }
  return sizes;
}

}  // namespace

Status runHead(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(words, {{"--json", false}});
  if (!args) return args.error();
  const std::string file = args->onlyFile(Message{"noun.design_file"});
  if (args->failed()) return args->error();
  const Result<DesignFile> loaded = loadDesign(file);
  if (!loaded) return loaded.error();
  const Design& design = loaded->design;
  if (!design.head) return Error{"head.flat"};
  const std::vector<Size> sizes = sizesOf(design, scalpMapOf(design));
  constexpr double kInterval = 1.96;  // 95 %
  if (args->has("--json")) {
    JsonWriter json;
    json.beginObject();
    for (const Size& size : sizes)
      json.beginObject(size.name)
          .number("value", size.mm)
          .number("low", size.mm - kInterval * size.sdMm)
          .number("high", size.mm + kInterval * size.sdMm)
          .endObject();
    if (design.headCircumferenceMm) json.number("measured_circumference_mm", *design.headCircumferenceMm);
    json.boolean("of_people", design.head->fromPeople).beginArray("shots");
    for (const Shot& shot : design.shots)
      json.beginObject()
          .text("photo", shot.photo.file)
          .text("side", headSideName(shot.side))
          .text("scale_source", shot.view.scaleSource)
          .number("distance_mm", glm::length(cameraPositionMm(shot.view.camera)))
          .number("scale_rel_sd", shot.view.scaleRelSd)
          .number("area_rel_sd", shot.view.areaRelSd)
          .endObject();
    json.endArray().endObject();
    return writeOut(json.finish() + "\n");
  }
  std::string out;
  for (const Size& size : sizes) {
    char line[96];
    std::snprintf(line, sizeof line, "%-20s  %.0f  (%.0f to %.0f)\n", std::string(size.name).c_str(), size.mm,
                  size.mm - kInterval * size.sdMm, size.mm + kInterval * size.sdMm);
    out += line;
  }
  for (size_t i = 0; i < design.shots.size(); ++i) {
    const View& view = design.shots[i].view;
    out += sentence(Message{"head.shot",
                            {{"number", i + 1},
                             {"side", headSideName(design.shots[i].side)},
                             {"distance", quantity(glm::length(cameraPositionMm(view.camera)), Unit::mm)},
                             {"error", quantity(100.0 * kInterval * view.scaleRelSd, Unit::percent, 1)}}}) +
           "\n";
  }
  return writeOut(out);
}

}  // namespace hd::cli
