#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/picture.h"
#include "sample/sample_head.h"

namespace hd::cli {
namespace {

constexpr int kMinSidePx = 64, kMaxSidePx = 6000;

void readSize(Args& args, SampleOptions& options) {
  const std::optional<std::string> text = args.text("--size");
  if (!text) return;
  const size_t cross = text->find('x');
  const auto side = [&](std::string_view part) {
    const Result<double> value = numberOf("--size", part, kMinSidePx, kMaxSidePx);
    if (!value || *value != static_cast<int>(*value)) args.fail("--size takes WIDTHxHEIGHT, each 64 to 6000, not \"" + *text + "\"");
    return value ? static_cast<int>(*value) : 0;
  };
  options.widthPx = side(std::string_view(*text).substr(0, cross));
  options.heightPx = side(cross == std::string::npos ? std::string_view() : std::string_view(*text).substr(cross + 1));
}

}  // namespace

Status runSample(const std::vector<std::string>& words) {
  Result<Args> parsed = Args::parse(words, {{"--view"}, {"--norwood"}, {"--skin"}, {"--card", false}, {"--seed"}, {"--size"}, {"-o"}, {"--truth"}});
  if (!parsed) return parsed.error();
  Args& args = *parsed;
  SampleOptions options;
  if (const std::optional<std::string> name = args.text("--view")) {
    const std::optional<SampleView> view = sampleViewFromName(*name);
    if (!view) args.fail("--view is \"" + *name + "\"; it must be front, top, left or right");
    options.view = view.value_or(options.view);
  }
  options.norwood = static_cast<int>(args.integer("--norwood", 1, 7).value_or(options.norwood));
  options.skin = static_cast<int>(args.integer("--skin", 1, 10).value_or(options.skin));
  options.seed = static_cast<uint64_t>(args.integer("--seed", 0, kMaxSeed).value_or(0));
  options.card = args.has("--card");
  readSize(args, options);
  const std::string picture = args.required("-o");
  const std::optional<std::string> truth = args.text("--truth");
  if (truth && truth->empty()) args.fail("--truth is empty");
  if (truth && *truth == picture) args.fail("-o and --truth name the same file");
  if (!args.positionals().empty()) args.fail("unexpected argument \"" + args.positionals()[0] + "\"");
  if (args.failed()) return args.error();

  const SampleHead head = makeSampleHead(options);
  std::vector<Output> outputs = {{picture, encodeFor(picture, head.image)}};
  if (truth) outputs.push_back({*truth, truthJson(head.truth)});
  return writeFiles(outputs);
}

}  // namespace hd::cli
