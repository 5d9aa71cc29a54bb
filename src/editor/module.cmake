if(NOT EMSCRIPTEN) # the page fetches the type
  hd_font(font Regular)
  hd_embed(hd_editor "${font}" interRegular)
  hd_font(font Medium)
  hd_embed(hd_editor "${font}" interMedium)
  hd_font(font SemiBold)
  hd_embed(hd_editor "${font}" interSemibold)
endif()
hd_embed(hd_editor "${PROJECT_SOURCE_DIR}/assets/strings/en.json" stringsEn)

# The build stops when a string key is used without a text or a text is left without a use.
file(GLOB editorFiles CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/editor/*.cpp" "${PROJECT_SOURCE_DIR}/src/editor/*.h")
set(stringsStamp "${CMAKE_CURRENT_BINARY_DIR}/editor_strings.stamp")
add_custom_command(
  OUTPUT "${stringsStamp}"
  COMMAND "${CMAKE_COMMAND}" "-DSOURCES=${PROJECT_SOURCE_DIR}/src/editor"
          "-DTEXTS=${PROJECT_SOURCE_DIR}/assets/strings/en.json" "-DSTAMP=${stringsStamp}"
          -P "${PROJECT_SOURCE_DIR}/src/editor/check_strings.cmake"
  DEPENDS ${editorFiles} "${PROJECT_SOURCE_DIR}/assets/strings/en.json"
          "${PROJECT_SOURCE_DIR}/src/editor/check_strings.cmake"
  COMMENT "Checking the strings of the editor" VERBATIM)
target_sources(hd_editor PRIVATE "${stringsStamp}")
