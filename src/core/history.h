// Undo and redo by whole values: what is undone is exactly what was there.
//
//   History<Text>::Edit edit = history.edit("type");
//   edit.change([&](Text& text) { text.push_back('x'); });   // any number of times
//   edit.commit();                                           // one step; without it everything goes back
//
// A gesture (dragging a point, a brush stroke) may change the value hundreds of times; it is one edit and one
// step. An edit that ends where it began is none. The value changes in place, so that references to it hold; what
// is kept of it is shared. The steps kept are bounded in number and in bytes; the oldest are forgotten first.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
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
  struct Open {
    History* history;
    std::shared_ptr<const Value> before;
    std::string label;
  };

 public:
  /// A change in the making, the only way to one. It may outlive its history, and be closed by it (undo, another
  /// edit): then it does nothing any more.
  class Edit {
   public:
    Edit() = default;
    Edit(Edit&&) noexcept = default;
    Edit& operator=(Edit&& other) noexcept {
      if (this != &other) cancel(), open_ = std::exchange(other.open_, {});
      return *this;
    }
    ~Edit() { cancel(); }

    bool open() const { return !open_.expired(); }
    /// Changes the value: `change(value&)`.
    template <class F>
    void change(F&& change) {
      const std::shared_ptr<Open> open = open_.lock();
      if (!open) return;
      open->history->shared_.reset();
      change(open->history->current_);
    }
    /// Makes a step of it. False when nothing is different from before: then there is none.
    bool commit() {
      const std::shared_ptr<Open> open = open_.lock();
      return open && open->history->close();
    }
    /// Puts back what was there before.
    void cancel() {
      if (const std::shared_ptr<Open> open = open_.lock()) open->history->cancel();
    }

   private:
    friend class History;
    explicit Edit(std::weak_ptr<Open> open) : open_(std::move(open)) {}
    std::weak_ptr<Open> open_;
  };

  /// `sizeOf` tells the bytes of a value, roughly; without it each counts as sizeof(Value).
  explicit History(Value initial, HistoryLimits limits = {}, std::function<size_t(const Value&)> sizeOf = {})
      : current_(std::move(initial)), limits_(limits), sizeOf_(std::move(sizeOf)) {}
  /// An open edit goes back first.
  History(History&& other) noexcept : current_() { *this = std::move(other); }
  History& operator=(History&& other) noexcept {
    cancel();
    other.cancel();
    current_ = std::move(other.current_);
    shared_ = std::move(other.shared_);
    undo_ = std::move(other.undo_);
    redo_ = std::move(other.redo_);
    limits_ = other.limits_;
    sizeOf_ = std::move(other.sizeOf_);
    return *this;
  }

  const Value& current() const { return current_; }
  /// The same to keep: whoever holds it sees by the pointer alone that nothing was changed since.
  const std::shared_ptr<const Value>& share() const {
    if (!shared_) shared_ = std::make_shared<const Value>(current_);
    return shared_;
  }

  /// Opens an edit; `label` says what is done. One that is open is committed first.
  [[nodiscard]] Edit edit(std::string label) {
    close();
    open_ = std::make_shared<Open>(Open{this, share(), std::move(label)});
    return Edit(open_);
  }
  bool editing() const { return open_ != nullptr; }
  /// Closes an open edit and puts back what was there before it.
  void cancel() {
    if (!open_) return;
    take(std::move(open_->before));
    open_.reset();
  }
  /// A whole step at once. False when the value is the current one: then there is no step.
  bool set(Value next, std::string label) {
    Edit whole = edit(std::move(label));
    whole.change([&](Value& value) { value = std::move(next); });
    return whole.commit();
  }

  bool canUndo() const { return !undo_.empty(); }
  bool canRedo() const { return !redo_.empty(); }
  /// What undo() would take back and redo() bring again; empty when there is nothing.
  std::string undoLabel() const { return undo_.empty() ? std::string() : undo_.back().label; }
  std::string redoLabel() const { return redo_.empty() ? std::string() : redo_.back().label; }

  /// One step back or forward; an open edit is cancelled first. False when there is none.
  bool undo() { return move(undo_, redo_); }
  bool redo() { return move(redo_, undo_); }

  /// Starts afresh from a value: nothing to undo.
  void reset(Value initial) {
    open_.reset();
    current_ = std::move(initial);
    shared_.reset();
    undo_.clear();
    redo_.clear();
  }
  size_t stepCount() const { return undo_.size(); }

 private:
  struct Step {
    std::shared_ptr<const Value> value;
    std::string label;
  };

  void take(std::shared_ptr<const Value> value) {
    if (value != shared_) current_ = *value;
    shared_ = std::move(value);
  }
  bool close() {
    if (!open_) return false;
    const std::shared_ptr<Open> closed = std::exchange(open_, nullptr);
    if (closed->before == shared_) return false;
    if (*closed->before == current_) return shared_ = closed->before, false;
    undo_.push_back({closed->before, std::move(closed->label)});
    redo_.clear();
    forgetOldest();
    return true;
  }
  size_t bytesOf(const Step& step) const { return (sizeOf_ ? sizeOf_(*step.value) : sizeof(Value)) + step.label.size() + sizeof(Step); }
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
    to.push_back({share(), std::move(step.label)});
    take(std::move(step.value));
    return true;
  }

  Value current_;
  mutable std::shared_ptr<const Value> shared_;  // current_ once somebody kept it, none after a change
  std::shared_ptr<Open> open_;
  std::deque<Step> undo_, redo_;
  HistoryLimits limits_;
  std::function<size_t(const Value&)> sizeOf_;
};

}  // namespace hd
