hd_embed(hairline "${HD_NOTICES}" noticesText)
target_compile_definitions(hairline PRIVATE HD_VERSION="${PROJECT_VERSION}")
if(TARGET nets)
  add_dependencies(hairline nets) # lie beside it
endif()
