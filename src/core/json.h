// Reading and writing JSON with errors that name the field.
//
// Reading: JsonDocument::parse, then JsonObject/JsonValue views. A JsonReader-style "first error
// wins" sink (JsonErrors) is handed down, so that a loader reads all fields in a row and asks once
// at the end whether anything was wrong. Writing: JsonWriter builds a document; numbers are written
// with the shortest text that reads back to the same bits.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

struct yyjson_doc;
struct yyjson_val;
struct yyjson_mut_doc;
struct yyjson_mut_val;

namespace hd {

/// Collects the first error of a load; later ones are dropped because they usually follow from it.
class JsonErrors {
 public:
  /// Remembers the error unless there is one already. `path` is the field ("zones[2].density_per_cm2"; empty:
  /// the whole text); the message, one of "json.field/…", gets it as its argument "field".
  void add(std::string_view path, Message problem);
  bool any() const { return !first_.empty(); }
  const Error& first() const { return first_; }

 private:
  Error first_;
};

/// A view of one value inside a JsonDocument; knows its path for messages. A missing value is
/// representable: every read of it reports "is missing".
class JsonValue {
 public:
  JsonValue(const yyjson_val* value, std::string path) : value_(value), path_(std::move(path)) {}

  bool present() const { return value_ != nullptr; }
  bool isNull() const;
  bool isNumber() const;
  bool isString() const;
  bool isArray() const;
  bool isObject() const;
  const std::string& path() const { return path_; }

  /// Member of an object; absent when this is no object or has no such key.
  JsonValue operator[](std::string_view key) const;
  /// Number of elements (array) or members (object), else 0.
  size_t size() const;
  /// Element of an array; absent when there are fewer.
  JsonValue at(size_t index) const;
  /// Calls `visit(value)` for each element of an array in order; at() walks from the start each time, so
  /// long lists are read with this.
  void forEachElement(const std::function<void(const JsonValue&)>& visit) const;
  /// Calls `visit(key, value)` for each member of an object in file order.
  void forEachMember(const std::function<void(std::string_view, const JsonValue&)>& visit) const;

  /// Finite number within [low, high]; else reports and returns `low`.
  double number(JsonErrors& errors, double low = -1e300, double high = 1e300) const;
  /// Whole number within [low, high]; else reports and returns `low`.
  int64_t integer(JsonErrors& errors, int64_t low, int64_t high) const;
  /// Text; else reports and returns "". Longer than `maxBytes` is an error.
  std::string text(JsonErrors& errors, size_t maxBytes = 4096) const;
  /// true or false; else reports and returns false.
  bool boolean(JsonErrors& errors) const;

 private:
  const yyjson_val* value_;
  std::string path_;
};

/// A parsed text. Views into it live as long as it does.
class JsonDocument {
 public:
  /// Parses `text`; the error names line and column. `what` names the text in messages: Message{"noun.design"}.
  static Result<JsonDocument> parse(std::string_view text, const Message& what);
  JsonValue root() const;

 private:
  explicit JsonDocument(yyjson_doc* doc);
  std::shared_ptr<yyjson_doc> doc_;
};

/// Builds a JSON text member by member. Objects and arrays are opened and closed like brackets;
/// closing more than was opened is misuse.
class JsonWriter {
 public:
  JsonWriter();
  ~JsonWriter();
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  /// Opens the root object (no key) or a nested one; inside an array pass an empty key.
  JsonWriter& beginObject(std::string_view key = {});
  JsonWriter& endObject();
  JsonWriter& beginArray(std::string_view key = {});
  JsonWriter& endArray();
  JsonWriter& number(std::string_view key, double value);
  JsonWriter& integer(std::string_view key, int64_t value);
  JsonWriter& text(std::string_view key, std::string_view value);
  JsonWriter& boolean(std::string_view key, bool value);
  /// Elements of an array.
  JsonWriter& element(double value);
  JsonWriter& element(std::string_view value);

  /// The finished text, indented by two spaces when `pretty`.
  std::string finish(bool pretty = true) const;

 private:
  void put(std::string_view key, yyjson_mut_val* value);
  yyjson_mut_doc* doc_;
  std::vector<yyjson_mut_val*> open_;
};

}  // namespace hd
