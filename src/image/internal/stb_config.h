// What of the picture library is used: JPEG and PNG from memory.
#pragma once

#define STBI_ONLY_JPEG
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_NO_HDR
#define STBI_NO_LINEAR
#include <stb_image.h>
#define STBI_WRITE_NO_STDIO
#include <stb_image_write.h>
