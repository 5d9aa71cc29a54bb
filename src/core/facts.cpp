#include "core/facts.h"

#include <cstdio>
#include <cstdlib>
#include <map>

#include "assets/facts.h"
#include "core/json.h"

namespace hd {
namespace {

struct Table {
  std::vector<Fact> facts;
  std::map<std::string, size_t, std::less<>> index;
  std::map<std::string, std::vector<double>, std::less<>> lists;
};

[[noreturn]] void fail(const std::string& problem) {
  std::fprintf(stderr, "facts: %s\n", problem.c_str());
  std::abort();
}

Table load() {
  const std::string_view text(reinterpret_cast<const char*>(assets::facts), assets::factsSize);
  Result<JsonDocument> document = JsonDocument::parse(text, Message{"noun.facts"});
  if (!document) fail(describe(document.error()));
  Table table;
  JsonErrors errors;
  document->root()["facts"].forEachMember([&](std::string_view key, const JsonValue& entry) {
    if (entry["values"].present()) {
      std::vector<double>& list = table.lists[std::string(key)];
      for (size_t i = 0; i < entry["values"].size(); ++i) list.push_back(entry["values"].at(i).number(errors));
      return;
    }
    Fact f;
    f.key = key;
    f.value = entry["value"].number(errors);
    f.low = entry["low"].present() ? entry["low"].number(errors) : f.value;
    f.high = entry["high"].present() ? entry["high"].number(errors) : f.value;
    f.unit = entry["unit"].text(errors);
    // The web program goes without these (cmake/bare_facts.cmake); tests see to it that the file has them.
    if (entry["source"].present()) f.source = entry["source"].text(errors);
    if (entry["confidence"].present()) f.confidence = entry["confidence"].text(errors);
    table.index[f.key] = table.facts.size();
    table.facts.push_back(std::move(f));
  });
  if (errors.any()) fail(describe(errors.first()));
  return table;
}

const Table& table() {
  static const Table kTable = load();
  return kTable;
}

}  // namespace

const Fact& fact(std::string_view key) {
  const auto found = table().index.find(key);
  if (found == table().index.end()) fail("no fact \"" + std::string(key) + "\"");
  return table().facts[found->second];
}

double factValue(std::string_view key) { return fact(key).value; }

const std::vector<double>& factList(std::string_view key) {
  const auto found = table().lists.find(key);
  if (found == table().lists.end()) fail("no list of facts \"" + std::string(key) + "\"");
  return found->second;
}

const std::vector<Fact>& allFacts() { return table().facts; }

}  // namespace hd
