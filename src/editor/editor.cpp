// The editor as the host sees it: photos in, events in, frames out. Screens and tools do the rest.
#include "editor/editor.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "core/facts.h"
#include "design/design_io.h"
#include "design/start.h"
#include "document/look_json.h"
#include "editor/actions/editor_actions.h"
#include "editor/editor_input.h"
#include "editor/graphics.h"
#include "editor/panels/panel_table.h"
#include "editor/panels/panels.h"
#include "editor/screens/screens.h"
#include "editor/script/ui_json.h"
#include "editor/session/editor_state.h"
#include "editor/session/head_finding.h"
#include "editor/tools/tool_table.h"
#include "mannequin/truth.h"
#include "render/blur.h"
#include "text/sentence.h"
#include "text/strings.h"

namespace hd {

struct Editor::Impl {
  EditorState state;
  EditorInput input{state};
  std::unique_ptr<Graphics> graphics;
  std::unique_ptr<Preview> preview;
  // The other proposals, while they are shown beside the current one.
  std::array<std::unique_ptr<Preview>, DesignerModel::kProposals> beside;
  std::array<uint64_t, DesignerModel::kProposals> besideShown{};
  ImGuiContext* imgui = nullptr;
  bool graphicsUp = false, photoSet = false;
  EditorPhoto photo;
  uint64_t splatsShown = 0;
  uint64_t frames = 0;
  Form lastForm = Form::sheet;
  Rect lastClear;

  void makeImGui() {
    if (imgui) return ImGui::SetCurrentContext(imgui);
    imgui = ImGui::CreateContext();
    ImGui::SetCurrentContext(imgui);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;  // a blinking caret would keep the program drawing
    ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
    platform.Platform_ClipboardUserData = this;
    platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
      auto* self = static_cast<Impl*>(ImGui::GetPlatformIO().Platform_ClipboardUserData);
      if (self->state.host.setClipboard) self->state.host.setClipboard(text);
    };
    platform.Platform_GetClipboardTextFn = [](ImGuiContext*) -> const char* {
      auto* self = static_cast<Impl*>(ImGui::GetPlatformIO().Platform_ClipboardUserData);
      if (self->state.host.getClipboard) self->clipboard = self->state.host.getClipboard();
      return self->clipboard.c_str();
    };
    platform.Platform_ImeUserData = this;
    platform.Platform_SetImeDataFn = [](ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
      auto* self = static_cast<Impl*>(ImGui::GetPlatformIO().Platform_ImeUserData);
      self->caret = {Vec2{data->InputPos.x, data->InputPos.y}, data->InputLineHeight};
    };
    state.fonts = loadFonts();
  }
  std::string clipboard;
  TextCaret caret;

  void showPhoto() {
    photoSet = false;
    splatsShown = 0;
    dropBeside(true);
    state.sideBySide = false;
    if (!graphicsUp || !state.model.hasPhoto()) return;
    photoSet = setPhotoOf(*preview);
  }

  bool setPhotoOf(Preview& target) {
    const PhotoInfo& info = state.model.design().photo();
    if (photo.texture) {
      target.setPhotoTexture(photo.texture, photo.widthPx, photo.heightPx);
    } else if (photo.pixels) {
      target.setPhoto(*photo.pixels);
    } else if (info.widthPx > 0 && info.heightPx > 0 && static_cast<int64_t>(info.widthPx) * info.heightPx < 24'000'000) {
      // A design without its photo is drawn on plain skin-like ground.
      ImageRgb8 plain;
      plain.width = info.widthPx;
      plain.height = info.heightPx;
      plain.rgb.assign(static_cast<size_t>(info.widthPx) * static_cast<size_t>(info.heightPx) * 3, 0xD8);
      target.setPhoto(plain);
    } else {
      return false;
    }
    return true;
  }

  void dropBeside(bool contextAlive) {
    for (size_t k = 0; k < beside.size(); ++k) {
      if (besideShown[k]) beside[k]->drop(contextAlive);
      besideShown[k] = 0;
    }
  }

  void layOut() {
    EditorState& s = state;
    const auto w = static_cast<float>(s.info.widthPt), h = static_cast<float>(s.info.heightPt);
    if (!s.modeChosen) s.studio = studioFits(w, h);
    s.layout = layoutFor(w, h, s.studio, s.info.touchFirst, s.sheetWants);
    // Proposals beside each other share the room: the view frames the first of them.
    s.layout.clear.w /= static_cast<float>(shownProposals(s).size());
    const Rect c = s.layout.clear;
    const bool moved = s.layout.form != lastForm || std::fabs(c.w - lastClear.w) > 0.5f || std::fabs(c.h - lastClear.h) > 0.5f ||
                       std::fabs(c.x - lastClear.x) > 0.5f || std::fabs(c.y - lastClear.y) > 0.5f;
    if (moved && s.model.hasPhoto()) {
      const bool first = lastClear.w <= 0;
      if (!s.viewTouched) frameView(s, !first && s.layout.form == lastForm && lastClear.w == c.w);
      lastForm = s.layout.form;
      lastClear = c;
    }
  }

