target_compile_options(hd_light PRIVATE -O2)
