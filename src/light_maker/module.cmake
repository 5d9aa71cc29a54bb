# Run by hand when the light of dots is fitted anew, never by a build.
set_target_properties(light_table PROPERTIES EXCLUDE_FROM_ALL ON)
target_compile_options(light_table PRIVATE -O3)