  void moveView() {
    EditorState& s = state;
    if (!s.viewGoal) return;
    const double t = std::clamp((s.info.timeSeconds - s.viewMoveStart) / 0.2, 0.0, 1.0);
    const double eased = 1.0 - (1.0 - t) * (1.0 - t) * (1.0 - t);
    Box2 area;
    area.add({s.layout.clear.x, s.layout.clear.y});
    area.add({s.layout.clear.right(), s.layout.clear.bottom()});
    s.view = mixViews(s.viewFrom, *s.viewGoal, eased, area);
    if (t >= 1.0) {
      s.view = *s.viewGoal;
      s.viewGoal.reset();
    } else {
      s.owe(2);
    }
  }

  // Brings the dots up to date. While a hand is dragging they may lag behind the handle by as long as they take to make,
  // so that the handle itself always follows at the full frame rate.
  void refreshDots() {
    using Clock = std::chrono::steady_clock;
    const bool dragging = state.model.editing();
    const auto start = Clock::now();
    if (dragging && state.model.dotsStale() && std::chrono::duration<double>(start - dotsDone).count() < dotsSeconds) {
      state.owe(2);
      return;
    }
    const auto& splats = state.model.splats();
    if (splatsShown == state.model.splatsRevision()) return;
    preview->setSplats(splats);
    preview->setSkin(state.model.skinLight());
    splatsShown = state.model.splatsRevision();
    dotsDone = Clock::now();
    dotsSeconds = std::chrono::duration<double>(dotsDone - start).count();
  }
  std::chrono::steady_clock::time_point dotsDone{};
  double dotsSeconds = 0.0;

  // Draws photo and dots into the canvas rectangle of the framebuffer.
  void drawPicture() {
    EditorState& s = state;
    const double ratio = s.info.pixelRatio;
    const Rect c = s.layout.canvas;
    const int x0 = static_cast<int>(std::lround(c.x * ratio)), x1 = static_cast<int>(std::lround(c.right() * ratio));
    const int y0 = static_cast<int>(std::lround(c.y * ratio)), y1 = static_cast<int>(std::lround(c.bottom() * ratio));
    const int height = static_cast<int>(std::lround(s.info.heightPt * ratio));
    const Vec2 origin = s.view.toPhotoPx({x0 / ratio, y0 / ratio});
    const Theme theme = s.info.dark ? darkTheme() : lightTheme();
    const std::vector<int> slots = shownProposals(s);
    const int columns = static_cast<int>(slots.size());
    for (int k = 0; k < columns; ++k) {
      const int left = x0 + (x1 - x0) * k / columns, right = x0 + (x1 - x0) * (k + 1) / columns;
      PreviewFrame frame;
      frame.window = {origin.x, origin.y, s.view.scale * ratio, right - left, y1 - y0};
      frame.window.blurPhotoPx = blurPhotoPx();
      frame.targetX = left;
      frame.targetY = height - y1;
      // While the head is looked for, dots would lie on one that is only assumed.
      frame.before = showsBefore(s) || (s.finding.looking && headAssumed(s.model.design()));
      if (s.splitOn && !frame.before && columns == 1) frame.splitX = s.splitAt * (x1 - x0);
      frame.backgroundRgb = ((theme.canvas & 0xFFu) << 16) | (theme.canvas & 0xFF00u) | ((theme.canvas >> 16) & 0xFFu);
      previewOf(slots[static_cast<size_t>(k)]).draw(frame);
    }
  }

  double blurPhotoPx() const { return acuityBlurPx(state.model.distanceMm(), state.model.design().view().mmPerPx); }

  // The preview of a proposal, with its dots.
  Preview& previewOf(int slot) {
    DesignerModel& model = state.model;
    if (slot == model.proposal()) {
      if (state.sideBySide) state.proposalPlans[static_cast<size_t>(slot)] = model.estimateShown();
      return *preview;
    }
    auto& kept = beside[static_cast<size_t>(slot)];
    if (!kept) kept = graphics->makePreview();
    Preview& other = *kept;
    uint64_t& shown = besideShown[static_cast<size_t>(slot)];
    if (shown == model.besideRevision()) return other;
    if (shown == 0) {
      if (!other.init()) return *preview;
      setPhotoOf(other);
    }
    DesignerModel::ProposalView view = model.proposalView(slot);
    other.setSplats(view.splats);
    other.setSkin(model.skinLight());
    state.proposalPlans[static_cast<size_t>(slot)] = std::move(view.estimate);
    shown = model.besideRevision();
    return other;
  }
};

