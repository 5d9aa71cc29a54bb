// Undo and redo by whole values: what is undone is exactly what was there.
//
// A gesture (dragging a point, a brush stroke) may change the value hundreds of times; it is one
// step. So: begin(), any number of update(), then commit() or cancel(). set() is a gesture of one
// change. The steps kept are bounded in number and in bytes; the oldest are forgotten first.
#pragma once

#include <cassert>
#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace hd {

/// How much is kept. A design of a few zones is some ten kilobytes, so the defaults hold hundreds of steps.
struct HistoryLimits {
  size_t steps = 500;
  size_t bytes = 32u << 20;
};

template <class Value>
class History {
 public:
  /// `sizeOf` tells the bytes of a value, roughly; without it each counts as sizeof(Value).
  explicit History(Value initial, HistoryLimits limits = {}, std::function<size_t(const Value&)> sizeOf = {})
      : current_(std::move(initial)), limits_(limits), sizeOf_(std::move(sizeOf)) {}

  const Value& current() const { return current_; }

  /// Opens a gesture; misuse when one is open.
  void begin() {
    assert(!before_);
    before_ = current_;
  }
  bool inGesture() const { return before_.has_value(); }
  /// Changes the value within a gesture.
  void update(Value next) {
    assert(before_);
    current_ = std::move(next);
  }
  /// Closes the gesture: one step back is what was there at begin(). `label` says what was done.
  void commit(std::string label) {
    assert(before_);
    undo_.push_back({std::move(*before_), std::move(label)});
    before_.reset();
    redo_.clear();
    forgetOldest();
  }
  /// Closes the gesture and puts back what was there at begin().
  void cancel() {
    if (!before_) return;
    current_ = std::move(*before_);
    before_.reset();
  }
  /// A whole step at once; an open gesture is cancelled first.
  void set(Value next, std::string label) {
    cancel();
    begin();
    update(std::move(next));
    commit(std::move(label));
  }

  bool canUndo() const { return !undo_.empty(); }
  bool canRedo() const { return !redo_.empty(); }
  /// What undo() would take back and redo() bring again; empty when there is nothing.
  std::string undoLabel() const { return undo_.empty() ? std::string() : undo_.back().label; }
  std::string redoLabel() const { return redo_.empty() ? std::string() : redo_.back().label; }

  /// One step back or forward; an open gesture is cancelled first. False when there is none.
  bool undo() { return move(undo_, redo_); }
  bool redo() { return move(redo_, undo_); }

  /// Starts afresh from a value: nothing to undo.
  void reset(Value initial) {
    current_ = std::move(initial);
    before_.reset();
    undo_.clear();
    redo_.clear();
  }
  size_t stepCount() const { return undo_.size(); }

 private:
  struct Step {
    Value value;
    std::string label;
  };

  size_t bytesOf(const Step& step) const {
    return (sizeOf_ ? sizeOf_(step.value) : sizeof(Value)) + step.label.size() + sizeof(Step);
  }
  // The last step stays whatever its size: the person may always take back what was just done.
  void forgetOldest() {
    size_t bytes = 0;
    for (const Step& step : undo_) bytes += bytesOf(step);
    while (undo_.size() > limits_.steps || (bytes > limits_.bytes && undo_.size() > 1)) {
      bytes -= bytesOf(undo_.front());
      undo_.pop_front();
    }
  }
  bool move(std::deque<Step>& from, std::deque<Step>& to) {
    cancel();
    if (from.empty()) return false;
    Step step = std::move(from.back());
    from.pop_back();
    to.push_back({std::exchange(current_, std::move(step.value)), std::move(step.label)});
    return true;
  }

  Value current_;
  std::optional<Value> before_;
  std::deque<Step> undo_, redo_;
  HistoryLimits limits_;
  std::function<size_t(const Value&)> sizeOf_;
};

}  // namespace hd
