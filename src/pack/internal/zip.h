// Zip archives in memory, over minizip.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hd {

/// What an archive says of an entry, before anything of it is unpacked.
struct ZipEntry {
  std::string name;
  uint64_t size = 0;      ///< as declared
  bool readable = false;  ///< stored or deflated, and not encrypted
};

class ZipReader {
 public:
  /// `bytes` must outlive the reader.
  explicit ZipReader(std::string_view bytes);
  ~ZipReader();
  ZipReader(const ZipReader&) = delete;
  ZipReader& operator=(const ZipReader&) = delete;

  bool ok() const { return zip_ != nullptr; }
  /// All entries, absent when the directory is damaged or holds more than `most`.
  std::optional<std::vector<ZipEntry>> entries(size_t most);
  /// Unpacks entry `index`; absent when it is damaged, or larger than declared or than `mostBytes`.
  std::optional<std::string> read(size_t index, uint64_t mostBytes);

 private:
  struct Source {
    std::string_view bytes;
    uint64_t at = 0;
  };
  friend struct ZipMemory;
  Source source_;
  void* zip_ = nullptr;
};

class ZipWriter {
 public:
  ZipWriter();
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  void add(const std::string& name, std::string_view bytes, bool compress);
  /// The archive; absent when something went wrong on the way. Nothing can be added afterwards.
  std::optional<std::string> finish();

 private:
  struct Target {
    std::string bytes;
    uint64_t at = 0;
  };
  friend struct ZipMemory;
  Target target_;
  void* zip_ = nullptr;
  bool failed_ = false;
};

}  // namespace hd
