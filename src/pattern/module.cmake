# What runs for every dot is worth its bytes in the web build, too.
hd_optimise(-O2 dot_engine point_code internal/dot_maker internal/flow_field internal/local_field internal/sampler internal/density_field internal/edge_index internal/hairline_edge
  internal/scale_grid internal/point_layout)
hd_optimise(-O3 internal/sample_kernel)

# The point set is part of native programs; the web page fetches it.
if(NOT EMSCRIPTEN)
  hd_embed(hd_pattern "${PROJECT_SOURCE_DIR}/assets/points.bin" pointsBin)
endif()
