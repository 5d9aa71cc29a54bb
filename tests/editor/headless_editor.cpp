#include "editor/headless_editor.h"

#include <imgui.h>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

#include "core/json.h"
#include "editor/graphics.h"
#include "mannequin/sample_head.h"

namespace hd::test {
namespace {

class NoPicture final : public Preview {
 public:
  explicit NoPicture(Drawn& drawn) : drawn_(drawn) { ++drawn_.previewsAlive; }
  ~NoPicture() override { --drawn_.previewsAlive; }
  Status init() override { return Done{}; }
  void drop(bool) override {}
  void setPhoto(const ImageRgb8&) override {}
  void setPhotoTexture(uint32_t, int, int) override {}
  void setSplats(std::span<const Splat> splats) override {
    drawn_.splats = splats.size();
    for (const Splat& s : splats)
      if (!std::isfinite(s.x) || !std::isfinite(s.y)) drawn_.faults.push_back("a dot at no place");
  }
  void setSkin(const SkinLight&) override {}
  void draw(const PreviewFrame& frame) override {
    ++drawn_.pictures;
    drawn_.lastPicture = frame;
    const RasterWindow& w = frame.window;
    if (!std::isfinite(w.originXPx) || !std::isfinite(w.originYPx) || !(w.pxPerPhotoPx > 0))
      drawn_.faults.push_back("a picture without a place");
  }

 private:
  Drawn& drawn_;
};

class NoGraphics final : public Graphics {
 public:
  explicit NoGraphics(Drawn& drawn) : drawn_(drawn) {}
  ~NoGraphics() override {
    // As a real one does: ImGui asks that no texture is still thought of as alive.
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) forget(texture);
  }
  std::unique_ptr<Preview> makePreview() override { return std::make_unique<NoPicture>(drawn_); }
  Status init() override {
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
    return Done{};
  }
  void drop() override {}
  void beginFrame() override {}
  void draw(ImDrawData* data) override {
    ++drawn_.frames;
    if (data->Textures) {
      for (ImTextureData* texture : *data->Textures) {
        if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
          texture->SetTexID(1);
          texture->SetStatus(ImTextureStatus_OK);
        } else if (texture->Status == ImTextureStatus_WantDestroy && texture->UnusedFrames > 0) {
          forget(texture);
        }
      }
    }
    for (const ImDrawList* list : data->CmdLists) {
      for (const ImDrawVert& v : list->VtxBuffer) drawn_.colours.insert(v.col & ~IM_COL32_A_MASK);
      for (const ImDrawVert& v : list->VtxBuffer)
        if (!std::isfinite(v.pos.x) || !std::isfinite(v.pos.y))
          drawn_.faults.push_back(std::string("a vertex at no place in ") + list->_OwnerName);
    }
  }

 private:
  static void forget(ImTextureData* texture) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  Drawn& drawn_;
};

}  // namespace

HeadlessEditor::HeadlessEditor(Screen wanted) : screen(wanted), drawn_(std::make_unique<Drawn>()) {
  EditorHost host;
  host.saveFile = [this](std::string_view name, std::string_view, std::string bytes) {
    saved.emplace_back(name);
    savedBytes.push_back(std::move(bytes));
  };
  host.setClipboard = [this](std::string_view text) { clipboard_ = text; };
  host.getClipboard = [this] { return clipboard_; };
  // Pickers, samples, export and the start page belong to the host: nothing happens here.
  host.pickPhoto = host.pickDesign = host.exportImage = host.showStart = [] {};
  host.openSample = [](std::string_view) {};
  host.findHead = [this](int face) { facesAsked.push_back(face); };
  editor_ = std::make_unique<Editor>(std::move(host), std::make_unique<NoGraphics>(*drawn_));
  REQUIRE(editor_->initGraphics());
}

HeadlessEditor::~HeadlessEditor() {
  editor_.reset();
  CHECK(drawn_->previewsAlive == 0);
}

void HeadlessEditor::openSample(int norwood) {
  SampleOptions options;
  options.norwood = norwood;
  options.widthPx = 480;
  options.heightPx = 600;
  const Truth truth = sampleTruth(options);
  EditorPhoto photo;
  photo.name = "sample.jpg";
  photo.widthPx = truth.widthPx;
  photo.heightPx = truth.heightPx;
  auto pixels = std::make_shared<ImageRgb8>();
  pixels->width = truth.widthPx;
  pixels->height = truth.heightPx;
  pixels->rgb.assign(static_cast<size_t>(truth.widthPx) * static_cast<size_t>(truth.heightPx) * 3, 0xB0);
  photo.pixels = pixels;
  REQUIRE(editor_->openPhoto(std::move(photo), truthJson(truth), {}));
  settle();
}

void HeadlessEditor::openPlainPhoto(int widthPx, int heightPx) {
  EditorPhoto photo;
  photo.name = "plain.jpg";
  photo.widthPx = widthPx;
  photo.heightPx = heightPx;
  photo.texture = 7;
  REQUIRE(editor_->openPhoto(std::move(photo), {}, {}));
  settle();
}

void HeadlessEditor::frame() {
  timeSeconds_ += 0.016;
  FrameInfo info;
  info.widthPt = screen.widthPt;
  info.heightPt = screen.heightPt;
  info.pixelRatio = screen.pixelRatio;
  info.timeSeconds = timeSeconds_;
  info.touchFirst = screen.touchFirst;
  info.dark = screen.dark;
  info.reducedMotion = screen.reducedMotion;
  editor_->frame(info);
}

