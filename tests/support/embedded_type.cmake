# Wasm programs that no page hands the built-in type to carry it: link hd_type_data.
add_library(hd_type_data OBJECT "${CMAKE_CURRENT_LIST_DIR}/embedded_type.cpp")
target_include_directories(hd_type_data PRIVATE "${PROJECT_SOURCE_DIR}/src")
target_link_libraries(hd_type_data PRIVATE hd_options)
hd_embed_type(hd_type_data)
