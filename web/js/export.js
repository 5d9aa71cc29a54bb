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
  const canvas = new OffscreenCanvas(width, rowsPerStrip);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  const at = module._malloc(width * rowsPerStrip * 4);
  try {
    if (!context || !at) throw new DesignerError('export.memory', 'There is not enough memory for the full-size picture. Close other tabs and try again.');
    module._hd_export_begin();
    const png = new PngWriter(width, height);
    for (let top = 0; top < height; top += rowsPerStrip) {
      const rows = Math.min(rowsPerStrip, height - top);
      context.drawImage(picture, 0, top, width, rows, 0, 0, width, rows);
      module.HEAPU8.set(context.getImageData(0, 0, width, rows).data, at);
      module._hd_export_strip(at, width, top, rows);
      await png.write(module.HEAPU8.subarray(at, at + width * rows * 4), rows);
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
