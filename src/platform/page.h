// The browser page around the program: texts left for it and events told to it. Web builds only.
#pragma once

#include <string>
#include <string_view>

namespace hd {

/// Leaves a text for the page; it reads it (hd_text, hd_text_size) right after the exported call has returned.
void returnText(std::string text);
/// Leaves {"id":…,"message":…} as text; what a call that failed answers: 0.
int refusePage(std::string_view id, std::string_view message);

/// Tells the page something ("pickPhoto", "saveFile", …). The page copies what it needs before this returns.
void tellPage(const char* event, std::string_view first = {}, std::string_view second = {}, std::string_view bytes = {});

/// Puts the page's current picture (Module.photoSource, an ImageBitmap or canvas) into a texture with mipmaps, sRGB8.
/// `reuseId` is the id a lost texture had, 0 for a new one. 0 when there is no context or no memory for it.
unsigned uploadPhotoTexture(unsigned reuseId);
/// Frees a texture made by uploadPhotoTexture.
void deletePhotoTexture(unsigned id);

}  // namespace hd
