# Compiler settings shared by all of our own code: the interface target hd_options.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# The same sources are compiled in several build folders; ccache makes the second one cheap.
# Its cache lies in the checkout, like all that a build leaves.
find_program(HD_CCACHE ccache NO_CMAKE_FIND_ROOT_PATH)
if(HD_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(launcher "${CMAKE_COMMAND}" -E env "CCACHE_DIR=${PROJECT_SOURCE_DIR}/.deps/ccache" CCACHE_MAXSIZE=3G "${HD_CCACHE}")
  set(CMAKE_C_COMPILER_LAUNCHER "${launcher}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${launcher}")
endif()

# hd_optional(<package> <found>): notes a package that the build can do without. A folder that lacks one is configured
# again before each build by scripts (build.mjs), for the package may have been installed since.
set(HD_MISSING_LIST "${CMAKE_BINARY_DIR}/missing_packages.txt")
file(WRITE "${HD_MISSING_LIST}" "")
function(hd_optional package found)
  if(NOT found)
    file(APPEND "${HD_MISSING_LIST}" "${package}\n")
  endif()
endfunction()

# No fused multiply-add anywhere: a fused product rounds once instead of twice, and then gcc, clang and wasm would
# place different dots for the same design. x86-64 and wasm otherwise agree on + - * / sqrt to the last bit.
add_compile_options(-ffp-contract=off)

if(EMSCRIPTEN)
  include(web_options)
endif()

if(HD_SANITIZE)
  # vptr checks read type information, which our code is built without.
  add_compile_options(-fsanitize=${HD_SANITIZE} -fno-sanitize=vptr -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${HD_SANITIZE})
endif()

if(HD_FUZZ AND NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR "Fuzz targets need clang: cmake --preset native-fuzz")
endif()
if(HD_FUZZ_COVERAGE)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

add_library(hd_options INTERFACE)
target_compile_options(hd_options INTERFACE -Wall -Wextra -Werror)

# Only our libraries: the tests need exceptions, for Catch2 leaves a failed REQUIRE by throwing.
add_library(hd_no_exceptions INTERFACE)
target_compile_options(hd_no_exceptions INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions -fno-rtti>)
