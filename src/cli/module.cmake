target_compile_definitions(hairline PRIVATE HD_VERSION="${PROJECT_VERSION}")
