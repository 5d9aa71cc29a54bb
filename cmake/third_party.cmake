# Third-party libraries. Sources come from .deps/<name> when scripts/setup has put them there (from Debian's source
# packages), else CMake fetches the same versions from upstream. Targets: third::glm yyjson eigen stb imgui imgui_gl
# sdl2, and Catch2::Catch2WithMain.
include(FetchContent)
set(FETCHCONTENT_QUIET OFF)

# hd_fetch(<name> <git url> <tag>): makes <name>_SOURCE_DIR known without running the project's own CMake files,
# which would add targets, options and install rules that we do not want.
function(hd_fetch name url tag)
  string(TOUPPER ${name} upper)
  if(NOT FETCHCONTENT_SOURCE_DIR_${upper} AND EXISTS "${PROJECT_SOURCE_DIR}/.deps/${name}/.hd-complete")
    set(FETCHCONTENT_SOURCE_DIR_${upper} "${PROJECT_SOURCE_DIR}/.deps/${name}")
  endif()
  FetchContent_Declare(${name} GIT_REPOSITORY ${url} GIT_TAG ${tag} GIT_SHALLOW ON SOURCE_SUBDIR none)
  FetchContent_MakeAvailable(${name})
  set(${name}_SOURCE_DIR "${${name}_SOURCE_DIR}" PARENT_SCOPE)
endfunction()

