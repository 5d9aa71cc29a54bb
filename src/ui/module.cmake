if(EMSCRIPTEN)
  foreach(unused _ZN5ImGui36ErrorRecoveryTryToRecoverWindowStateEPK23ImGuiErrorRecoveryState
      _ZN5ImGui31TableSettingsAddSettingsHandlerEv _ZN5ImGui8EndTableEv sscanf)
    target_link_options(hd_ui PUBLIC "-Wl,--wrap=${unused}") # unused_imgui_web.cpp
  endforeach()
else() # the page fetches the type
  hd_embed_type(hd_ui)
endif()
