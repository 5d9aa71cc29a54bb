// A document before it is HTML or PDF: headings, figures, tables and pictures, in the order they are read.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace hd {

/// A JPEG (or, as a logo, a PNG) with its size.
struct SheetPicture {
  std::vector<uint8_t> bytes;
  int widthPx = 0, heightPx = 0;
  std::string caption;
};

struct SheetHeading {
  std::string text;
};
struct SheetText {
  std::string text;
  bool muted = false;
};
/// The few numbers that matter most, large.
struct SheetFigures {
  struct Figure {
    std::string label, value, note;
  };
  std::vector<Figure> figures;
};
struct SheetTable {
  struct Column {
    std::string title;
    double share = 1.0;  ///< of the width
    bool right = false;  ///< set flush right: numbers
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  ///< as many cells as columns
};
/// Pictures beside each other, all as high as the first.
struct SheetPictures {
  std::vector<SheetPicture> pictures;
};
/// Points, each with a mark in front: "stop", "warn", "good", "box" or nothing.
struct SheetList {
  struct Item {
    std::string mark, text;
  };
  std::vector<Item> items;
  int columns = 1;
};
using SheetBlock = std::variant<SheetHeading, SheetText, SheetFigures, SheetTable, SheetPictures, SheetList>;

struct Sheet {
  std::string title, subtitle;
  std::vector<std::string> letterhead;  ///< who made it, line by line
  SheetPicture logo;                    ///< none when empty
  std::vector<SheetBlock> blocks;
  std::string footer;
};

enum class Paper { a4, letter };

/// One file without references to anything outside of it.
std::string sheetToHtml(const Sheet& sheet);
/// Pages with text that can be selected. Empty when the pages could not be made (memory).
std::string sheetToPdf(const Sheet& sheet, Paper paper);

}  // namespace hd
