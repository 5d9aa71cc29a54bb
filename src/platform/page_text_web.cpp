// What a call leaves for the page (page.h): the half of the way to the page that every web program needs.
#include <emscripten.h>

#include "core/json.h"
#include "platform/page.h"

namespace hd {
namespace {

std::string left;

}  // namespace

void returnText(std::string text) { left = std::move(text); }

int refusePage(std::string_view id, std::string_view message) {
  JsonWriter json;
  json.beginObject().text("id", id).text("message", message).endObject();
  returnText(json.finish(false));
  return 0;
}

}  // namespace hd

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* hd_text() { return hd::left.data(); }
EMSCRIPTEN_KEEPALIVE int hd_text_size() { return static_cast<int>(hd::left.size()); }

}  // extern "C"