void HeadlessEditor::settle(int most) {
  for (int i = 0; i < most; ++i) {
    frame();
    if (editor_->framesOwed() == 0) return;
  }
  FAIL("the editor never comes to rest");
}

void HeadlessEditor::wait(double ms) {
  timeSeconds_ += ms / 1000.0;
  settle();
}

std::vector<UiItem> HeadlessEditor::items() const {
  const auto document = JsonDocument::parse(editor_->uiJson(), Message{"noun.texts"});
  REQUIRE(document);
  std::vector<UiItem> out;
  JsonErrors errors;
  document->root()["items"].forEachElement([&](const JsonValue& v) {
    UiItem item;
    item.id = v["id"].text(errors);
    item.role = v["role"].text(errors);
    item.label = v["label"].text(errors);
    item.value = v["value"].text(errors);
    item.x = static_cast<float>(v["x"].number(errors));
    item.y = static_cast<float>(v["y"].number(errors));
    item.width = static_cast<float>(v["width"].number(errors));
    item.height = static_cast<float>(v["height"].number(errors));
    item.enabled = v["enabled"].boolean(errors);
    item.checked = v["checked"].boolean(errors);
    item.focused = v["focused"].boolean(errors);
    out.push_back(std::move(item));
  });
  REQUIRE_FALSE(errors.any());
  return out;
}

UiItem HeadlessEditor::item(std::string_view label) const {
  std::string there;
  for (const UiItem& each : items()) {
    if (each.label == label) return each;
    there += each.label + " | ";
  }
  for (const UiItem& each : items())
    if (each.label.starts_with(label)) return each;
  FAIL("no item \"" << label << "\" among: " << there);
  return {};
}

bool HeadlessEditor::has(std::string_view label) const {
  for (const UiItem& each : items())
    if (each.label.starts_with(label)) return true;
  return false;
}

std::string HeadlessEditor::said(std::string_view member) const {
  const auto document = JsonDocument::parse(editor_->uiJson(), Message{"noun.texts"});
  REQUIRE(document);
  JsonErrors errors;
  return document->root()[member].text(errors);
}

std::vector<std::string> HeadlessEditor::enabledActions() const {
  const auto document = JsonDocument::parse(editor_->uiJson(), Message{"noun.texts"});
  REQUIRE(document);
  std::vector<std::string> out;
  JsonErrors errors;
  document->root()["actions"].forEachElement([&](const JsonValue& v) {
    if (v["enabled"].boolean(errors)) out.push_back(v["id"].text(errors));
  });
  return out;
}

std::optional<UiItem> HeadlessEditor::itemOf(std::string_view id) const {
  for (const UiItem& item : items())
    if (item.id == id) return item;
  return std::nullopt;
}

bool HeadlessEditor::can(std::string_view action) const {
  for (const std::string& id : enabledActions())
    if (id == action) return true;
  return false;
}

Vec2 HeadlessEditor::ptOfPhoto(Vec2 posPhotoPx) const {
  const auto document = JsonDocument::parse(editor_->uiJson(), Message{"noun.texts"});
  REQUIRE(document);
  JsonErrors errors;
  const JsonValue photo = document->root()["photo"];
  return Vec2{photo["x"].number(errors), photo["y"].number(errors)} + posPhotoPx * photo["scale"].number(errors);
}

void HeadlessEditor::pointer(int id, PointerKind kind, PointerPhase phase, Vec2 posPt, float pressure) {
  PointerEvent e;
  e.id = id;
  e.kind = kind;
  e.phase = phase;
  e.posPt = posPt;
  e.pressure = pressure;
  e.buttons = phase == PointerPhase::down || phase == PointerPhase::move ? 1 : 0;
  e.timeMs = timeSeconds_ * 1000.0;
  editor_->pointer(e);
}

void HeadlessEditor::tap(Vec2 posPt, PointerKind kind) {
  if (kind != PointerKind::touch) pointer(1, kind, PointerPhase::hover, posPt), frame();
  pointer(1, kind, PointerPhase::down, posPt);
  frame();
  timeSeconds_ += 0.04;
  pointer(1, kind, PointerPhase::up, posPt);
  settle();
}

void HeadlessEditor::press(std::string_view label, PointerKind kind) {
  const UiItem found = item(label);
  CAPTURE(label, found.enabled);
  tap({found.x + found.width / 2.0, found.y + found.height / 2.0}, kind);
}

void HeadlessEditor::drag(Vec2 fromPt, Vec2 toPt, PointerKind kind, int steps) {
  if (kind != PointerKind::touch) pointer(1, kind, PointerPhase::hover, fromPt), frame();
  pointer(1, kind, PointerPhase::down, fromPt);
  frame();
  for (int i = 1; i <= steps; ++i) {
    pointer(1, kind, PointerPhase::move, fromPt + (toPt - fromPt) * (static_cast<double>(i) / steps));
    frame();
  }
  pointer(1, kind, PointerPhase::up, toPt);
  settle();
}

void HeadlessEditor::key(Key key, char letter, bool control, bool shift) {
  KeyEvent e;
  e.key = key;
  e.letter = letter;
  e.control = control;
  e.shift = shift;
  editor_->key(e);
  e.pressed = false;
  editor_->key(e);
  settle();
}

void HeadlessEditor::run(std::string_view action) {
  const Status done = editor_->runAction(action);
  CAPTURE(action);
  CHECK(done);
  settle();
}

}  // namespace hd::test
