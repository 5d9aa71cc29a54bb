# Its own texts, all of them: the library holds those that the page's first frame needs.
hd_embed(hairline-documents "${PROJECT_SOURCE_DIR}/assets/strings/en.json" stringsEn)
target_link_options(hairline-documents PRIVATE -sSTACK_SIZE=1MB)
