#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/picture.h"
#include "core/math.h"
#include "mannequin/sample_head.h"

namespace hd::cli {
Status runSample(const std::vector<std::string>& words) {
  Result<Args> parsed = Args::parse(words, {{"--view"},
                                            {"--norwood"},
                                            {"--skin"},
                                            {"--card", false},
                                            {"--clipped"},
                                            {"--turn"},
                                            {"--bow"},
                                            {"--glasses", false},
                                            {"--beard", false},
                                            {"--half-light", false},
                                            {"--blur"},
                                            {"--noise"},
                                            {"--seed"},
                                            {"--size"},
                                            {"--quality"},
                                            {"-o"},
                                            {"--truth"}});
  if (!parsed) return parsed.error();
  Args& args = *parsed;
  SampleOptions options;
  if (const std::optional<std::string> name = args.text("--view")) {
    const std::optional<HeadSide> view = headSideFromName(*name);
    if (!view) args.fail(Message{"usage/one_of", {{"option", "--view"}, {"given", *name}, {"known", headSideNames()}}});
    options.view = view.value_or(options.view);
  }
  options.norwood = static_cast<int>(args.integer("--norwood", 1, 7).value_or(options.norwood));
  options.skin = static_cast<int>(args.integer("--skin", 1, 10).value_or(options.skin));
  options.seed = static_cast<uint64_t>(args.integer("--seed", 0, kMaxSeed).value_or(0));
  options.card = args.has("--card");
  options.turnRad = args.number("--turn", -55, 55).value_or(0) * kPi / 180;
  options.bowRad = args.number("--bow", -25, 50).value_or(0) * kPi / 180;
  if (options.view != HeadSide::front && (args.has("--turn") || args.has("--bow"))) args.fail(Message{"usage/front_only"});
  options.glasses = args.has("--glasses");
  options.beard = args.has("--beard");
  options.halfLight = args.has("--half-light");
  options.blurPx = args.number("--blur", 0, 20).value_or(0);
  options.noise = args.number("--noise", 0, 60).value_or(0);
  if (const std::optional<PictureSize> size = readSize(args)) {
    options.widthPx = size->widthPx;
    options.heightPx = size->heightPx;
  }
  options.clippedMm = args.number("--clipped", 0, 1.5);
  const int quality = static_cast<int>(args.integer("--quality", 1, 100).value_or(kJpegQuality));
  const std::string picture = args.required("-o");
  const std::optional<std::string> truth = args.text("--truth");
  if (truth && truth->empty()) args.fail(Message{"usage/empty", {{"option", "--truth"}}});
  if (truth && *truth == picture) args.fail(Message{"usage/same_file"});
  if (!args.positionals().empty()) args.fail(Message{"usage/unexpected", {{"argument", args.positionals()[0]}}});
  if (args.failed()) return args.error();

  const SampleHead head = makeSampleHead(options);
  std::vector<Output> outputs = {{picture, encodeFor(picture, head.image, quality)}};
  if (truth) outputs.push_back({*truth, truthJson(head.truth)});
  return writeFiles(outputs);
}

}  // namespace hd::cli
