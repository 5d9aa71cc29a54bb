// Files for the command: read whole, written whole or not at all.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "design/design.h"
#include "image/decode.h"

namespace hd::cli {

/// A file to be written.
struct Output {
  std::string path;
  std::string bytes;
};

/// The file's bytes; at most `maxBytes`. `what` it is, for messages: Message{"noun.design"}. Errors name the path and the reason.
Result<std::string> readFile(const std::string& path, const Message& what, uint64_t maxBytes = uint64_t{2} << 30);

/// Writes all files under temporary names beside them and then renames, so that a failure leaves
/// nothing behind and nobody sees half a file. Things that are no plain files (pipes, devices) are
/// written straight.
Status writeFiles(const std::vector<Output>& outputs);

/// The problem, told as that of a file: "design x.json: …". Keeps the problem's id.
Error inFile(const Message& what, const std::string& path, const Error& problem);

/// Writes to standard output; error when it cannot take it (closed pipe, full disk).
Status writeOut(std::string_view text);

/// The path of `file` as seen from the folder of `designPath`; absolute when there is no way.
Result<std::string> pathFromDesign(const std::string& file, const std::string& designPath);

/// Reads, parses and checks a design file, JSON or packed (*.hairline).
Result<DesignFile> loadDesign(const std::string& path);

/// The design's photo: of a packed design the one inside; else looked for beside the design file, then from the current folder.
Result<Photo> loadDesignPhoto(const Design& design, const std::string& designPath);

/// True for names that end with .hairline.
bool isPackName(const std::string& path);

/// A design to be written to `path`: packed with its photos where that ends with .hairline, else JSON. `from` is the file whose
/// photos they are. Error "pack.output" for JSON of a packed design, whose photos would be lost.
Result<Output> designOutput(const std::string& path, const DesignFile& file, const std::string& from);

/// Decodes a photo file; the error names the file.
Result<Photo> loadPhoto(const std::string& path);

}  // namespace hd::cli
