# The build stops when a string key is used without a text or a text is left without a use. The first frame of the page waits
# for what is in the program: a third of the texts is said by others.
file(GLOB_RECURSE files CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/*.cpp" "${PROJECT_SOURCE_DIR}/src/*.h")
file(GLOB_RECURSE pageFiles CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/web/*.js" "${PROJECT_SOURCE_DIR}/web/*.html")
set(allTexts "${PROJECT_SOURCE_DIR}/assets/strings/en.json")
set(texts "${PROJECT_BINARY_DIR}/texts/en.json")
set(bare OFF)
if(EMSCRIPTEN AND NOT HD_TESTS)
  set(bare ON)
endif()
add_custom_command(
  OUTPUT "${texts}"
  COMMAND "${CMAKE_COMMAND}" "-DSOURCES=${PROJECT_SOURCE_DIR}/src" "-DPAGE=${PROJECT_SOURCE_DIR}/web" "-DTEXTS=${allTexts}"
          "-DOUT=${texts}" "-DBARE=${bare}" -P "${PROJECT_SOURCE_DIR}/src/text/texts.cmake"
  DEPENDS ${files} ${pageFiles} "${allTexts}" "${PROJECT_SOURCE_DIR}/src/text/texts.cmake"
  COMMENT "Checking and gathering the texts" VERBATIM)
hd_embed(hd_text "${texts}" stringsEn)
