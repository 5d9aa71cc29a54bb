#include "report/internal/pdf.h"

#include <hpdf.h>

#include "assets/interDocumentRegular.h"
#include "assets/interDocumentSemiBold.h"

namespace hd {
namespace {

constexpr double kPtPerMm = 72.0 / 25.4;
constexpr HPDF_UINT kStreamBlock = 1u << 16;

// libharu calls this and then goes on without effect; the error is asked for at the end.
void onError(HPDF_STATUS, HPDF_STATUS, void*) {}

// What HPDF_LoadTTFontFromFile does, from memory: there is no file in the browser.
const char* loadFont(HPDF_Doc doc, const uint8_t* bytes, size_t size, const char* tag) {
  HPDF_Stream stream = HPDF_MemStream_New(doc->mmgr, kStreamBlock);
  if (!stream) return nullptr;
  if (HPDF_Stream_Write(stream, bytes, static_cast<HPDF_UINT>(size)) != HPDF_OK) {
    HPDF_Stream_Free(stream);
    return nullptr;
  }
  HPDF_FontDef font = HPDF_TTFontDef_Load(doc->mmgr, stream, HPDF_TRUE);
  if (!font) return nullptr;
  if (HPDF_List_Add(doc->fontdef_list, font) != HPDF_OK) {
    HPDF_FontDef_Free(font);
    return nullptr;
  }
  HPDF_TTFontDef_SetTagName(font, const_cast<char*>(tag));
  return font->base_font;
}

}  // namespace

struct Pdf::State {
  HPDF_Doc doc = nullptr;
  HPDF_Page page = nullptr;
  std::vector<HPDF_Page> all;
  HPDF_Font fonts[2] = {nullptr, nullptr};
  double heightPt = 0.0;

