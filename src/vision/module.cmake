hd_optimise(-O3 internal/net_kernel internal/pyramid)

# The nets: packed from two npm packages when scripts/setup has put them there. Programs look for bin/nets.bin beside them.
find_program(HD_NODE NAMES node nodejs NO_CMAKE_FIND_ROOT_PATH)
set(packages "${PROJECT_SOURCE_DIR}/node_modules/@mediapipe")
set(inputs "${packages}/face_mesh/face_mesh_solution_packed_assets.data" "${packages}/selfie_segmentation/selfie_segmentation.tflite")
if(HD_NODE AND EXISTS "${packages}/face_mesh" AND EXISTS "${packages}/selfie_segmentation")
  set(nets "${PROJECT_BINARY_DIR}/bin/nets.bin")
  set(packer "${PROJECT_SOURCE_DIR}/scripts/nets/pack.mjs")
  set(licence "${PROJECT_SOURCE_DIR}/assets/licences/mediapipe.txt")
  add_custom_command(OUTPUT "${nets}" COMMAND "${HD_NODE}" "${packer}" "${nets}"
    COMMAND "${CMAKE_COMMAND}" -E copy "${licence}" "${PROJECT_BINARY_DIR}/bin/nets.LICENSE.txt"
    DEPENDS ${inputs} "${licence}" "${packer}" "${PROJECT_SOURCE_DIR}/scripts/nets/tflite.mjs" COMMENT "Packing the nets that find a face" VERBATIM)
  add_custom_target(nets ALL DEPENDS "${nets}")
else()
  message(STATUS "node_modules/@mediapipe or node is missing: faces will not be found until scripts/setup has run")
endif()
