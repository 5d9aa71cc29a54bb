#include "core/message.h"

#include <cstdio>
#include <utility>

namespace hd {

Value::Value(std::string_view given) : text(given) {}
Value::Value(double number) : kind(Kind::number), low(number), high(number) {}
Value::Value(const Message& message) : kind(Kind::message), messages{message} {}
Value::Value(Kind which, std::span<const std::string_view> list) : kind(which), names(list.begin(), list.end()) {}
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value::~Value() = default;

Value& Value::operator=(Value other) noexcept {
  std::swap(kind, other.kind);
  std::swap(unit, other.unit);
  std::swap(decimals, other.decimals);
  std::swap(low, other.low);
  std::swap(high, other.high);
  text.swap(other.text);
  names.swap(other.names);
  messages.swap(other.messages);
  return *this;
}

Value quantity(double value, Unit unit, int decimals) { return quantityRange(value, value, unit, decimals); }

Value quantityRange(double low, double high, Unit unit, int decimals) {
  Value out(low);
  out.kind = low == high ? Value::Kind::number : Value::Kind::range;
  out.high = high;
  out.unit = unit;
  out.decimals = decimals;
  return out;
}

Value money(double low, double high, std::string_view currency) {
  Value out = quantityRange(low, high, Unit::money);
  out.text = currency;
  return out;
}

Value jsonField(std::string_view path) {
  Value out(path);
  out.kind = Value::Kind::field;
  return out;
}

Message::Message(std::string_view textKey, std::vector<Argument> arguments)
    : id(textKey.substr(0, textKey.find('/'))), key(textKey), args(std::move(arguments)) {}

const Value* Message::find(std::string_view name) const {
  for (const Argument& a : args)
    if (a.name == name) return &a.value;
  for (const Argument& a : args)
    for (const Message& inner : a.value.messages)
      if (const Value* found = inner.find(name)) return found;
  return nullptr;
}

std::string describe(const Value& value) {
  char buffer[72] = {};
  std::string out;
  switch (value.kind) {
    case Value::Kind::number:
      std::snprintf(buffer, sizeof buffer, "%.9g", value.low);
      return buffer;
    case Value::Kind::range:
      std::snprintf(buffer, sizeof buffer, "%.9g..%.9g", value.low, value.high);
      return buffer;
    case Value::Kind::message:
      return out.append("(").append(describe(value.messages.front())).append(")");
    case Value::Kind::names:
      for (const std::string& name : value.names) out.append(out.empty() ? "" : "|").append(name);
      return out;
    default:
      return value.text;
  }
}

std::string describe(const Message& message) {
  std::string out = message.key;
  for (const Argument& a : message.args) out.append(" ").append(a.name).append("=").append(describe(a.value));
  return out;
}

}  // namespace hd
