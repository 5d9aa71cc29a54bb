# hd_embed(<target> <file> <symbol>): the bytes of a file inside the program.
# Gives the target the header "assets/<symbol>.h" with hd::assets::<symbol>[] and hd::assets::<symbol>Size; one more
# byte, a zero, follows the last one, so that text can be read as a C string.
function(hd_embed target file symbol)
  set(dir "${CMAKE_CURRENT_BINARY_DIR}/embed_${target}")
  get_filename_component(file "${file}" ABSOLUTE)
  add_custom_command(
    OUTPUT "${dir}/assets/${symbol}.h" "${dir}/assets/${symbol}.cpp"
    COMMAND "${CMAKE_COMMAND}" -DFILE=${file} -DSYMBOL=${symbol} -DOUT=${dir}/assets
            -P "${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake"
    DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake"
    COMMENT "Embedding ${symbol}" VERBATIM)
  target_sources(${target} PRIVATE "${dir}/assets/${symbol}.h" "${dir}/assets/${symbol}.cpp")
  target_include_directories(${target} PRIVATE "${dir}")
endfunction()
