#include "gl_screen/gl_graphics.h"

#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include "render/gl_preview.h"

namespace hd {
namespace {

// The backend's own default for desktops is older than a core context has to accept.
#if defined(IMGUI_IMPL_OPENGL_ES2) || defined(IMGUI_IMPL_OPENGL_ES3)
constexpr const char* kGlslVersion = nullptr;
#else
constexpr const char* kGlslVersion = "#version 330 core";
#endif

class GlGraphics final : public Graphics {
 public:
  ~GlGraphics() override {
    if (up_) ImGui_ImplOpenGL3_Shutdown();
  }
  std::unique_ptr<Preview> makePreview() override { return std::make_unique<GlPreview>(); }
  Status init() override {
    if (!up_ && !ImGui_ImplOpenGL3_Init(kGlslVersion)) return Error{"gl.imgui"};
    up_ = true;
    return Done{};
  }
  // Not a shutdown: that would also unload the library behind the backend's entry points for good.
  void drop() override { ImGui_ImplOpenGL3_DestroyDeviceObjects(); }
  void beginFrame() override { ImGui_ImplOpenGL3_NewFrame(); }
  void draw(ImDrawData* data) override { ImGui_ImplOpenGL3_RenderDrawData(data); }

 private:
  bool up_ = false;
};

}  // namespace

std::unique_ptr<Graphics> makeGlGraphics() { return std::make_unique<GlGraphics>(); }

}  // namespace hd
