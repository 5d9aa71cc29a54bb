// The treatment plan: as JSON, HTML or PDF.
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/look_options.h"
#include "cli/paper.h"
#include "report/plan_paper.h"
#include "text/sentence.h"

namespace hd::cli {
namespace {

constexpr std::string_view kPapers[] = {"a4", "letter"};

Result<Profile> readProfile(const std::string& path) {
  const Result<std::string> text = readFile(path, Message{"noun.profile"}, kMaxProfileBytes);
  if (!text) return text.error();
  Result<Profile> profile = profileFromJson(*text);
  if (!profile) return inFile(Message{"noun.profile"}, path, profile.error());
  return profile;
}

}  // namespace

Paper paperOf(Args& args) {
  const std::string name = args.text("--paper").value_or("a4");
  if (name == "letter") return Paper::letter;
  if (name != "a4")
    args.fail(Message{"usage/one_of", {{"option", "--paper"}, {"given", name}, {"known", std::span<const std::string_view>(kPapers)}}});
  return Paper::a4;
}

Status runPlan(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(
      words,
      withAgeing({{"--profile"}, {"--start"}, {"--pdf"}, {"--html"}, {"--json", false}, {"--paper"}, {"--client"}, {"--yes", true, true}}));
  if (!args) return args.error();
  const LookWishes look = readLook(*args);
  const std::string file = args->onlyFile(Message{"noun.design_file"});
  PlanWishes wishes;
  wishes.paper = paperOf(*args);
  wishes.client = args->text("--client").value_or("");
  if (const auto start = args->text("--start")) {
    wishes.start = dateFromText(*start);
    if (!wishes.start) args->fail(Message{"usage/date", {{"option", "--start"}, {"given", *start}}});
  }
  for (const Option& option : args->options())
    if (option.name == "--yes") wishes.answeredYes.push_back(option.value);
  const bool pdf = args->has("--pdf"), html = args->has("--html");
  if (!pdf && !html && !args->has("--json")) args->fail(Message{"usage/plan"});
  for (const std::string_view output : {"--pdf", "--html"})
    if (args->has(output)) args->required(output);
  if (args->failed()) return args->error();

  Result<DesignFile> loaded = loadDesign(file);
  if (!loaded) return loaded.error();
  if (const std::optional<std::string> path = args->text("--profile")) {
    Result<Profile> profile = readProfile(*path);
    if (!profile) return profile.error();
    wishes.profile = std::move(*profile);
  }
  loaded->look = look.over(loaded->look);
  Result<PlanPaper> paper = PlanPaper::make(*loaded, std::move(wishes));
  if (!paper) return paper.error();

  std::vector<Output> outputs;
  if (pdf || html) {
    const Result<Photo> photo = loadDesignPhoto(loaded->design, file);
    if (!photo) return photo.error();
    paper->draw(photo->image);
    if (html) outputs.push_back({*args->text("--html"), paper->html()});
    if (pdf) {
      outputs.push_back({*args->text("--pdf"), paper->pdf()});
      if (outputs.back().bytes.empty()) return Error{"plan.pdf"};
    }
  }
  const Status written = writeFiles(outputs);
  if (!written || !args->has("--json")) return written;
  return writeOut(planToJson(paper->plan(), sentence) + "\n");
}

}  // namespace hd::cli
