hd_optimise(-O3 internal/conformal_chart internal/conformal_chart_eval internal/silhouette internal/symmetric)
# What every dot asks is worth its bytes in the web build, too.
hd_optimise(-O2 head_model scalp_map view internal/head_shape)

# Makes internal/head_family_table.cpp anew from a sample of people's heads.
if(NOT EMSCRIPTEN)
  add_executable(build_head_family EXCLUDE_FROM_ALL "${CMAKE_CURRENT_SOURCE_DIR}/scalp/programs/build_head_family.cpp")
  target_link_libraries(build_head_family PRIVATE hd_scalp)
endif()
