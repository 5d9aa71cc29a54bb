// The services around the editor.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace hd {

/// What the editor asks of whoever runs it. All are called on the UI thread, inside the event that
/// caused them, so that browsers allow pickers and downloads.
struct EditorHost {
  std::function<void()> pickPhoto;   ///< show the "add a photo" picker
  std::function<void()> pickDesign;  ///< show the "open a design" picker
  std::function<void(std::string_view sampleId)> openSample;
  /// Save bytes under a suggested name; type is a MIME type.
  std::function<void(std::string_view name, std::string_view type, std::string bytes)> saveFile;
  /// Look for the head again and describe this face, 0 being the largest; headFound() answers. Empty: cannot be done.
  std::function<void(int face)> findHead;
  std::function<void()> exportImage;  ///< render at full size and save
  /// Make and save what a person takes home: "plan", "template" (the hairline at 1:1) or "design" (with its photos); empty
  /// where that cannot be made.
  std::function<void(std::string_view kind)> handOut;
  std::function<void()> showStart;  ///< back to the start page
  std::function<void(std::string_view text)> setClipboard;
  std::function<std::string()> getClipboard;
  /// Called inside every ImGui frame after the editor's own windows; may be empty. The host draws what only it
  /// knows there (the desktop's path prompt where no file dialog is installed).
  std::function<void()> overlay;
};

}  // namespace hd
