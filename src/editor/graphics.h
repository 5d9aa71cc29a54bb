// By what means the editor draws: handed in by whoever runs it, so that the editor itself needs no OpenGL and all of it
// runs in tests without a screen.
#pragma once

#include <memory>

#include "core/result.h"
#include "render/preview.h"

struct ImDrawData;

namespace hd {

class Graphics {
 public:
  virtual ~Graphics() = default;
  /// Photo and dots of one proposal; not yet initialised.
  virtual std::unique_ptr<Preview> makePreview() = 0;
  /// Gets ready to draw for the current ImGui context; again after drop(). Called with a graphics context.
  virtual Status init() = 0;
  /// Forgets the graphics objects of the ImGui context; the next frame makes them anew.
  virtual void drop() = 0;
  /// Before ImGui::NewFrame().
  virtual void beginFrame() = 0;
  /// Draws over what the frame holds already.
  virtual void draw(ImDrawData* data) = 0;
};

}  // namespace hd