  HPDF_REAL x(double mm) const { return static_cast<HPDF_REAL>(mm * kPtPerMm); }
  HPDF_REAL y(double mm) const { return static_cast<HPDF_REAL>(heightPt - mm * kPtPerMm); }
  HPDF_Font font(PdfWeight weight) const { return fonts[weight == PdfWeight::semibold ? 1 : 0]; }
  static HPDF_REAL channel(uint32_t rgb, int shift) { return static_cast<HPDF_REAL>((rgb >> shift) & 255u) / 255.0f; }
  void fill(uint32_t rgb) const { HPDF_Page_SetRGBFill(page, channel(rgb, 16), channel(rgb, 8), channel(rgb, 0)); }
  void stroke(uint32_t rgb, double lineMm, double dashMm) const {
    HPDF_Page_SetRGBStroke(page, channel(rgb, 16), channel(rgb, 8), channel(rgb, 0));
    HPDF_Page_SetLineWidth(page, static_cast<HPDF_REAL>(lineMm * kPtPerMm));
    // Dashes are whole points in this library.
    const HPDF_UINT16 dash[1] = {static_cast<HPDF_UINT16>(dashMm * kPtPerMm + 0.5)};
    HPDF_Page_SetDash(page, dashMm > 0.0 ? dash : nullptr, dashMm > 0.0 ? 1 : 0, 0);
  }
};

Pdf::Pdf(std::string_view title) : state_(new State) {
  State& s = *state_;
  s.doc = HPDF_New(onError, nullptr);
  if (!s.doc) return;
  HPDF_SetCompressionMode(s.doc, HPDF_COMP_ALL);
  HPDF_UseUTFEncodings(s.doc);
  const char* regular = loadFont(s.doc, assets::interDocumentRegular, assets::interDocumentRegularSize, "HDREGU");
  const char* semibold = loadFont(s.doc, assets::interDocumentSemiBold, assets::interDocumentSemiBoldSize, "HDSEMI");
  if (regular) s.fonts[0] = HPDF_GetFont(s.doc, regular, "UTF-8");
  if (semibold) s.fonts[1] = HPDF_GetFont(s.doc, semibold, "UTF-8");
  // A plain title: what readers show on the window. Names are in the text alone.
  HPDF_SetInfoAttr(s.doc, HPDF_INFO_TITLE, std::string(title).c_str());
}

Pdf::~Pdf() {
  if (state_->doc) HPDF_Free(state_->doc);
  delete state_;
}

void Pdf::newPage(double widthMm, double heightMm) {
  State& s = *state_;
  s.page = HPDF_AddPage(s.doc);
  s.heightPt = heightMm * kPtPerMm;
  HPDF_Page_SetWidth(s.page, static_cast<HPDF_REAL>(widthMm * kPtPerMm));
  HPDF_Page_SetHeight(s.page, static_cast<HPDF_REAL>(s.heightPt));
  HPDF_Page_SetLineCap(s.page, HPDF_ROUND_END);
  HPDF_Page_SetLineJoin(s.page, HPDF_ROUND_JOIN);
  s.all.push_back(s.page);
  ++pages_;
}

void Pdf::toPage(int page) {
  state_->page = state_->all[static_cast<size_t>(page)];
  state_->heightPt = static_cast<double>(HPDF_Page_GetHeight(state_->page));
}

void Pdf::text(double xMm, double yMm, double sizePt, PdfWeight weight, uint32_t rgb, std::string_view utf8) {
  State& s = *state_;
  if (utf8.empty() || !s.font(weight)) return;
  HPDF_Page_BeginText(s.page);
  s.fill(rgb);
  HPDF_Page_SetFontAndSize(s.page, s.font(weight), static_cast<HPDF_REAL>(sizePt));
  HPDF_Page_TextOut(s.page, s.x(xMm), s.y(yMm), std::string(utf8).c_str());
  HPDF_Page_EndText(s.page);
}

void Pdf::textRight(double xMm, double yMm, double sizePt, PdfWeight weight, uint32_t rgb, std::string_view utf8) {
  text(xMm - textWidthMm(sizePt, weight, utf8), yMm, sizePt, weight, rgb, utf8);
}

double Pdf::textWidthMm(double sizePt, PdfWeight weight, std::string_view utf8) const {
  HPDF_Font font = state_->font(weight);
  if (!font || utf8.empty()) return 0.0;
  const HPDF_TextWidth width =
      HPDF_Font_TextWidth(font, reinterpret_cast<const HPDF_BYTE*>(utf8.data()), static_cast<HPDF_UINT>(utf8.size()));
  return width.width * sizePt / 1000.0 / kPtPerMm;
}

std::vector<std::string> Pdf::wrapped(double widthMm, double sizePt, PdfWeight weight, std::string_view utf8) const {
  std::vector<std::string> lines(1);
  for (size_t at = 0; at < utf8.size();) {
    const size_t end = std::min(utf8.find(' ', at), utf8.size());
    const std::string word(utf8.substr(at, end - at));
    const std::string longer = lines.back().empty() ? word : lines.back() + " " + word;
    if (lines.back().empty() || textWidthMm(sizePt, weight, longer) <= widthMm) lines.back() = longer;
    else lines.push_back(word);
    at = end + 1;
  }
  return lines;
}

void Pdf::fillRect(double xMm, double yMm, double wMm, double hMm, uint32_t rgb, double radiusMm) {
  State& s = *state_;
  s.fill(rgb);
  if (radiusMm <= 0.0) {
    HPDF_Page_Rectangle(s.page, s.x(xMm), s.y(yMm + hMm), s.x(wMm), s.x(hMm));
  } else {
    const double r = radiusMm, k = 0.4477 * r, right = xMm + wMm, bottom = yMm + hMm;  // a quarter of a circle as a Bezier
    const auto curve = [&](double ax, double ay, double bx, double by, double cx, double cy) {
      HPDF_Page_CurveTo(s.page, s.x(ax), s.y(ay), s.x(bx), s.y(by), s.x(cx), s.y(cy));
    };
    HPDF_Page_MoveTo(s.page, s.x(xMm + r), s.y(yMm));
    HPDF_Page_LineTo(s.page, s.x(right - r), s.y(yMm));
    curve(right - k, yMm, right, yMm + k, right, yMm + r);
    HPDF_Page_LineTo(s.page, s.x(right), s.y(bottom - r));
    curve(right, bottom - k, right - k, bottom, right - r, bottom);
    HPDF_Page_LineTo(s.page, s.x(xMm + r), s.y(bottom));
    curve(xMm + k, bottom, xMm, bottom - k, xMm, bottom - r);
    HPDF_Page_LineTo(s.page, s.x(xMm), s.y(yMm + r));
    curve(xMm, yMm + k, xMm + k, yMm, xMm + r, yMm);
    HPDF_Page_ClosePath(s.page);
  }
  HPDF_Page_Fill(s.page);
}

void Pdf::strokeRect(double xMm, double yMm, double wMm, double hMm, uint32_t rgb, double lineMm) {
  State& s = *state_;
  s.stroke(rgb, lineMm, 0.0);
  HPDF_Page_Rectangle(s.page, s.x(xMm), s.y(yMm + hMm), s.x(wMm), s.x(hMm));
  HPDF_Page_Stroke(s.page);
}

void Pdf::line(Vec2 fromMm, Vec2 toMm, uint32_t rgb, double lineMm, double dashMm) {
  const Vec2 points[2] = {fromMm, toMm};
  polyline(points, rgb, lineMm, dashMm);
}

void Pdf::polyline(std::span<const Vec2> pointsMm, uint32_t rgb, double lineMm, double dashMm) {
  State& s = *state_;
  if (pointsMm.size() < 2) return;
  s.stroke(rgb, lineMm, dashMm);
  HPDF_Page_MoveTo(s.page, s.x(pointsMm[0].x), s.y(pointsMm[0].y));
  for (const Vec2& p : pointsMm.subspan(1)) HPDF_Page_LineTo(s.page, s.x(p.x), s.y(p.y));
  HPDF_Page_Stroke(s.page);
}

void Pdf::fillCircle(Vec2 centreMm, double radiusMm, uint32_t rgb) {
  State& s = *state_;
  s.fill(rgb);
  HPDF_Page_Circle(s.page, s.x(centreMm.x), s.y(centreMm.y), s.x(radiusMm));
  HPDF_Page_Fill(s.page);
}

void Pdf::clip(double xMm, double yMm, double wMm, double hMm) {
  State& s = *state_;
  HPDF_Page_GSave(s.page);
  HPDF_Page_Rectangle(s.page, s.x(xMm), s.y(yMm + hMm), s.x(wMm), s.x(hMm));
  HPDF_Page_Clip(s.page);
  HPDF_Page_EndPath(s.page);
}

void Pdf::unclip() { HPDF_Page_GRestore(state_->page); }

void Pdf::jpeg(std::span<const uint8_t> bytes, double xMm, double yMm, double wMm, double hMm) {
  State& s = *state_;
  HPDF_Image image = HPDF_LoadJpegImageFromMem(s.doc, bytes.data(), static_cast<HPDF_UINT>(bytes.size()));
  if (image) HPDF_Page_DrawImage(s.page, image, s.x(xMm), s.y(yMm + hMm), s.x(wMm), s.x(hMm));
}

std::string Pdf::bytes() {
  State& s = *state_;
  if (!s.doc || !s.fonts[0] || !s.fonts[1] || HPDF_SaveToStream(s.doc) != HPDF_OK || HPDF_GetError(s.doc) != HPDF_OK) return {};
  std::string out(HPDF_GetStreamSize(s.doc), '\0');
  auto size = static_cast<HPDF_UINT32>(out.size());
  HPDF_ResetStream(s.doc);
  if (HPDF_ReadFromStream(s.doc, reinterpret_cast<HPDF_BYTE*>(out.data()), &size) != HPDF_OK) return {};
  out.resize(size);
  return out;
}

}  // namespace hd
