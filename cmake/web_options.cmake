# Settings of the web builds (included by options.cmake).

# A build by another compiler would place other dots and weigh something else, so it is refused.
set(version_file "${PROJECT_SOURCE_DIR}/emsdk-version.txt")
file(STRINGS "${version_file}" wanted LIMIT_COUNT 1)
execute_process(COMMAND "${CMAKE_CXX_COMPILER}" --version OUTPUT_VARIABLE found ERROR_QUIET)
string(REGEX MATCH "\\) ([0-9.]+)" found "${found}")
if(NOT CMAKE_MATCH_1 STREQUAL wanted)
  message(FATAL_ERROR "emsdk-version.txt pins Emscripten ${wanted}, but ${CMAKE_CXX_COMPILER} is ${CMAKE_MATCH_1}. "
    "Run scripts/setup, or: emsdk install ${wanted} && emsdk activate ${wanted}")
endif()
# Checked again, by configuring again, when either side changes.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${version_file}")
if(EXISTS "${EMSCRIPTEN_ROOT_PATH}/emscripten-version.txt")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${EMSCRIPTEN_ROOT_PATH}/emscripten-version.txt")
endif()

set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG")
set(CMAKE_C_FLAGS_RELEASE "-Oz -DNDEBUG")
set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-Oz")
add_compile_options(-msimd128)

# hd_web_test(<target>): a Catch2 program for node. Tests have exceptions and may read the files they are told about.
function(hd_web_test target)
  # -O1 leaves out wasm-opt, ten seconds a program; what is inside has been optimised by the compiler already.
  target_link_options(${target} PRIVATE -O1 -fwasm-exceptions -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1
    -sALLOW_MEMORY_GROWTH=1 -sSTACK_SIZE=1MB -sMALLOC=emmalloc)
endfunction()

# hd_web_module(<target> <factory>): a program as an ES module without file system, threads or eval.
function(hd_web_module target factory)
  set_target_properties(${target} PROPERTIES SUFFIX .mjs)
  target_link_options(${target} PRIVATE -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web,worker -sFILESYSTEM=0
    -sMALLOC=emmalloc -sALLOW_MEMORY_GROWTH=1 -sDYNAMIC_EXECUTION=0 -sSTACK_SIZE=256KB -sEXPORT_NAME=${factory} --no-entry
    -sEXPORTED_RUNTIME_METHODS=HEAPU8 -sEXPORTED_FUNCTIONS=_malloc,_free
    # The first browsers with fixed-width SIMD, without which nothing here runs: no glue for older ones.
    -sMIN_CHROME_VERSION=91 -sMIN_FIREFOX_VERSION=89 -sMIN_SAFARI_VERSION=160400 -sPOLYFILL=0 -sSUPPORT_LONGJMP=0)
  if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_link_options(${target} PRIVATE -sASSERTIONS=2 -gsource-map)
  else()
    # Optimised as one program: dead code that no single file shows goes here, a quarter of the whole.
    target_link_options(${target} PRIVATE -flto --closure=1 -sASSERTIONS=0)
  endif()
endfunction()

# hd_web_app(<target> <factory>): the same with WebGL 2.
function(hd_web_app target factory)
  hd_web_module(${target} ${factory})
  target_link_options(${target} PRIVATE -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2)
endfunction()

# Objects must be bitcode for the above, and the tests' must not, for there the link takes longer than the test.
option(HD_WEB_LTO "Compile for link-time optimisation" OFF)
if(HD_WEB_LTO)
  add_compile_options(-flto)
endif()
