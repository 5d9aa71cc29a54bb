#include "text/strings.h"

#include <algorithm>
#include <utility>

#include "assets/stringsEn.h"
#include "core/json.h"
#include "core/sort.h"

namespace hd {
namespace {

using Entry = std::pair<std::string, std::string>;

std::vector<Entry> load() {
  std::vector<Entry> entries;
  const std::string_view text(reinterpret_cast<const char*>(assets::stringsEn), assets::stringsEnSize);
  const auto document = JsonDocument::parse(text, Message{"noun.texts"});
  if (!document) return entries;
  JsonErrors errors;
  document->root().forEachMember(
      [&](std::string_view key, const JsonValue& value) { entries.emplace_back(std::string(key), value.text(errors)); });
  sortSmall(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.first < b.first; });
  return entries;
}

const std::vector<Entry>& entries() {
  static const std::vector<Entry> all = load();
  return all;
}

const Entry* find(std::string_view key) {
  const auto& all = entries();
  const auto at = std::lower_bound(all.begin(), all.end(), key, [](const Entry& e, std::string_view k) { return e.first < k; });
  return at != all.end() && at->first == key ? &*at : nullptr;
}

}  // namespace

const char* tr(std::string_view key) {
  if (const Entry* entry = find(key)) return entry->second.c_str();
  static std::vector<std::string> unknown;
  unknown.reserve(4096);
  for (const auto& u : unknown) {
    if (u == key) return u.c_str();
  }
  if (unknown.size() == unknown.capacity()) return "?";
  unknown.emplace_back(key);
  return unknown.back().c_str();
}

bool hasString(std::string_view key) { return find(key) != nullptr; }

std::vector<std::string> stringKeys() {
  std::vector<std::string> keys;
  for (const auto& entry : entries()) keys.push_back(entry.first);
  return keys;
}

}  // namespace hd
