// Heavy work that needs no screen, by name: bytes and JSON in, bytes and JSON out.
//
// The page runs these in a Worker (src/works, web/js/works), tests and programs call them directly. To add one (finding the
// head, a plan as PDF): a file of its own here with a function of type JobFunction, a row in job.cpp, and a row in
// web/js/works/protocol.js for its types.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace hd {

/// What a job is given. Both live until it returns; either may be empty.
struct JobInput {
  std::string_view json;
  std::span<const uint8_t> bytes;
};

/// What it gives back.
struct JobOutput {
  std::string json;
  std::vector<uint8_t> bytes;
};

using JobFunction = Result<JobOutput> (*)(const JobInput&);

/// Does the job of that name. Errors: "job.unknown", else the job's own.
Result<JobOutput> runJob(std::string_view name, const JobInput& input);

/// "decode": a JPEG or PNG as bytes becomes RGBA rows, upright and opaque, for browsers that cannot;
/// gives {"width","height"}. Errors: decodePhoto's.
Result<JobOutput> decodeJob(const JobInput& input);

}  // namespace hd
