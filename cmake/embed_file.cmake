# Run by hd_embed at build time: writes OUT/SYMBOL.h and OUT/SYMBOL.cpp with the bytes of FILE.
# A string literal rather than a list of numbers: compilers read it a hundred times faster.
file(SIZE "${FILE}" size)
file(READ "${FILE}" hex HEX)
string(LENGTH "${hex}" length)
set(body "")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${hex}" ${at} 8192 part)
  string(REGEX REPLACE "(..)" "\\\\x\\1" part "${part}")
  string(APPEND body "  \"${part}\"\n")
  math(EXPR at "${at} + 8192")
endwhile()
if(size EQUAL 0)
  set(body "  \"\"\n")
endif()
get_filename_component(name "${FILE}" NAME)
file(WRITE "${OUT}/${SYMBOL}.h" "/// The bytes of ${name}, followed by one zero byte that Size does not count.
#pragma once
#include <cstddef>
namespace hd::assets {
extern const unsigned char ${SYMBOL}[];
extern const std::size_t ${SYMBOL}Size;
}
")
file(WRITE "${OUT}/${SYMBOL}.cpp" "#include \"${SYMBOL}.h\"
namespace hd::assets {
alignas(16) const unsigned char ${SYMBOL}[] =\n${body};
const std::size_t ${SYMBOL}Size = ${size};
}
")
