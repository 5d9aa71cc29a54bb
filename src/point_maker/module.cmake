# Run by hand when the point set changes, never by a build.
set_target_properties(build_point_set PROPERTIES EXCLUDE_FROM_ALL ON)
target_compile_options(build_point_set PRIVATE -O3 -Wno-psabi)
