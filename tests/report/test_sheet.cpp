#include <catch2/catch_test_macros.hpp>

#include "report/sheet.h"

using namespace hd;

namespace {

Sheet everything() {
  Sheet sheet;
  sheet.title = "A <b>title</b> & more";
  sheet.subtitle = "Zo\xC3\xAB \"Z\" \xCE\xA9";
  sheet.letterhead = {"Clinic", "Street <1>"};
  sheet.footer = "foot";
  sheet.blocks = {SheetHeading{"Heading"}, SheetText{"Text", false}, SheetFigures{{{"a", "1", "x"}, {"b", "2", "y"}}},
                  SheetTable{{{"Left", 1, false}, {"Right", 1, true}}, {{"cell", "</table><script>"}}},
                  SheetList{{{"box", "first"}, {"stop", "second"}, {"", "third"}}, 2}};
  return sheet;
}

size_t count(const std::string& text, const std::string& what) {
  size_t n = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("a sheet as HTML is one file that refers to nothing, and what is typed stays text") {
  const std::string html = sheetToHtml(everything());
  for (const char* outside : {"http://", "https://", "//", "url(", "@import", "<link", "<script", "<iframe"})
    CHECK(html.find(outside) == std::string::npos);
  CHECK(html.find("A &lt;b&gt;title&lt;/b&gt; &amp; more") != std::string::npos);
  CHECK(html.find("&lt;/table&gt;&lt;script&gt;") != std::string::npos);
  CHECK(count(html, "<li") == 3);
}

TEST_CASE("a sheet as PDF has a page for as much as a page holds") {
  Sheet sheet = everything();
  const std::string one = sheetToPdf(sheet, Paper::a4);
  CHECK(one.rfind("%PDF-", 0) == 0);
  CHECK(count(one, "/Type /Page\n") == 1);
  const SheetBlock line = SheetText{"Line after line", false};
  sheet.blocks.resize(sheet.blocks.size() + 100, line);
  CHECK(count(sheetToPdf(sheet, Paper::letter), "/Type /Page\n") >= 2);
}
