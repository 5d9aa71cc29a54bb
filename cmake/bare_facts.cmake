# Run at build time (src/core/module.cmake): writes the facts of FILE without the texts about them to OUT.
file(READ "${FILE}" text)
set(string "\"([^\"\\\\]|\\\\.)*\"")
string(REGEX REPLACE ",[ \n]*\"(source|confidence|about|note)\": *${string}" "" text "${text}")
string(REGEX REPLACE "\"about\": *${string}," "" text "${text}")
string(REGEX REPLACE "\n *" "\n" text "${text}")
string(REGEX REPLACE "([:,]) " "\\1" text "${text}")
if(text MATCHES "\"source\"")
  message(FATAL_ERROR "${FILE}: a source is written in a way that cmake/bare_facts.cmake does not know")
endif()
string(JSON count LENGTH "${text}" facts) # stops when it is no JSON any more
file(WRITE "${OUT}" "${text}")
