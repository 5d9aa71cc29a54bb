#include "editor/session/head_finding.h"

#include <utility>

#include "core/json.h"
#include "core/sort.h"
#include "design/design_io.h"

namespace hd {

Result<HeadFinding> readFinding(std::string_view foundJson, std::string_view designJson) {
  const Result<JsonDocument> document = JsonDocument::parse(foundJson, Message{"noun.photo"});
  if (!document) return document.error();
  HeadFinding out;
  JsonErrors errors;
  const JsonValue root = document->root();
  root["warnings"].forEachElement([&](const JsonValue& warning) { out.notes.push_back(asSentence(warning["text"].text(errors))); });
  if (!designJson.empty()) {
    Result<DesignFile> file = designFromJson(designJson);
    if (!file) return file.error();
    out.proposal = std::move(file->design);
  }
  Box2 box;
  root["landmarks"].forEachMember([&](std::string_view, const JsonValue& px) {
    box.add({px.at(0).number(errors), px.at(1).number(errors)});
  });
  out.unfit = !box.empty() && !out.proposal;
  if (const JsonValue others = root["other_faces"]; others.present() && !box.empty()) {
    out.face = static_cast<int>(root["face"].integer(errors, 0, 1000));
    out.faces.push_back({0.5 * (box.min + box.max), 1.2 * (box.max.y - box.min.y), out.face});
    int index = 0;
    others.forEachElement([&](const JsonValue& face) {
      if (index == out.face) ++index;
      out.faces.push_back({{face.at(0).number(errors), face.at(1).number(errors)}, face.at(2).number(errors), index++});
    });
    sortSmall(out.faces.begin(), out.faces.end(), [](const auto& a, const auto& b) { return a.posPhotoPx.x < b.posPhotoPx.x; });
  }
  if (errors.any()) return errors.first();
  return out;
}

}  // namespace hd
