// A design and its photos in one file.
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/files.h"

namespace hd::cli {

Status runPack(const std::vector<std::string>& words) {
  Result<Args> args = Args::parse(words, {{"-o"}});
  if (!args) return args.error();
  const std::string file = args->onlyFile(Message{"noun.design_file"});
  const std::string output = args->required("-o");
  if (!args->failed() && !isPackName(output)) args->fail(Message{"usage/pack", {{"given", output}}});
  if (args->failed()) return args->error();
  const Result<DesignFile> loaded = loadDesign(file);
  if (!loaded) return loaded.error();
  const Result<Output> packed = designOutput(output, *loaded, file);
  if (!packed) return packed.error();
  return writeFiles({*packed});
}

}  // namespace hd::cli
