#include "jobs/job.h"

namespace hd {
namespace {

struct Row {
  std::string_view name;
  JobFunction run;
};
constexpr Row kJobs[] = {{"decode", decodeJob}};

}  // namespace

Result<JobOutput> runJob(std::string_view name, const JobInput& input) {
  for (const Row& row : kJobs)
    if (row.name == name) return row.run(input);
  return Error{"job.unknown"};
}

}  // namespace hd
