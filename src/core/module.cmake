if(EXISTS "${PROJECT_SOURCE_DIR}/assets/facts.json")
  hd_embed(hd_core "${PROJECT_SOURCE_DIR}/assets/facts.json" facts)
endif()
