# Tests of the GL preview need a context of their own: a native program with an off-screen EGL context.
find_library(HD_EGL EGL)
if(EMSCRIPTEN OR NOT HD_EGL OR NOT TARGET hd_render)
  return()
endif()
file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/*.cpp")
add_executable(gl_tests ${sources})
target_include_directories(gl_tests PRIVATE "${CMAKE_CURRENT_LIST_DIR}/../..")
target_link_libraries(gl_tests PRIVATE hd_render Catch2::Catch2WithMain ${HD_EGL})
add_dependencies(unit_tests gl_tests)
add_test(NAME gl_tests COMMAND gl_tests)
# Software rendering, so that the figures do not depend on the machine's driver.
set_tests_properties(gl_tests PROPERTIES ENVIRONMENT "LIBGL_ALWAYS_SOFTWARE=1" SKIP_RETURN_CODE 4)
