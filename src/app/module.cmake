# What the designer's program needs besides the modules of modules.txt.
target_compile_definitions(hairline-designer PRIVATE HD_VERSION="${PROJECT_VERSION}")
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  target_link_libraries(hairline-designer PRIVATE Threads::Threads)
endif()
