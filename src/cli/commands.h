// The commands of `hairline`. Each takes the words after its name and returns what went wrong;
// errors with the id "usage" end the program with 2, others with 1.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"

namespace hd::cli {

Status runSample(const std::vector<std::string>& words);
Status runNew(const std::vector<std::string>& words);
Status runFind(const std::vector<std::string>& words);
Status runHead(const std::vector<std::string>& words);
Status runEstimate(const std::vector<std::string>& words);
Status runDots(const std::vector<std::string>& words);
Status runTurn(const std::vector<std::string>& words);
Status runRender(const std::vector<std::string>& words);
Status runCheck(const std::vector<std::string>& words);
Status runColour(const std::vector<std::string>& words);
Status runMask(const std::vector<std::string>& words);
Status runPlan(const std::vector<std::string>& words);
Status runTemplate(const std::vector<std::string>& words);
Status runPack(const std::vector<std::string>& words);
Status runSvg(const std::vector<std::string>& words);
Status runGallery(const std::vector<std::string>& words);

/// What the command is for and its options; "" for the overview.
std::string helpText(std::string_view command);

}  // namespace hd::cli
