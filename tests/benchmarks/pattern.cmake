# bench_pattern: not part of the tests; run by tests/benchmarks/run.mjs.
if(TARGET hd_pattern)
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/*.cpp")
  add_executable(bench_pattern EXCLUDE_FROM_ALL ${sources}
    "${PROJECT_SOURCE_DIR}/src/pattern/tools/fourier.cpp" "${PROJECT_SOURCE_DIR}/src/pattern/tools/point_grid.cpp")
  target_include_directories(bench_pattern PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_link_libraries(bench_pattern PRIVATE hd_pattern)
  target_compile_options(bench_pattern PRIVATE -O3)
  if(EMSCRIPTEN)
    target_link_libraries(bench_pattern PRIVATE hd_pattern_data)
    target_link_options(bench_pattern PRIVATE -O2 -sENVIRONMENT=node -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1 -sSTACK_SIZE=1MB)
  endif()
endif()
