// The open work, kept on disk while somebody is at it: what a crash or an empty battery would have taken.
//
// $XDG_STATE_HOME/hairline-designer/<session>/ belongs to one running program, which holds a lock on it. It has two slots that
// are written by turns, each with a checksum, so that a write which was cut off leaves the one before it. Photos are named
// where they lie, never copied.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace hd {

struct KeptWork {
  std::string design;  ///< JSON of the design file; photos by absolute path
  std::string pack;    ///< the *.hairline that holds its photos, or empty
};

class WorkKeeper {
 public:
  /// `folder`: where sessions lie; made when the first work is kept.
  explicit WorkKeeper(std::string folder);
  ~WorkKeeper();
  WorkKeeper(const WorkKeeper&) = delete;
  WorkKeeper& operator=(const WorkKeeper&) = delete;

  /// $XDG_STATE_HOME/hairline-designer, by default in ~/.local/state.
  static std::string usualFolder();

  /// The latest work that no running program is at, and forgets where it lay once keep() has written: it goes on here.
  std::optional<KeptWork> takeLatest();
  /// Writes it when it is another one than before; it lies on the disk when this returns. False when it could not be kept.
  bool keep(const KeptWork& work);

  /// Deletes all work that no running program is at.
  static void forgetAll(const std::string& folder);

 private:
  bool begin();

  std::string folder_, session_, taken_;
  int lock_ = -1, slot_ = 0;
  uint64_t turn_ = 0;
  std::string last_;
};

}  // namespace hd
