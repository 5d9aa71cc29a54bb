#include "text/sentence.h"

#include <algorithm>

#include "text/format.h"
#include "text/strings.h"

namespace hd {
namespace {

std::string written(const Value& value) {
  switch (value.kind) {
    case Value::Kind::message:
      return sentence(value.messages.front());
    case Value::Kind::field:
      return value.text.empty() ? tr("json.root") : "\"" + value.text + "\"";
    case Value::Kind::names:
      return formatNames(value.names);
    case Value::Kind::number:
    case Value::Kind::range:
      return formatValue(value);
    default:
      return value.text;
  }
}

// "name" or "name|one|other" between braces.
void fillOne(std::string& out, std::string_view slot, const std::vector<Argument>& args) {
  const size_t bar = slot.find('|');
  const std::string_view name = slot.substr(0, bar);
  const auto at = std::find_if(args.begin(), args.end(), [&](const Argument& a) { return a.name == name; });
  if (at == args.end()) {
    out.append("{").append(slot).append("}");  // shows on screen rather than lying; tests/check_messages.mjs finds it first
    return;
  }
  if (bar == std::string_view::npos) {
    out += written(at->value);
    return;
  }
  const size_t second = slot.find('|', bar + 1);
  out += formatsAsOne(at->value) ? slot.substr(bar + 1, second - bar - 1) : slot.substr(second + 1);
}

}  // namespace

std::string trf(std::string_view key, const std::vector<Argument>& args) {
  const std::string_view text = tr(key);
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t open = std::min(text.find('{', at), text.size());
    out += text.substr(at, open - at);
    const size_t close = text.find('}', open);
    if (close == std::string_view::npos) {
      out += text.substr(open);
      break;
    }
    fillOne(out, text.substr(open + 1, close - open - 1), args);
    at = close + 1;
  }
  return out;
}

std::string sentence(const Message& message) { return trf(message.key, message.args); }

}  // namespace hd