Editor::Editor(EditorHost host, std::unique_ptr<Graphics> graphics) : impl_(std::make_unique<Impl>()) {
  impl_->state.host = std::move(host);
  impl_->graphics = std::move(graphics);
  impl_->preview = impl_->graphics->makePreview();
  impl_->state.tools = allTools();
  putToolAway(impl_->state);
  impl_->state.newZoneDensityPerCm2 = factValue("zones.plain_density_per_cm2");
  registerActions(impl_->state);
  for (const PanelRow* panel : allPanels())
    if (panel->addActions) panel->addActions(impl_->state);
}

Editor::~Editor() {
  if (impl_->graphicsUp) dropGraphics(true);
  if (!impl_->imgui) return;
  ImGui::SetCurrentContext(impl_->imgui);
  impl_->graphics.reset();
  ImGui::DestroyContext(impl_->imgui);
}

Status Editor::initGraphics() {
  Impl& m = *impl_;
  m.makeImGui();
  ImGui::SetCurrentContext(m.imgui);
  if (const Status ready = m.preview->init(); !ready) return ready;
  if (!m.graphics->init()) return Error{"gl.imgui"};
  m.graphicsUp = true;
  m.showPhoto();
  m.state.owe();
  return Done{};
}

void Editor::dropGraphics(bool contextAlive) {
  Impl& m = *impl_;
  if (!m.graphicsUp) return;
  ImGui::SetCurrentContext(m.imgui);
  m.preview->drop(contextAlive);
  m.dropBeside(contextAlive);
  m.graphics->drop();
  m.graphicsUp = m.photoSet = false;
}

void Editor::typeChanged() {
  Impl& m = *impl_;
  if (!m.imgui) return;  // read when the first frame is made
  ImGui::SetCurrentContext(m.imgui);
  ImGui::GetIO().Fonts->Clear();
  m.state.fonts = loadFonts();
  m.state.owe();
}

Status Editor::openPhoto(EditorPhoto photo, std::string_view truthJson, std::string_view landmarksJson) {
  Impl& m = *impl_;
  EditorState& s = m.state;
  if (photo.widthPx < 16 || photo.heightPx < 16) return Error{"photo.small", {{"least", quantity(300, Unit::px)}}};
  std::optional<Truth> truth;
  if (!truthJson.empty()) {
    auto parsed = parseTruth(truthJson);
    if (!parsed) return parsed.error();
    truth = std::move(*parsed);
  }
  PhotoMeasures measures;
  if (!landmarksJson.empty()) {
    auto parsed = parseLandmarks(landmarksJson);
    if (!parsed) return parsed.error();
    measures = std::move(*parsed);
    FitOptions options;
    options.photoWidthPx = photo.widthPx;
    options.photoHeightPx = photo.heightPx;
    if (const auto fit = fitHead(measures, options); !fit) return fit.error();
  }
  // Nothing has been touched until here, so a bad file leaves the open design as it was.
  PhotoInfo info{photo.name, photo.widthPx, photo.heightPx};
  if (photo.focalPx > 0.0) info.focalPx = photo.focalPx;
  s.model.newPhoto(info, photo.pixels, photo.blurPx);
  s.finding = {};
  s.photoName = photo.name.substr(photo.name.find_last_of("/\\") + 1);  // npos + 1 is 0
  m.photo = std::move(photo);
  s.step = Step::scale;
  if (truth) {
    s.model.adoptFit(fitOfTruth(*truth), truth->measures, std::max(truth->norwood, 2));
    s.step = Step::hairline;
  } else if (!landmarksJson.empty()) {
    const Status fitted = s.model.adoptMeasures(measures);
    if (!fitted) return fitted;
    s.step = Step::hairline;
  }
  if (s.step == Step::hairline) s.model.suggestShade();
  s.selectedZone = s.selectedPoint = -1;
  s.viewTouched = s.wholePhoto = s.beforeToggled = false;
  s.model.setDistanceMm(0.0);
  s.model.setMistakes({});
  m.showPhoto();
  m.lastClear = {};
  if (s.studio) {
    chooseTool(s, firstToolOf(s, s.step));
  } else {
    chooseStep(s, s.step);
  }
  s.model.showAllSessions();
  s.owe(6);
  return Done{};
}

