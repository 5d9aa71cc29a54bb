#include "core/json.h"

#include <yyjson.h>

#include <cassert>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace hd {
namespace {

yyjson_val* raw(const yyjson_val* value) { return const_cast<yyjson_val*>(value); }

Message outside(double value, double low, double high) {
  if (low > -1e299 && high < 1e299) return Message{"json.field/between", {{"value", value}, {"low", low}, {"high", high}}};
  if (low > -1e299) return Message{"json.field/at_least", {{"value", value}, {"low", low}}};
  return Message{"json.field/at_most", {{"value", value}, {"high", high}}};
}

}  // namespace

void JsonErrors::add(std::string_view path, Message problem) {
  if (any()) return;
  first_ = std::move(problem);
  first_.args.insert(first_.args.begin(), {"field", jsonField(path)});
}

bool JsonValue::isNull() const { return yyjson_is_null(raw(value_)); }
bool JsonValue::isNumber() const { return yyjson_is_num(raw(value_)); }
bool JsonValue::isString() const { return yyjson_is_str(raw(value_)); }
bool JsonValue::isArray() const { return yyjson_is_arr(raw(value_)); }
bool JsonValue::isObject() const { return yyjson_is_obj(raw(value_)); }

JsonValue JsonValue::operator[](std::string_view key) const {
  std::string path = path_.empty() ? std::string(key) : path_ + "." + std::string(key);
  return {yyjson_obj_getn(raw(value_), key.data(), key.size()), std::move(path)};
}

size_t JsonValue::size() const { return isArray() ? yyjson_arr_size(raw(value_)) : yyjson_obj_size(raw(value_)); }

JsonValue JsonValue::at(size_t index) const { return {yyjson_arr_get(raw(value_), index), path_ + "[" + std::to_string(index) + "]"}; }

void JsonValue::forEachElement(const std::function<void(const JsonValue&)>& visit) const {
  if (!isArray()) return;
  size_t index, count;
  yyjson_val* value;
  yyjson_arr_foreach(raw(value_), index, count, value) { visit(JsonValue(value, path_ + "[" + std::to_string(index) + "]")); }
}

void JsonValue::forEachMember(const std::function<void(std::string_view, const JsonValue&)>& visit) const {
  if (!isObject()) return;
  size_t index, count;
  yyjson_val *key, *value;
  yyjson_obj_foreach(raw(value_), index, count, key, value) {
    const std::string_view name(yyjson_get_str(key), yyjson_get_len(key));
    visit(name, JsonValue(value, path_.empty() ? std::string(name) : path_ + "." + std::string(name)));
  }
}

double JsonValue::number(JsonErrors& errors, double low, double high) const {
  if (!present()) return errors.add(path_, Message{"json.field/missing"}), low;
  if (!isNumber()) return errors.add(path_, Message{"json.field/number"}), low;
  const double value = yyjson_get_num(raw(value_));
  if (!std::isfinite(value) || value < low || value > high) return errors.add(path_, outside(value, low, high)), low;
  return value;
}

int64_t JsonValue::integer(JsonErrors& errors, int64_t low, int64_t high) const {
  const double value = number(errors, static_cast<double>(low), static_cast<double>(high));
  if (value != std::floor(value)) return errors.add(path_, Message{"json.field/whole"}), low;
  return static_cast<int64_t>(value);
}

std::string JsonValue::text(JsonErrors& errors, size_t maxBytes) const {
  if (!present()) return errors.add(path_, Message{"json.field/missing"}), std::string();
  if (!isString()) return errors.add(path_, Message{"json.field/text"}), std::string();
  std::string value(yyjson_get_str(raw(value_)), yyjson_get_len(raw(value_)));
  if (value.size() > maxBytes) return errors.add(path_, Message{"json.field/long", {{"most", maxBytes}}}), std::string();
  return value;
}

bool JsonValue::boolean(JsonErrors& errors) const {
  if (!present()) return errors.add(path_, Message{"json.field/missing"}), false;
  if (!yyjson_is_bool(raw(value_))) return errors.add(path_, Message{"json.field/boolean"}), false;
  return yyjson_get_bool(raw(value_));
}

JsonDocument::JsonDocument(yyjson_doc* doc) : doc_(doc, yyjson_doc_free) {}

Result<JsonDocument> JsonDocument::parse(std::string_view text, const Message& what) {
  yyjson_read_err error;
  yyjson_doc* doc = yyjson_read_opts(const_cast<char*>(text.data()), text.size(), 0, nullptr, &error);
  if (doc) return JsonDocument(doc);
  size_t line = 1, column = 1;
  for (size_t i = 0; i < error.pos && i < text.size(); ++i) {
    column = text[i] == '\n' ? 1 : column + 1;
    line += text[i] == '\n';
  }
  return Error{"json.syntax", {{"what", what}, {"problem", error.msg}, {"line", line}, {"column", column}}};
}

JsonValue JsonDocument::root() const { return {yyjson_doc_get_root(doc_.get()), ""}; }

JsonWriter::JsonWriter() : doc_(yyjson_mut_doc_new(nullptr)) {}
JsonWriter::~JsonWriter() { yyjson_mut_doc_free(doc_); }

void JsonWriter::put(std::string_view key, yyjson_mut_val* value) {
  if (open_.empty()) {
    yyjson_mut_doc_set_root(doc_, value);
  } else if (yyjson_mut_is_arr(open_.back())) {
    yyjson_mut_arr_append(open_.back(), value);
  } else {
    yyjson_mut_obj_add(open_.back(), yyjson_mut_strncpy(doc_, key.data(), key.size()), value);
  }
}

JsonWriter& JsonWriter::beginObject(std::string_view key) {
  yyjson_mut_val* value = yyjson_mut_obj(doc_);
  put(key, value);
  open_.push_back(value);
  return *this;
}

JsonWriter& JsonWriter::beginArray(std::string_view key) {
  yyjson_mut_val* value = yyjson_mut_arr(doc_);
  put(key, value);
  open_.push_back(value);
  return *this;
}

JsonWriter& JsonWriter::endObject() {
  assert(!open_.empty());
  open_.pop_back();
  return *this;
}

JsonWriter& JsonWriter::endArray() { return endObject(); }

JsonWriter& JsonWriter::number(std::string_view key, double value) {
  // A whole number is written without ".0": shorter, and what a person would type. Not so the
  // negative zero, whose sign would be lost.
  const bool negativeZero = value == 0.0 && std::signbit(value);
  if (value == std::floor(value) && std::fabs(value) < 1e15 && !negativeZero) return integer(key, static_cast<int64_t>(value));
  put(key, yyjson_mut_real(doc_, value));
  return *this;
}

JsonWriter& JsonWriter::integer(std::string_view key, int64_t value) {
  put(key, yyjson_mut_sint(doc_, value));
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view key, std::string_view value) {
  put(key, yyjson_mut_strncpy(doc_, value.data(), value.size()));
  return *this;
}

JsonWriter& JsonWriter::boolean(std::string_view key, bool value) {
  put(key, yyjson_mut_bool(doc_, value));
  return *this;
}

JsonWriter& JsonWriter::element(double value) { return number({}, value); }
JsonWriter& JsonWriter::element(std::string_view value) { return text({}, value); }

std::string JsonWriter::finish(bool pretty) const {
  size_t length = 0;
  char* text = yyjson_mut_write(doc_, pretty ? YYJSON_WRITE_PRETTY_TWO_SPACES : 0, &length);
  if (!text) return {};
  std::string out(text, length);
  std::free(text);
  return out;
}

}  // namespace hd
