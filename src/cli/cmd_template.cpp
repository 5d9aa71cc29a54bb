// The design on paper and for other programs: the hairline at 1:1, and a drawing with layers.
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/paper.h"
#include "core/json.h"
#include "design/templates.h"
#include "report/design_svg.h"
#include "report/hairline_template.h"

namespace hd::cli {
namespace {

std::string templateToJson(const UnrolledHairline& hairline, const HairlineTemplatePdf& pdf) {
  JsonWriter json;
  json.beginObject()
      .number("length_mm", hairline.lengthMm)
      .number("page_width_mm", pdf.pageWidthMm)
      .number("page_height_mm", pdf.pageHeightMm);
  json.integer("columns", pdf.columns).integer("rows", pdf.rows);
  const auto points = [&](const char* key, const std::vector<HairlineTemplatePdf::Point>& list) {
    json.beginArray(key);
    for (const auto& p : list)
      json.beginObject().integer("page", p.page + 1).number("x_mm", p.posMm.x).number("y_mm", p.posMm.y).endObject();
    json.endArray();
  };
  points("points", pdf.controls);
  points("bars", pdf.bars);
  json.endObject();
  return json.finish();
}

}  // namespace

Status runTemplate(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(words, {{"--paper"}, {"-o"}, {"--json", false}});
  if (!args) return args.error();
  const std::string file = args->onlyFile(Message{"noun.design_file"});
  const std::string output = args->required("-o");
  const Paper paper = paperOf(*args);
  if (args->failed()) return args->error();
  const Result<DesignFile> loaded = loadDesign(file);
  if (!loaded) return loaded.error();
  const std::optional<UnrolledHairline> hairline = unrollHairline(loaded->design, scalpMapOf(loaded->design));
  if (!hairline) return Error{"template.none", {{"design", file}}};
  const HairlineTemplatePdf pdf = hairlineTemplatePdf(*hairline, paper);
  if (pdf.bytes.empty()) return Error{"plan.pdf"};
  const Status written = writeFiles({{output, pdf.bytes}});
  if (!written || !args->has("--json")) return written;
  return writeOut(templateToJson(*hairline, pdf) + "\n");
}

Status runSvg(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(words, {{"-o"}});
  if (!args) return args.error();
  const std::string file = args->onlyFile(Message{"noun.design_file"});
  const std::string output = args->required("-o");
  if (args->failed()) return args->error();
  const Result<DesignFile> loaded = loadDesign(file);
  if (!loaded) return loaded.error();
  const ScalpMap map = scalpMapOf(loaded->design);
  return writeFiles({{output, designToSvg(loaded->design, map, makeDots(loaded->design, map))}});
}

}  // namespace hd::cli
