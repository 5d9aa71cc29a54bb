if(NOT EMSCRIPTEN)
  target_link_libraries(hd_render PUBLIC ${CMAKE_DL_LIBS})
endif()
