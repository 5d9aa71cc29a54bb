#include <cstdio>

#include "pattern/dots.h"

namespace hd {

std::string dotsToCsv(const Dots& dots) {
  std::string out = "x_mm,y_mm,sx_mm,sy_mm,sz_mm,radius_mm,shade,depth_mm,zone,session,rank\n";
  out.reserve(out.size() + dots.size() * 96);
  char row[256];
  for (const Dot& d : dots) {
    const int n = std::snprintf(row, sizeof row, "%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.3f,%.4f,%u,%u,%u\n", d.posMapMm.x, d.posMapMm.y,
                                d.posScalpMm.x, d.posScalpMm.y, d.posScalpMm.z, static_cast<double>(d.radiusMm),
                                static_cast<double>(d.shade), static_cast<double>(d.depthMm), static_cast<unsigned>(d.zone),
                                static_cast<unsigned>(d.session), static_cast<unsigned>(d.rank));
    out.append(row, static_cast<size_t>(n));
  }
  return out;
}

}  // namespace hd
