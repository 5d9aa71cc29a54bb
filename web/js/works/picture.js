// The finished picture at the photo's full size, strip by strip.
import { DesignerError } from '../errors.js';
import { decodeFull } from '../full_picture.js';
import { decode } from './decode.js';
import { PngWriter } from './png.js';

/** Pixels per strip: four megabytes of RGBA, so that progress moves and a cancel is heard. */
const kStripPixels = 1e6;

/**
 * @param {{photo: Blob, kind: import('../photo_file.js').PhotoKind, plan: Uint8Array<ArrayBuffer>}} input the photo as it was given
 * @param {import('./works_program.js').JobContext} context
 * @returns {Promise<Blob>} PNG without metadata
 */
export async function picture({ photo, kind, plan }, context) {
  const works = await context.program();
  const { module } = works;
  const full = await decodeFull(photo, kind, () => decode({ photo }, context));
  const { width, height } = full;
  const rowsPerStrip = Math.max(1, Math.min(height, Math.floor(kStripPixels / width)));
  const drawing = works.withBytes(plan, (at, size) => module._hd_picture_begin(at, size));
  works.check(drawing);
  // A blur mixes neighbouring rows: each strip is drawn with so many more on either side.
  const overlap = module._hd_picture_overlap(drawing);
  const canvas = new OffscreenCanvas(width, Math.min(height, rowsPerStrip + 2 * overlap));
  const surface = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  const at = module._malloc(width * canvas.height * 4);
  try {
    if (!surface || !at) throw new DesignerError('export.memory');
    const png = new PngWriter(width, height);
    for (let top = 0; top < height; top += rowsPerStrip) {
      await context.breathe();
      const rows = Math.min(rowsPerStrip, height - top);
      const first = Math.max(0, top - overlap);
      const drawn = Math.min(height, top + rows + overlap) - first;
      surface.drawImage(full, 0, first, width, drawn, 0, 0, width, drawn);
      module.HEAPU8.set(surface.getImageData(0, 0, width, drawn).data, at);
      module._hd_picture_strip(drawing, at, width, first, drawn);
      const skip = at + (top - first) * width * 4;
      await png.write(module.HEAPU8.subarray(skip, skip + width * rows * 4), rows);
      context.progress((top + rows) / height);
    }
    return await png.finish();
  } finally {
    module._hd_picture_end(drawing);
    module._free(at);
    full.close();
  }
}
