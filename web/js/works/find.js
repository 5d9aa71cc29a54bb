// Looks for the head in a photo, and proposes a design for it.
import { DesignerError } from '../errors.js';
import { decodeFull } from '../full_picture.js';
import { decode } from './decode.js';

/** Longest side of the copy that is looked at, as of the working copy on the graphics card. */
const kMaxSide = 4096;
/** Pixels handed over at a time. */
const kStripPixels = 1e6;

/**
 * @param {import('./protocol.js').InputOf<'find'>} input
 * @param {import('./works_program.js').JobContext} context
 * @returns {Promise<import('./protocol.js').OutputOf<'find'>>}
 */
export async function find({ photo, kind, picture, ...wishes }, context) {
  const works = await context.program();
  const { module } = works;
  if (!module._hd_find_ready()) {
    const nets = await context.nets();
    works.check(works.withBytes(nets, (at, size) => module._hd_find_nets(at, size)));
  }
  const full = picture ?? await decodeFull(photo, kind, () => decode({ photo }, context));
  try {
    const scale = Math.min(1, kMaxSide / Math.max(full.width, full.height));
    const width = Math.max(1, Math.round(full.width * scale)), height = Math.max(1, Math.round(full.height * scale));
    const rows = Math.max(1, Math.min(height, Math.floor(kStripPixels / width)));
    const canvas = new OffscreenCanvas(width, rows);
    const surface = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (!surface) throw new DesignerError('photo.memory');
    surface.imageSmoothingQuality = 'high';
    module._hd_find_begin(width, height);
    for (let top = 0; top < height; top += rows) {
      await context.breathe();
      const drawn = Math.min(rows, height - top);
      if (scale === 1) surface.drawImage(full, 0, -top);
      else surface.drawImage(full, 0, -top, width, height);
      const strip = new Uint8Array(surface.getImageData(0, 0, width, drawn).data.buffer);
      works.withBytes(strip, (at, size) => module._hd_find_rows(at, size, top));
    }
  } finally {
    full.close();
  }
  await context.breathe();
  const { name, width, height, focalPx, face } = wishes;
  works.check(works.withText(JSON.stringify({ name, width, height, focal_px: focalPx, face }), (at, size) => module._hd_find(at, size)));
  return { found: works.text(), design: works.resultText() };
}
