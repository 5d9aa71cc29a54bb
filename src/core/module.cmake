# What every dot asks is worth its bytes in the web build, too.
hd_optimise(-O2 math)

if(EXISTS "${PROJECT_SOURCE_DIR}/assets/facts.json")
  set(facts "${PROJECT_SOURCE_DIR}/assets/facts.json")
  if(EMSCRIPTEN AND NOT HD_TESTS)
    # The page shows no sources: their texts would be a third of the data that the first frame waits for.
    set(bare "${PROJECT_BINARY_DIR}/facts/facts.json")
    add_custom_command(
      OUTPUT "${bare}"
      COMMAND "${CMAKE_COMMAND}" -DFILE=${facts} -DOUT=${bare} -P "${PROJECT_SOURCE_DIR}/cmake/bare_facts.cmake"
      DEPENDS "${facts}" "${PROJECT_SOURCE_DIR}/cmake/bare_facts.cmake"
      COMMENT "Facts without their sources" VERBATIM)
    set(facts "${bare}")
  endif()
  hd_embed(hd_core "${facts}" facts)
endif()
