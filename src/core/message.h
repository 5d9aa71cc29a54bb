// What a person is to be told, before it has words.
//
// Nothing below `text` builds sentences. It says what it means by a key and named arguments,
//
//   return Error{"part.width", {{"width", quantityRange(2, 60, Unit::mm)}}};
//
// and text/sentence.h finds the words in assets/strings/<language>.json:
//
//   "part.width": "a part line must be {width} wide"
//
// A key is the message's id, or the id and a variant behind a slash ("json.field/missing") where one
// id has several sentences. Ids are stable, for tests and scripts; words are not. Keys stand as
// literals right behind `Message{` or `Error{`, so that the build sees which are used, and
// tests/check_messages.mjs that each gives its text what the text asks for.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hd {

struct Message;

/// What a number counts or measures. It decides how the number is written and what unit stands behind it.
enum class Unit : uint8_t {
  plain,  ///< a bare number as in a file: no thousands set apart
  count,  ///< a bare number for people: thousands set apart
  mm,
  cm2,
  perCm2,
  px,
  percent,  ///< the value is in percent, not a share
  megabytes,
  megapixels,
  minutes,
  hours,
  years,
  money,  ///< `Value::text` holds the currency
};

/// One value of a message. Text, numbers and messages become one by themselves; units by quantity().
struct Value {
  enum class Kind : uint8_t {
    text,     ///< a name, a path, a word that was typed: stands as it is
    field,    ///< a path inside a JSON text ("zones[2].shade"); empty: the whole text
    number,   ///< `low`
    range,    ///< `low` to `high`
    names,    ///< alternatives to choose from: "a, b or c"
    message,  ///< a message inside of this one
  };

  Value(std::string_view text);
  Value(const std::string& text) : Value(std::string_view(text)) {}
  Value(const char* text) : Value(std::string_view(text)) {}
  Value(double number);
  template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>) Value(T whole) : Value(static_cast<double>(whole)) {}
  Value(const Message& message);
  template <class Names>
  requires std::convertible_to<const Names&, std::span<const std::string_view>> Value(const Names& names) : Value(Kind::names, names) {}
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(Value other) noexcept;
  ~Value();

  /// Whole numbers are written as they are, others with up to six figures, when `decimals` is this.
  static constexpr int kAsNeeded = -1;

  Kind kind = Kind::text;
  Unit unit = Unit::plain;
  int decimals = kAsNeeded;
  double low = 0.0, high = 0.0;
  std::string text;
  std::vector<std::string> names;
  std::vector<Message> messages;  ///< one, of a message

 private:
  Value(Kind kind, std::span<const std::string_view> names);
};

/// A number with its unit and a fixed number of decimals.
Value quantity(double value, Unit unit, int decimals = 0);
Value quantityRange(double low, double high, Unit unit, int decimals = 0);
Value money(double low, double high, std::string_view currency);
Value jsonField(std::string_view path);

/// A value by the name that the text has for it.
struct Argument {
  std::string_view name;  ///< a literal
  Value value;
};

/// An id with named arguments; see the head of this file.
struct Message {
  std::string id;   ///< stable and dotted: "photo.truncated"
  std::string key;  ///< of the text: the id, or the id, a slash and a variant
  std::vector<Argument> args;

  Message() = default;
  Message(std::string_view key, std::vector<Argument> args = {});

  bool empty() const { return key.empty(); }
  /// The argument of this name, also inside of nested messages; nullptr when there is none.
  const Value* find(std::string_view name) const;
};

/// What went wrong, and what to do about it.
using Error = Message;

/// Gives a message its words. What writes sentences into a file takes one from above: sentence() of text/sentence.h.
using Speak = std::string (*)(const Message&);

/// "photo.huge width=9000 height=100": for logs and for whoever looks at a failed test; not for people.
std::string describe(const Message& message);
std::string describe(const Value& value);

}  // namespace hd
