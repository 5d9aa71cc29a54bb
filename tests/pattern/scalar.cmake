# The program test_pattern_scalar: kernel and golden hashes once more as a target without vectors has them. Natively the
# linker takes this copy of the kernel and leaves the library's aside; as wasm, everything that reaches the dots is
# compiled once more without SIMD.
if(TARGET hd_pattern)
  add_executable(test_pattern_scalar pattern/test_kernel.cpp pattern/test_golden.cpp)
  target_compile_definitions(test_pattern_scalar PRIVATE HD_SCALAR_KERNEL)
  target_include_directories(test_pattern_scalar PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
  if(EMSCRIPTEN)
    foreach(module core scalp design pattern)
      hd_sources(sources "${PROJECT_SOURCE_DIR}/src/${module}")
      list(FILTER sources EXCLUDE REGEX "core/facts\\.cpp$")  # the facts stay in the library: they embed data
      target_sources(test_pattern_scalar PRIVATE ${sources})
    endforeach()
    target_compile_options(test_pattern_scalar PRIVATE -mno-simd128)
    target_link_libraries(test_pattern_scalar PRIVATE hd_pattern_data)
    hd_web_test(test_pattern_scalar)
  else()
    target_sources(test_pattern_scalar PRIVATE "${PROJECT_SOURCE_DIR}/src/pattern/internal/sample_kernel.cpp")
  endif()
  target_link_libraries(test_pattern_scalar PRIVATE hd_pattern Catch2::Catch2WithMain)
  add_dependencies(unit_tests test_pattern_scalar)
  add_test(NAME test_pattern_scalar COMMAND test_pattern_scalar)
endif()
