# bin/notices.txt: the licences of everything that our programs hold, gathered at build time by scripts/notices.
set(HD_NOTICES "${PROJECT_BINARY_DIR}/bin/notices.txt")
set(target native)
set(folders "")
foreach(library imgui yyjson stb zlib libharu glm eigen)
  if(${library}_SOURCE_DIR)
    list(APPEND folders "${library}=${${library}_SOURCE_DIR}")
  endif()
endforeach()
if(EMSCRIPTEN)
  set(target web)
  list(APPEND folders "emscripten=${EMSCRIPTEN_ROOT_PATH}")
endif()
add_custom_command(OUTPUT "${HD_NOTICES}"
  COMMAND "${PROJECT_SOURCE_DIR}/scripts/notices" "${HD_NOTICES}" ${target} ${folders}
  DEPENDS "${PROJECT_SOURCE_DIR}/scripts/notices" "${PROJECT_SOURCE_DIR}/src/modules.txt" "${PROJECT_SOURCE_DIR}/assets/licences/mediapipe.txt"
  COMMENT "Gathering the licences of what is linked" VERBATIM)
add_custom_target(notices ALL DEPENDS "${HD_NOTICES}")
