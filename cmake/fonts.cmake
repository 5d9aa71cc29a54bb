# hd_font(<out variable> <name>): a font of assets/fonts.json, cut down at build time; the variable gets its path, which
# can be given to hd_embed in the same CMake directory.
function(hd_font out name)
  set(file "${PROJECT_BINARY_DIR}/fonts/${name}.otf")
  file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/fonts")
  add_custom_command(
    OUTPUT "${file}"
    COMMAND "${PROJECT_SOURCE_DIR}/scripts/subset_font" ${name} "${file}"
    DEPENDS "${PROJECT_SOURCE_DIR}/scripts/subset_font" "${PROJECT_SOURCE_DIR}/assets/fonts.json"
    COMMENT "Font ${name}" VERBATIM)
  set(${out} "${file}" PARENT_SCOPE)
endfunction()