void Editor::lookingForHead(bool looking) {
  impl_->state.finding.looking = looking;
  impl_->state.owe();
}

Status Editor::headFound(std::string_view foundJson, std::string_view designJson) {
  EditorState& s = impl_->state;
  if (!s.finding.looking) return Done{};  // something else has been opened meanwhile
  lookingForHead(false);
  Result<HeadFinding> finding = readFinding(foundJson, designJson);
  if (!finding) return finding.error();
  const bool chosen = !s.finding.faces.empty();  // another face was asked for
  const bool untouched = !s.model.canUndo() || (chosen && !proposalWaits(s));
  s.finding = std::move(*finding);
  s.finding.chosen = chosen;
  if (s.finding.proposal && untouched) useProposal(s);
  std::vector<std::string>& notes = s.finding.notes;
  if (s.finding.unfit) notes.insert(notes.begin(), s.finding.faces.empty() ? tr("find.unfit") : tr("find.unfit/choose"));
  if (s.finding.proposal && !untouched) showToast(s, tr("find.waits"), false);
  else if (s.step == Step::scale && !notes.empty()) return Done{};  // the panel says them
  else if (s.finding.proposal || !notes.empty()) showToast(s, notes.empty() ? tr("find.found") : notes.front(), false);
  return Done{};
}

void Editor::headNotFound(std::string_view why) {
  if (!impl_->state.finding.looking) return;
  lookingForHead(false);
  impl_->state.finding.notes = {asSentence(why)};
  showToast(impl_->state, std::string(why), false);
}

bool Editor::hasPhoto() const { return impl_->state.model.hasPhoto(); }
std::string Editor::designJson() const { return designToJson(impl_->state.model.file()); }

Status Editor::setDesignJson(std::string_view json) {
  Impl& m = *impl_;
  EditorState& s = m.state;
  Result<DesignFile> file = designFromJson(json);
  if (!file) return file.error();
  const bool hadPhoto = s.model.hasPhoto();
  s.model.open(std::move(*file));
  s.finding.looking = false;
  s.selectedZone = s.selectedPoint = -1;
  if (!hadPhoto) {
    m.showPhoto();
    m.lastClear = {};
    s.step = Step::hairline;
    if (s.studio) chooseTool(s, firstToolOf(s, s.step));
    else chooseStep(s, s.step);
  }
  s.owe(6);
  return Done{};
}

std::string Editor::estimateJson() {
  Estimate estimate = impl_->state.model.estimate();
  for (const double days : touchUpDays(halfLifeYears(impl_->state.model.look().ageing), kMostDaysShown))
    estimate.touchUpYears.push_back(days / kDaysPerYear);
  return estimateToJson(estimate, sentence);
}

std::string Editor::lookJson() const { return lookToJson(impl_->state.model); }

Status Editor::setLookJson(std::string_view json) {
  EditorState& s = impl_->state;
  s.owe();
  return setLookFromJson(s.model, json);
}

Status Editor::setProfileJson(std::string_view json) {
  std::optional<Profile> profile;
  if (!json.empty()) {
    Result<Profile> read = profileFromJson(json);
    if (!read) return read.error();
    profile = std::move(*read);
  }
  impl_->state.model.setProfile(std::move(profile));
  impl_->state.owe();
  return Done{};
}

std::string Editor::dotsCsv() { return dotsToCsv(impl_->state.model.dots()); }
std::vector<Splat> Editor::splats() {
  // What leaves the program is the design, never a shown mistake.
  DesignerModel& model = impl_->state.model;
  const Mistakes shown = model.mistakes();
  if (!shown.any()) return model.splats();
  model.setMistakes({});
  std::vector<Splat> out = model.splats();
  model.setMistakes(shown);
  return out;
}

SkinLight Editor::skinLight() {
  impl_->state.model.splats();  // finds the skin
  return impl_->state.model.skinLight();
}

double Editor::blurPhotoPx() const { return impl_->blurPhotoPx(); }

void Editor::notify(std::string_view message, bool isError) { showToast(impl_->state, std::string(message), isError); }

Status Editor::runAction(std::string_view id) {
  EditorState& s = impl_->state;
  s.owe();
  if (id.starts_with("focus:")) {
    const std::string_view item = id.substr(6);
    for (const auto& known : s.ui.items()) {
      if (known.id != item) continue;
      s.ui.focusOn(item);
      return Done{};
    }
    return Error{"action.item", {{"item", item}}};
  }
  if (!s.actions.find(id)) return Error{"action.unknown", {{"action", id}}};
  if (!s.actions.run(id)) return Error{"action.disabled", {{"action", id}}};
  return Done{};
}

