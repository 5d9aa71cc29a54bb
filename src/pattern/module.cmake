# What runs for every dot is worth its bytes in the web build, too.
foreach(source dot_maker sampler density_field edge_index hairline_edge scale_grid point_layout)
  set_source_files_properties("${CMAKE_CURRENT_SOURCE_DIR}/pattern/${source}.cpp" PROPERTIES COMPILE_OPTIONS -O2)
endforeach()

# The point set: part of native programs; the web page fetches it, so only tests carry it there.
if(EMSCRIPTEN)
  add_library(hd_pattern_data OBJECT "${CMAKE_CURRENT_SOURCE_DIR}/pattern/data/embedded_points.cpp")
  target_include_directories(hd_pattern_data PRIVATE "${PROJECT_SOURCE_DIR}/src")
  target_link_libraries(hd_pattern_data PRIVATE hd_options)
  hd_embed(hd_pattern_data "${PROJECT_SOURCE_DIR}/assets/points.bin" pointsBin)
else()
  hd_embed(hd_pattern "${PROJECT_SOURCE_DIR}/assets/points.bin" pointsBin)
  file(GLOB tools CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/pattern/tools/*.cpp")
  add_executable(build_point_set EXCLUDE_FROM_ALL ${tools})
  target_link_libraries(build_point_set PRIVATE hd_pattern)
  target_compile_options(build_point_set PRIVATE -O3 -Wno-psabi)
endif()
