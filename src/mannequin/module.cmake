hd_optimise(-O3 internal/hair internal/head_sdf internal/picture_trace internal/reach internal/shade internal/skin)
