# hd_embed_type(<target>): Inter in the weights that we show, cut down at build time to what we say, inside the target as
# assets/inter<Weight>.h.
function(hd_embed_type target)
  file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/fonts")
  foreach(weight Regular Medium SemiBold)
    set(file "${PROJECT_BINARY_DIR}/fonts/Inter-${weight}.otf")
    add_custom_command(
      OUTPUT "${file}"
      COMMAND "${PROJECT_SOURCE_DIR}/scripts/subset_font" ${weight} "${file}"
      DEPENDS "${PROJECT_SOURCE_DIR}/scripts/subset_font"
      COMMENT "Font Inter ${weight}" VERBATIM)
    string(REPLACE SemiBold Semibold name "inter${weight}")
    hd_embed(${target} "${file}" ${name})
  endforeach()
endfunction()