# hd_headers(<target> <header> <url> <tag> <sub folder>): a header-only library, taken from the system if it is there.
# The headers are copied by reference to a folder of their own for web builds, where /usr/include must stay out of sight.
function(hd_headers target folder url tag)
  add_library(third_${target} INTERFACE)
  add_library(third::${target} ALIAS third_${target})
  find_path(HD_${target}_SYSTEM NAMES ${folder} PATHS /usr/include /usr/include/eigen3 /usr/local/include
            NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
  if(HD_${target}_SYSTEM)
    set(link "${PROJECT_BINARY_DIR}/third_party/${target}")
    file(MAKE_DIRECTORY "${link}")
    get_filename_component(top "${folder}" DIRECTORY)
    file(CREATE_LINK "${HD_${target}_SYSTEM}/${top}" "${link}/${top}" SYMBOLIC)
    if(target STREQUAL "eigen")
      file(CREATE_LINK "${HD_${target}_SYSTEM}/unsupported" "${link}/unsupported" SYMBOLIC)
    endif()
    target_include_directories(third_${target} SYSTEM INTERFACE "${link}")
  else()
    hd_fetch(${target} ${url} ${tag})
    target_include_directories(third_${target} SYSTEM INTERFACE "${${target}_SOURCE_DIR}")
  endif()
endfunction()

hd_headers(glm glm/glm.hpp https://github.com/g-truc/glm.git 0.9.9.8)
hd_headers(eigen Eigen/Core https://gitlab.com/libeigen/eigen.git 3.4.0)
# Vectorised Eigen sums in another order on each platform; our systems are far too small to profit.
target_compile_definitions(third_eigen INTERFACE EIGEN_DONT_VECTORIZE EIGEN_MPL2_ONLY)

hd_fetch(yyjson https://github.com/ibireme/yyjson.git 0.10.0)
add_library(third_yyjson STATIC "${yyjson_SOURCE_DIR}/src/yyjson.c")
target_include_directories(third_yyjson SYSTEM PUBLIC "${yyjson_SOURCE_DIR}/src")
# Plain JSON is all we read and write. Its forced inlining is undone: it makes the web build 110 KB larger, and clang takes
# two minutes for it when every step is checked.
target_compile_definitions(third_yyjson PRIVATE YYJSON_DISABLE_UTILS=1 YYJSON_DISABLE_NON_STANDARD=1
                           PUBLIC yyjson_inline=inline)
add_library(third::yyjson ALIAS third_yyjson)

hd_fetch(stb https://github.com/nothings/stb.git 5c205738c191bcb0abc65c4febfa9bd25ff35234)
add_library(third_stb INTERFACE)
target_include_directories(third_stb SYSTEM INTERFACE "${stb_SOURCE_DIR}")
add_library(third::stb ALIAS third_stb)

if(NOT EMSCRIPTEN)
  find_package(ZLIB REQUIRED)
  add_library(third::zlib ALIAS ZLIB::ZLIB)
endif()

# Documents and packed designs. zlib is the system's where there is one; its source brings minizip, and serves the web builds.
hd_fetch(zlib https://github.com/madler/zlib.git v1.3.1)
if(EMSCRIPTEN)
  file(GLOB zlib_files "${zlib_SOURCE_DIR}/*.c")
  list(FILTER zlib_files EXCLUDE REGEX "/gz[a-z]+\\.c$") # files on disk
  add_library(third_deflate STATIC EXCLUDE_FROM_ALL ${zlib_files})
  target_include_directories(third_deflate SYSTEM PUBLIC "${zlib_SOURCE_DIR}")
else()
  add_library(third_deflate INTERFACE)
  target_link_libraries(third_deflate INTERFACE ZLIB::ZLIB)
endif()
set(minizip "${zlib_SOURCE_DIR}/contrib/minizip")
add_library(third_minizip STATIC EXCLUDE_FROM_ALL "${minizip}/zip.c" "${minizip}/unzip.c" "${minizip}/ioapi.c")
target_include_directories(third_minizip SYSTEM PUBLIC "${zlib_SOURCE_DIR}/contrib")
target_compile_definitions(third_minizip PRIVATE NOCRYPT NOUNCRYPT)
target_compile_options(third_minizip PRIVATE -w)
target_link_libraries(third_minizip PUBLIC third_deflate)
add_library(third::minizip ALIAS third_minizip)

hd_fetch(libharu https://github.com/libharu/libharu.git RELEASE_2_3_0)
file(GLOB libharu_files "${libharu_SOURCE_DIR}/src/*.c")
file(WRITE "${PROJECT_BINARY_DIR}/third_party/libharu/hpdf_config.h"
     "#define LIBHPDF_HAVE_LIBZ 1\n#define LIBHPDF_HAVE_NOPNGLIB 1\n#define HPDF_NOPNGLIB 1\n#define LIBHPDF_STDC_HEADERS 1\n")
add_library(third_hpdf STATIC EXCLUDE_FROM_ALL ${libharu_files})
target_include_directories(third_hpdf SYSTEM PUBLIC "${libharu_SOURCE_DIR}/include" "${PROJECT_BINARY_DIR}/third_party/libharu")
target_compile_options(third_hpdf PRIVATE -w)
target_link_libraries(third_hpdf PUBLIC third_deflate)
add_library(third::hpdf ALIAS third_hpdf)

hd_fetch(imgui https://github.com/ocornut/imgui.git v1.92.2b)
add_library(third_imgui STATIC "${imgui_SOURCE_DIR}/imgui.cpp" "${imgui_SOURCE_DIR}/imgui_draw.cpp"
            "${imgui_SOURCE_DIR}/imgui_tables.cpp" "${imgui_SOURCE_DIR}/imgui_widgets.cpp")
target_include_directories(third_imgui SYSTEM PUBLIC "${imgui_SOURCE_DIR}")
# The demo window and the built-in font would be a third of the download; we bring a font of our own.
target_compile_definitions(third_imgui PUBLIC IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS
  IMGUI_DISABLE_DEFAULT_FONT IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
  IMGUI_DISABLE_FILE_FUNCTIONS)
target_link_libraries(third_imgui PRIVATE hd_no_exceptions)
add_library(third::imgui ALIAS third_imgui)

add_library(third_imgui_gl STATIC EXCLUDE_FROM_ALL "${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp")
target_include_directories(third_imgui_gl SYSTEM PUBLIC "${imgui_SOURCE_DIR}/backends")
target_link_libraries(third_imgui_gl PUBLIC third_imgui PRIVATE hd_no_exceptions ${CMAKE_DL_LIBS})
if(EMSCRIPTEN)
  target_compile_definitions(third_imgui_gl PRIVATE IMGUI_IMPL_OPENGL_ES3)
endif()
add_library(third::imgui_gl ALIAS third_imgui_gl)

# GL entry points are looked up at run time through the platform layer, so nothing is linked here.
add_library(third_gl INTERFACE)
add_library(third::gl ALIAS third_gl)
add_library(third_emscripten INTERFACE)
add_library(third::emscripten ALIAS third_emscripten)

if(NOT EMSCRIPTEN)
  find_package(SDL2 2.26 QUIET)
  hd_optional(SDL2 "${SDL2_FOUND}")
  if(TARGET SDL2::SDL2)
    add_library(third::sdl2 ALIAS SDL2::SDL2)
  endif()
endif()

if(HD_TESTS)
  hd_fetch(catch2 https://github.com/catchorg/Catch2.git v3.7.1)
  # Built from the single-file form: one compilation of ten seconds instead of a hundred small ones per build folder.
  set(CATCH_CONFIG_DEFAULT_REPORTER console)
  set(CATCH_CONFIG_CONSOLE_WIDTH 110)
  configure_file("${catch2_SOURCE_DIR}/src/catch2/catch_user_config.hpp.in"
                 "${PROJECT_BINARY_DIR}/third_party/catch2/catch2/catch_user_config.hpp")
  add_library(third_catch2 STATIC EXCLUDE_FROM_ALL "${catch2_SOURCE_DIR}/extras/catch_amalgamated.cpp")
  target_include_directories(third_catch2 SYSTEM PUBLIC "${catch2_SOURCE_DIR}/src"
                             "${PROJECT_BINARY_DIR}/third_party/catch2")
  target_include_directories(third_catch2 SYSTEM PRIVATE "${catch2_SOURCE_DIR}/extras")
  target_compile_options(third_catch2 PRIVATE -O1)
  if(HD_SANITIZE)
    target_compile_options(third_catch2 PRIVATE -fno-sanitize=all -g0)
  endif()
  if(EMSCRIPTEN)
    target_compile_options(third_catch2 PUBLIC -fwasm-exceptions)
  endif()
  add_library(Catch2::Catch2WithMain ALIAS third_catch2)
endif()
