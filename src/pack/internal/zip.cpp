#include "pack/internal/zip.h"

#include <minizip/unzip.h>
#include <minizip/zip.h>

#include <algorithm>
#include <cstring>

namespace hd {

// Files in memory as minizip asks for them.
struct ZipMemory {
  static voidpf open(voidpf opaque, const void*, int) { return opaque; }
  static int close(voidpf, voidpf) { return 0; }
  static int error(voidpf, voidpf) { return 0; }

  static uLong read(voidpf, voidpf stream, void* buffer, uLong size) {
    auto& s = *static_cast<ZipReader::Source*>(stream);
    const uint64_t count = std::min<uint64_t>(size, s.bytes.size() - std::min<uint64_t>(s.at, s.bytes.size()));
    if (count > 0) std::memcpy(buffer, s.bytes.data() + s.at, count);
    s.at += count;
    return static_cast<uLong>(count);
  }
  static ZPOS64_T tell(voidpf, voidpf stream) { return static_cast<ZipReader::Source*>(stream)->at; }
  static long seek(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
    auto& s = *static_cast<ZipReader::Source*>(stream);
    return seekIn(s.at, s.bytes.size(), offset, origin);
  }

  static uLong writeOnly(voidpf, voidpf, void*, uLong) { return 0; }
  static uLong write(voidpf, voidpf stream, const void* buffer, uLong size) {
    auto& t = *static_cast<ZipWriter::Target*>(stream);
    if (t.at + size > t.bytes.size()) t.bytes.resize(t.at + size);
    std::memcpy(t.bytes.data() + t.at, buffer, size);
    t.at += size;
    return size;
  }
  static uLong readOnly(voidpf, voidpf, const void*, uLong) { return 0; }
  static ZPOS64_T tellWritten(voidpf, voidpf stream) { return static_cast<ZipWriter::Target*>(stream)->at; }
  static long seekWritten(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
    auto& t = *static_cast<ZipWriter::Target*>(stream);
    return seekIn(t.at, t.bytes.size(), offset, origin);
  }

  static long seekIn(uint64_t& at, uint64_t size, uint64_t offset, int origin) {
    const uint64_t from = origin == ZLIB_FILEFUNC_SEEK_SET ? 0 : origin == ZLIB_FILEFUNC_SEEK_CUR ? at : size;
    if (offset > size - std::min(from, size)) return -1;  // also what an overflow would be
    at = from + offset;
    return 0;
  }

  static zlib_filefunc64_def reading(ZipReader::Source& source) { return {open, read, readOnly, tell, seek, close, error, &source}; }
  static zlib_filefunc64_def writing(ZipWriter::Target& target) {
    return {open, writeOnly, write, tellWritten, seekWritten, close, error, &target};
  }
};

ZipReader::ZipReader(std::string_view bytes) : source_{bytes} {
  zlib_filefunc64_def functions = ZipMemory::reading(source_);
  zip_ = unzOpen2_64("", &functions);
}

ZipReader::~ZipReader() {
  if (zip_) unzClose(zip_);
}

std::optional<std::vector<ZipEntry>> ZipReader::entries(size_t most) {
  std::vector<ZipEntry> out;
  for (int step = unzGoToFirstFile(zip_); step != UNZ_END_OF_LIST_OF_FILE; step = unzGoToNextFile(zip_)) {
    unz_file_info64 info;
    char name[256];
    if (step != UNZ_OK || out.size() >= most) return {};
    if (unzGetCurrentFileInfo64(zip_, &info, name, sizeof name, nullptr, 0, nullptr, 0) != UNZ_OK || info.size_filename >= sizeof name)
      return {};
    constexpr uLong kEncrypted = 1;
    const bool method = info.compression_method == 0 || info.compression_method == Z_DEFLATED;
    out.push_back({std::string(name, info.size_filename), info.uncompressed_size, method && (info.flag & kEncrypted) == 0});
  }
  return out;
}

std::optional<std::string> ZipReader::read(size_t index, uint64_t mostBytes) {
  if (unzGoToFirstFile(zip_) != UNZ_OK) return {};
  for (size_t i = 0; i < index; ++i)
    if (unzGoToNextFile(zip_) != UNZ_OK) return {};
  unz_file_info64 info;
  if (unzGetCurrentFileInfo64(zip_, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK || info.uncompressed_size > mostBytes) return {};
  if (unzOpenCurrentFile(zip_) != UNZ_OK) return {};
  // Piece by piece: what an entry says of its size buys no memory.
  std::string out;
  std::vector<char> piece(1 << 16);
  bool good = true;
  while (good) {
    const int count = unzReadCurrentFile(zip_, piece.data(), static_cast<unsigned>(piece.size()));
    if (count == 0) break;
    good = count > 0 && out.size() + static_cast<size_t>(count) <= info.uncompressed_size;
    if (good) out.append(piece.data(), static_cast<size_t>(count));
  }
  // Closing compares the check sum when all was read.
  const bool same = unzCloseCurrentFile(zip_) == UNZ_OK;
  if (!good || !same || out.size() != info.uncompressed_size) return {};
  return out;
}

ZipWriter::ZipWriter() {
  zlib_filefunc64_def functions = ZipMemory::writing(target_);
  zip_ = zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &functions);
  failed_ = !zip_;
}

ZipWriter::~ZipWriter() {
  if (zip_) zipClose(zip_, nullptr);
}

void ZipWriter::add(const std::string& name, std::string_view bytes, bool compress) {
  // No dates: the same design gives the same bytes. 1 January 1980 is the first day that a zip knows.
  zip_fileinfo info{};
  info.dosDate = (1u << 21) | (1u << 16);
  failed_ = failed_ || zipOpenNewFileInZip64(zip_, name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, compress ? Z_DEFLATED : 0,
                                             Z_DEFAULT_COMPRESSION, 0) != ZIP_OK;
  failed_ = failed_ || zipWriteInFileInZip(zip_, bytes.data(), static_cast<unsigned>(bytes.size())) != ZIP_OK;
  failed_ = failed_ || zipCloseFileInZip(zip_) != ZIP_OK;
}

std::optional<std::string> ZipWriter::finish() {
  if (zip_) failed_ = zipClose(zip_, nullptr) != ZIP_OK || failed_;
  zip_ = nullptr;
  if (failed_) return {};
  return std::move(target_.bytes);
}

}  // namespace hd
