# Type of the documents: outlines as PDF libraries want them, with more letters than the screen's.
foreach(weight Regular SemiBold)
  set(font "${PROJECT_BINARY_DIR}/fonts/Inter-${weight}.ttf")
  file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/fonts")
  add_custom_command(
    OUTPUT "${font}"
    COMMAND "${PROJECT_SOURCE_DIR}/scripts/subset_font" ${weight} "${font}" documents
    DEPENDS "${PROJECT_SOURCE_DIR}/scripts/subset_font"
    COMMENT "Font Inter ${weight} for documents" VERBATIM)
  hd_embed(hd_report "${font}" interDocument${weight})
endforeach()
