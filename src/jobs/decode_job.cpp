#include <algorithm>

#include "core/json.h"
#include "image/decode.h"
#include "jobs/job.h"

namespace hd {

Result<JobOutput> decodeJob(const JobInput& input) {
  Result<Photo> photo = decodePhoto(input.bytes);
  if (!photo) return photo.error();
  const ImageRgb8& image = photo->image;
  JobOutput out;
  out.bytes.resize(image.rgb.size() / 3 * 4);
  for (size_t from = 0, to = 0; from < image.rgb.size(); from += 3, to += 4) {
    std::copy_n(&image.rgb[from], 3, &out.bytes[to]);
    out.bytes[to + 3] = 255;
  }
  JsonWriter json;
  json.beginObject().integer("width", image.width).integer("height", image.height).endObject();
  out.json = json.finish(false);
  return out;
}

}  // namespace hd
