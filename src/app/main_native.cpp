// The desktop program: hairline-designer [photo|design.json] and its options.
#include <charconv>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include "app/desktop.h"
#include "app/disk.h"
#include "image/decode.h"
#include "image/encode.h"
#include "platform/window.h"
#include "text/sentence.h"

namespace {

constexpr const char* kHelp =
    "hairline-designer [PHOTO | DESIGN.json | DESIGN.hairline] [options]\n"
    "\n"
    "Draw a hairline and density zones on a photo, see the dots at true size, read the plan.\n"
    "Files may also be dropped onto the window. The open work is kept in ~/.local/state/hairline-designer (XDG_STATE_HOME)\n"
    "and opens again when the program is started without a file.\n"
    "\n"
    "  --truth T.json         known geometry of the photo (written by `hairline sample`)\n"
    "  --landmarks L.json     landmarks and scale of the photo\n"
    "  --size WxH             size of the window in points (default 1280x860)\n"
    "  --ui-scale X           framebuffer pixels per point (default: as the desktop says)\n"
    "  --dark, --touch        dark colours; large targets for fingers\n"
    "  --screenshot OUT.png   draw one settled frame, save it and quit\n"
    "  --stats                print the number of frames drawn on leaving\n"
    "  --print-estimate-on-exit  print the estimate as JSON on leaving\n"
    "  --forget               delete the work that is kept on this computer, and end\n"
    "  --status FILE          keep a JSON file with frames, estimate and items on screen (for tests)\n"
    "  --help, --version\n";

int usage(const hd::Message& problem) {
  std::fprintf(stderr, "error: %s\nTry `hairline-designer --help`.\n", hd::sentence(problem).c_str());
  return 2;
}

template <class T>
bool parseNumber(std::string_view text, T& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

bool parseSize(std::string_view text, int& width, int& height) {
  const size_t cross = text.find('x');
  return cross != std::string_view::npos && parseNumber(text.substr(0, cross), width) && parseNumber(text.substr(cross + 1), height) &&
         width >= 200 && height >= 200 && width <= 8192 && height <= 8192;
}

}  // namespace

int main(int argc, char** argv) {
  hd::DesktopOptions desktop;
  desktop.netsFile = hd::besideProgram("nets.bin");
  hd::WindowOptions window;
  std::string screenshot;
  bool stats = false, printEstimate = false;

  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    const auto value = [&]() -> const char* { return i + 1 < argc ? argv[++i] : nullptr; };
    const char* text = nullptr;
    if (arg == "--help" || arg == "-h") {
      std::fputs(kHelp, stdout);
      return 0;
    }
    if (arg == "--version") {
      std::puts("hairline-designer " HD_VERSION);
      return 0;
    }
    if (arg == "--forget") {
      hd::WorkKeeper::forgetAll(hd::WorkKeeper::usualFolder());
      return 0;
    }
    if (arg == "--stats") {
      stats = true;
    } else if (arg == "--print-estimate-on-exit") {
      printEstimate = true;
    } else if (arg == "--dark") {
      window.dark = true;
    } else if (arg == "--touch") {
      window.touchFirst = true;
    } else if (arg == "--truth" || arg == "--landmarks" || arg == "--status" || arg == "--screenshot" || arg == "--size" ||
               arg == "--ui-scale") {
      text = value();
      if (!text) return usage(hd::Message{"usage/needs_value", {{"option", arg}}});
      if (arg == "--truth") desktop.truthFile = text;
      if (arg == "--landmarks") desktop.landmarksFile = text;
      if (arg == "--status") desktop.statusFile = text;
      if (arg == "--screenshot") screenshot = text;
      if (arg == "--size" && !parseSize(text, window.widthPt, window.heightPt)) {
        return usage(hd::Message{"desktop.size", {{"given", text}}});
      }
      if (arg == "--ui-scale" &&
          (!parseNumber(std::string_view(text), window.uiScale) || !(window.uiScale >= 0.5) || window.uiScale > 4.0)) {
        return usage(hd::Message{"desktop.ui_scale", {{"given", text}}});
      }
    } else if (arg.size() > 1 && arg[0] == '-') {
      return usage(hd::Message{"usage/unknown_option", {{"option", arg}}});
    } else if (desktop.file.empty()) {
      desktop.file = arg;
    } else {
      return usage(hd::Message{"desktop.one_file", {{"file", arg}}});
    }
  }
  if (desktop.file.empty() && (!desktop.truthFile.empty() || !desktop.landmarksFile.empty())) {
    return usage(hd::Message{"desktop.needs_photo"});
  }

  hd::Capture capture;
  if (!screenshot.empty()) {
    window.exact = true;
    window.settleFrames = 300;
    if (window.uiScale <= 0.0) window.uiScale = 1.0;
  }
  if (screenshot.empty()) desktop.keepFolder = hd::WorkKeeper::usualFolder();
  hd::Desktop designer(desktop);
  const hd::Status ran = hd::runWindow(designer, window, screenshot.empty() ? nullptr : &capture);
  if (!ran) {
    std::fprintf(stderr, "error: %s\n", hd::sentence(ran.error()).c_str());
    return 1;
  }
  if (!screenshot.empty()) {
    const hd::ImageRgb8 image{capture.width, capture.height, std::move(capture.rgb)};
    const std::vector<uint8_t> png = hd::encodePng(image);
    const hd::Status written = hd::writeFile(screenshot, {reinterpret_cast<const char*>(png.data()), png.size()});
    if (!written) {
      std::fprintf(stderr, "error: %s\n", hd::sentence(written.error()).c_str());
      return 1;
    }
  }
  if (stats) std::printf("frames %d\n", designer.framesDrawn());
  if (printEstimate) std::printf("%s\n", designer.editor().estimateJson().c_str());
  return 0;
}