void Editor::pointer(const PointerEvent& event) {
  if (impl_->imgui) impl_->input.pointer(event);
}
void Editor::wheel(const WheelEvent& event) {
  if (impl_->imgui) impl_->input.wheel(event);
}
void Editor::key(const KeyEvent& event) {
  if (impl_->imgui) impl_->input.key(event);
}
void Editor::text(std::string_view utf8) {
  if (impl_->imgui) impl_->input.text(utf8);
}

void Editor::frame(const FrameInfo& info) {
  Impl& m = *impl_;
  EditorState& s = m.state;
  if (!m.graphicsUp || info.widthPt < 1 || info.heightPt < 1) return;
  ImGui::SetCurrentContext(m.imgui);
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = static_cast<float>(std::clamp(info.timeSeconds - s.info.timeSeconds, 0.001, 0.1));
  io.DisplaySize = {static_cast<float>(info.widthPt), static_cast<float>(info.heightPt)};
  io.DisplayFramebufferScale = {static_cast<float>(info.pixelRatio), static_cast<float>(info.pixelRatio)};
  s.info = info;
  if (s.owedFrames > 0) --s.owedFrames;
  ++m.frames;
  if (std::exchange(s.toolDone, false)) putToolAway(s);
  m.layOut();
  m.moveView();
  m.input.beforeFrame();

  m.graphics->beginFrame();
  ImGui::NewFrame();
  s.ui.beginFrame(info, s.fonts);
  if (s.model.hasPhoto()) {
    // The plan needs the dots; while dragging it is read from the last ones, a few times a second.
    if (s.model.refreshPlan(s.nowMs(), s.model.editing() ? 250.0 : 0.0)) s.owe(2);
    drawCanvas(s);
    if (s.layout.form == Form::studio) drawStudio(s);
    else drawGuided(s);
  } else {
    drawStart(s);
  }
  whySheet(s);
  drawToast(s);
  if (s.host.overlay) s.host.overlay();
  s.ui.endFrame();
  ImGui::Render();

  if (s.model.hasPhoto() && m.photoSet) {
    m.refreshDots();
    m.drawPicture();
  }
  m.graphics->draw(ImGui::GetDrawData());
  // ImGui takes in one change of a button a frame; what still waits in its queue must not wait for the next event.
  if (s.ui.animating() || m.imgui->InputEventsQueue.Size > 0) s.owe(2);
}

int Editor::framesOwed() const {
  const EditorState& s = impl_->state;
  // A long press ripens without events.
  if (s.owedFrames == 0 && (s.gestures.nextTickMs() || s.toolDone)) return 1;
  return s.owedFrames;
}

std::optional<double> Editor::nextFrameAtSeconds() const {
  const EditorState& s = impl_->state;
  std::optional<double> at;
  if (s.toast) at = s.toast->untilSeconds;
  if (s.blinkOn && s.model.hasPhoto()) {
    const double turn = (std::floor(s.info.timeSeconds / kBlinkSeconds) + 1.0) * kBlinkSeconds;
    at = at ? std::min(*at, turn) : turn;
  }
  return at;
}

CursorShape Editor::cursor() const {
  if (!impl_->imgui) return CursorShape::arrow;
  ImGui::SetCurrentContext(impl_->imgui);
  switch (ImGui::GetMouseCursor()) {
    case ImGuiMouseCursor_TextInput:
      return CursorShape::text;
    case ImGuiMouseCursor_ResizeAll:
      return CursorShape::move;
    case ImGuiMouseCursor_ResizeNS:
      return CursorShape::resizeVertical;
    case ImGuiMouseCursor_ResizeEW:
      return CursorShape::resizeHorizontal;
    case ImGuiMouseCursor_ResizeNESW:
      return CursorShape::resizeNesw;
    case ImGuiMouseCursor_ResizeNWSE:
      return CursorShape::resizeNwse;
    case ImGuiMouseCursor_Hand:
      return CursorShape::hand;
    case ImGuiMouseCursor_NotAllowed:
      return CursorShape::notAllowed;
    default:
      return CursorShape::arrow;
  }
}

std::optional<TextCaret> Editor::textCaret() const {
  if (!impl_->graphicsUp) return std::nullopt;
  ImGui::SetCurrentContext(impl_->imgui);
  if (!ImGui::GetIO().WantTextInput) return std::nullopt;
  return impl_->caret;
}

void Editor::requestFrames(int count) { impl_->state.owe(count); }

std::string Editor::uiJson() const { return uiStateJson(impl_->state, impl_->frames); }

}  // namespace hd
