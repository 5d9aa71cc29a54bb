// The finished picture at the photo's full size, strip by strip.
import { DesignerError } from './engine.js';
import { decodeFull } from './photos.js';
import { PngWriter } from './png.js';

/** Pixels per strip: four megabytes of RGBA, so that progress moves and the page stays alive. */
const kStripPixels = 1e6;

/**
 * @param {import('./engine.js').Engine} engine
 * @param {Blob} original the photo as it was given
 * @param {(share: number) => void} progress 0..1
 * @returns {Promise<Blob>} PNG without metadata
 */
export async function exportPicture(engine, original, progress) {
  const module = engine.module;
  const picture = await decodeFull(original, engine);
  const { width, height } = picture;
  const rowsPerStrip = Math.max(1, Math.min(height, Math.floor(kStripPixels / width)));
  // A blur mixes neighbouring rows: each strip is drawn with so many more on either side.
  const overlap = module._hd_export_begin();
  const canvas = new OffscreenCanvas(width, Math.min(height, rowsPerStrip + 2 * overlap));
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  const at = module._malloc(width * canvas.height * 4);
  try {
    if (!context || !at) throw new DesignerError('export.memory', 'There is not enough memory for the full-size picture. Close other tabs and try again.');
    const png = new PngWriter(width, height);
    for (let top = 0; top < height; top += rowsPerStrip) {
      const rows = Math.min(rowsPerStrip, height - top);
      const first = Math.max(0, top - overlap);
      const drawn = Math.min(height, top + rows + overlap) - first;
      context.drawImage(picture, 0, first, width, drawn, 0, 0, width, drawn);
      module.HEAPU8.set(context.getImageData(0, 0, width, drawn).data, at);
      module._hd_export_strip(at, width, first, drawn);
      const skip = at + (top - first) * width * 4;
      await png.write(module.HEAPU8.subarray(skip, skip + width * rows * 4), rows);
      progress((top + rows) / height);
      await new Promise((resolve) => setTimeout(resolve));
    }
    return await png.finish();
  } finally {
    module._hd_export_end();
    module._free(at);
    picture.close();
  }
}
