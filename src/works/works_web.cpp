// The second web program, run in a Worker (web/js/works): heavy work with the same libraries, without screen and GL.
//
// A function that can fail returns 1 (or a handle) or 0; after 0 the text left for the page is {"id":…,"message":…}.
#include <emscripten.h>

#include <span>
#include <string_view>
#include <vector>

#include "jobs/find_job.h"
#include "jobs/job.h"
#include "jobs/strip_picture.h"
#include "platform/page.h"
#include "text/sentence.h"

namespace {

using namespace hd;

std::vector<uint8_t> result;
FindJob finding;

int give(Result<JobOutput> done) {
  if (!done) return refusePage(done.error().id, sentence(done.error()));
  result = std::move(done->bytes);
  returnText(std::move(done->json));
  return 1;
}

int refuse(const Error& error) { return refusePage(error.id, sentence(error)); }

}  // namespace

extern "C" {

/// Does a job (jobs/job.h); its JSON is left as text, its bytes until the next job (hd_result, hd_result_size).
EMSCRIPTEN_KEEPALIVE int hd_job(const char* name, int nameSize, const char* json, int jsonSize, const uint8_t* bytes, int size) {
  return give(runJob({name, static_cast<size_t>(nameSize)}, {{json, static_cast<size_t>(jsonSize)}, {bytes, static_cast<size_t>(size)}}));
}
EMSCRIPTEN_KEEPALIVE const uint8_t* hd_result() { return result.data(); }
EMSCRIPTEN_KEEPALIVE int hd_result_size() { return static_cast<int>(result.size()); }

/// Finding the head (jobs/find_job.h): the nets, once; then the picture, its rows, and the search, which answers as hd_job does.
EMSCRIPTEN_KEEPALIVE int hd_find_nets(const uint8_t* bytes, int size) {
  const Status taken = finding.setNets({bytes, static_cast<size_t>(size)});
  return taken ? 1 : refuse(taken.error());
}
EMSCRIPTEN_KEEPALIVE int hd_find_ready() { return finding.ready(); }
EMSCRIPTEN_KEEPALIVE void hd_find_begin(int width, int height) { finding.begin(width, height); }
EMSCRIPTEN_KEEPALIVE void hd_find_rows(const uint8_t* rgba, int size, int top) { finding.rows({rgba, static_cast<size_t>(size)}, top); }
EMSCRIPTEN_KEEPALIVE int hd_find(const char* json, int size) { return give(finding.run({json, static_cast<size_t>(size)})); }

/// Starts the picture at full size from a plan (render/picture_plan.h); the answer is to be given to the functions below.
EMSCRIPTEN_KEEPALIVE StripPicture* hd_picture_begin(const uint8_t* plan, int size) {
  Result<PicturePlan> read = readPicturePlan({plan, static_cast<size_t>(size)});
  if (read) return new StripPicture(*read);
  refuse(read.error());
  return nullptr;
}
EMSCRIPTEN_KEEPALIVE int hd_picture_overlap(const StripPicture* picture) { return picture->overlapRows(); }
EMSCRIPTEN_KEEPALIVE void hd_picture_strip(const StripPicture* picture, uint8_t* rgba, int width, int top, int rows) {
  picture->draw({rgba, static_cast<size_t>(width) * static_cast<size_t>(rows) * 4}, width, top);
}
EMSCRIPTEN_KEEPALIVE void hd_picture_end(const StripPicture* picture) { delete picture; }

}  // extern "C"
