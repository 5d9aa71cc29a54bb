# hd_font(<out variable> <weight>): Inter of that weight (Regular, Medium, SemiBold), cut down at build time to what we
# show; the variable gets its path, which can be given to hd_embed in the same CMake directory.
function(hd_font out weight)
  set(file "${PROJECT_BINARY_DIR}/fonts/Inter-${weight}.otf")
  file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/fonts")
  add_custom_command(
    OUTPUT "${file}"
    COMMAND "${PROJECT_SOURCE_DIR}/scripts/subset_font" ${weight} "${file}"
    DEPENDS "${PROJECT_SOURCE_DIR}/scripts/subset_font"
    COMMENT "Font Inter ${weight}" VERBATIM)
  set(${out} "${file}" PARENT_SCOPE)
endfunction()
