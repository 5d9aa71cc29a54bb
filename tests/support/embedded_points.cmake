# Wasm programs that no page hands the point set to carry it: link hd_pattern_data.
add_library(hd_pattern_data OBJECT "${CMAKE_CURRENT_LIST_DIR}/embedded_points.cpp")
target_include_directories(hd_pattern_data PRIVATE "${PROJECT_SOURCE_DIR}/src")
target_link_libraries(hd_pattern_data PRIVATE hd_options)
hd_embed(hd_pattern_data "${PROJECT_SOURCE_DIR}/assets/points.bin" pointsBin)
