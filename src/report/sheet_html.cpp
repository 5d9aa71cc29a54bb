#include <algorithm>
#include <cstdio>

#include "core/base64.h"
#include "report/internal/markup.h"
#include "report/sheet.h"

namespace hd {
namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#f4f2ee;color:#20242a;font:15px/1.5 Inter,system-ui,-apple-system,"Segoe UI",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:820px;margin:24px auto;padding:48px 56px;background:#fff;border-radius:12px;box-shadow:0 1px 3px #0002}
header{display:flex;justify-content:space-between;gap:24px;align-items:flex-start;margin-bottom:24px}
header img{max-height:56px;max-width:180px;display:block;margin-bottom:8px}
h1{font-size:30px;line-height:1.2;margin:0 0 4px;font-weight:650;letter-spacing:-.01em}
h2{font-size:18px;margin:36px 0 12px;font-weight:650;break-after:avoid}
p{margin:0 0 8px}
.muted,header address,footer{color:#69707a}
header address{font-style:normal;font-size:13px;text-align:right;white-space:pre-line}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:20px 0 8px}
.figures div{background:#f6f5f2;border-radius:10px;padding:14px}
.figures b{display:block;font-size:18px;line-height:1.4;font-weight:650;white-space:nowrap}
.figures span,.figures small{display:block;font-size:13px;color:#69707a}
.wide{overflow-x:auto;margin-bottom:12px}
table{width:100%;border-collapse:collapse;font-size:14px}
th{font-weight:500;color:#69707a;text-align:left;border-bottom:1px solid #d9d6cf;padding:6px 10px 6px 0;vertical-align:bottom}
td{border-bottom:1px solid #eceae5;padding:8px 10px 8px 0;vertical-align:top}
tr{break-inside:avoid}
.right{text-align:right}
th:last-child,td:last-child{padding-right:0}
.pictures{display:flex;gap:12px;margin:12px 0}
.pictures figure{margin:0;min-width:0}
.pictures img{width:100%;display:block;border-radius:8px}
.pictures figcaption{font-size:13px;color:#69707a;margin-top:4px}
ul{list-style:none;margin:0;padding:0}
ul.two{columns:2;column-gap:32px}
li{padding:4px 0 4px 24px;position:relative;break-inside:avoid}
li::before{content:"";position:absolute;left:4px;top:12px;width:7px;height:7px;border-radius:50%;background:#b9b5ac}
li.good::before{background:#3d8a5f}
li.warn::before{background:#c9871f}
li.stop::before{background:#b8412f}
li.box::before{width:12px;height:12px;left:2px;top:9px;border-radius:3px;background:none;border:1.2px solid #69707a}
footer{margin-top:40px;padding-top:14px;border-top:1px solid #eceae5;font-size:12.5px}
@media(max-width:640px){main{padding:28px 20px;margin:0;border-radius:0}header{display:block}header address{text-align:left}.pictures{flex-wrap:wrap}.pictures figure{flex:1 1 40%!important}ul.two{columns:1}.wide table{min-width:600px}}
@media print{body{background:none;font-size:11pt}main{box-shadow:none;margin:0;padding:0;max-width:none}}
)";

std::string image(const SheetPicture& picture, std::string_view alt) {
  const bool png = picture.bytes.size() > 1 && picture.bytes[1] == 'P';
  std::string out;
  put(out, "<img src=\"data:image/", png ? "png" : "jpeg", ";base64,", toBase64(picture.bytes), "\" alt=\"", escaped(alt), "\">");
  return out;
}

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

struct Writer {
  std::string& out;

  void operator()(const SheetHeading& h) const { put(out, "<h2>", escaped(h.text), "</h2>\n"); }
  void operator()(const SheetText& t) const { put(out, t.muted ? "<p class=\"muted\">" : "<p>", escaped(t.text), "</p>\n"); }
  void operator()(const SheetFigures& f) const {
    put(out, "<div class=\"figures\">");
    for (const auto& each : f.figures)
      put(out, "<div><span>", escaped(each.label), "</span><b>", escaped(each.value), "</b><small>", escaped(each.note), "</small></div>");
    put(out, "</div>\n");
  }
  void operator()(const SheetTable& t) const {
    double sum = 0.0;
    for (const auto& column : t.columns) sum += column.share;
    const auto cell = [&](const char* tag, size_t column, const std::string& text) {
      put(out, "<", tag, t.columns[column].right ? " class=\"right\">" : ">", escaped(text), "</", tag, ">");
    };
    put(out, "<div class=\"wide\"><table><colgroup>");
    for (const auto& column : t.columns) put(out, "<col style=\"width:", number(100.0 * column.share / sum), "%\">");
    put(out, "</colgroup><thead><tr>");
    for (size_t i = 0; i < t.columns.size(); ++i) cell("th", i, t.columns[i].title);
    put(out, "</tr></thead><tbody>\n");
    for (const auto& row : t.rows) {
      put(out, "<tr>");
      for (size_t i = 0; i < t.columns.size(); ++i) cell("td", i, row[i]);
      put(out, "</tr>\n");
    }
    put(out, "</tbody></table></div>\n");
  }
  void operator()(const SheetPictures& p) const {
    put(out, "<div class=\"pictures\">");
    for (const auto& each : p.pictures) {
      const double share = each.heightPx > 0 ? static_cast<double>(each.widthPx) / each.heightPx : 1.0;
      put(out, "<figure style=\"flex:", number(share), " 1 0\">", image(each, each.caption), "<figcaption>", escaped(each.caption),
          "</figcaption></figure>");
    }
    put(out, "</div>\n");
  }
  void operator()(const SheetList& l) const {
    put(out, l.columns > 1 ? "<ul class=\"two\">" : "<ul>");
    for (const auto& item : l.items) put(out, "<li class=\"", escaped(item.mark), "\">", escaped(item.text), "</li>");
    put(out, "</ul>\n");
  }
};

}  // namespace

std::string sheetToHtml(const Sheet& sheet) {
  std::string out;
  put(out,
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><title>",
      escaped(sheet.title), "</title><style>", kStyle, "</style></head><body><main>\n<header><div><h1>", escaped(sheet.title),
      "</h1><p class=\"muted\">", escaped(sheet.subtitle), "</p></div><address>");
  if (!sheet.logo.bytes.empty()) put(out, image(sheet.logo, ""));
  for (size_t i = 0; i < sheet.letterhead.size(); ++i) put(out, i > 0 ? "\n" : "", escaped(sheet.letterhead[i]));
  put(out, "</address></header>\n");
  for (const SheetBlock& block : sheet.blocks) std::visit(Writer{out}, block);
  put(out, "<footer>", escaped(sheet.footer), "</footer>\n</main></body></html>\n");
  return out;
}

}  // namespace hd
