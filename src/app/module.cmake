# What the designer's program needs besides the modules of modules.txt.
target_compile_definitions(hairline-designer PRIVATE HD_VERSION="${PROJECT_VERSION}")
if(EMSCRIPTEN)
  foreach(unused _ZN5ImGui36ErrorRecoveryTryToRecoverWindowStateEPK23ImGuiErrorRecoveryState
      _ZN5ImGui31TableSettingsAddSettingsHandlerEv _ZN5ImGui8EndTableEv)
    target_link_options(hairline-designer PRIVATE "-Wl,--wrap=${unused}") # app/unused_imgui_web.cpp
  endforeach()
else()
  find_package(Threads REQUIRED)
  target_link_libraries(hairline-designer PRIVATE Threads::Threads)
endif()
