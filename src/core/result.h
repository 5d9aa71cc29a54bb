// Values or errors without exceptions.
//
// Bad input (a broken photo, a wrong field in a design) is data, not misuse: functions that read
// something from outside return Result<T>. An error is a message (core/message.h) and says what to do.
#pragma once

#include <cassert>
#include <optional>
#include <utility>

#include "core/message.h"

namespace hd {

/// Either a T or an Error. `value()` on an error is misuse and asserts.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }

  T& value() & {
    assert(ok());
    return *value_;
  }
  const T& value() const& {
    assert(ok());
    return *value_;
  }
  T&& value() && {
    assert(ok());
    return std::move(*value_);
  }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    assert(!ok());
    return error_;
  }

 private:
  std::optional<T> value_;
  Error error_;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace hd
