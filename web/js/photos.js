// From a chosen file to a picture that can be drawn.
import { DesignerError } from './errors.js';
import { decodeFull } from './full_picture.js';
import { inspectPhoto, kMaxPixels } from './photo_file.js';

/** Longest side of the working copy on the graphics card; exports use the original. */
const kMaxSide = 4096;

/**
 * @typedef {object} DecodedPhoto
 * @property {ImageBitmap} bitmap working copy, upright; the caller closes it
 * @property {number} width of the original as a person sees it
 * @property {number} height
 * @property {number} focalPx from EXIF, 0 unknown
 * @property {import('./photo_file.js').PhotoKind} kind
 */

/**
 * Decodes for the screen.
 * @param {Blob} blob
 * @param {import('./engine.js').Engine} engine
 * @param {import('./works/works.js').Works} works decodes what the browser cannot
 * @param {number} maxTextureSize
 * @returns {Promise<DecodedPhoto>}
 */
export async function decodePhoto(blob, engine, works, maxTextureSize) {
  const file = await inspectPhoto(blob);
  let bitmap = await decodeFull(blob, file, () => works.do('decode', { photo: blob }));
  const { width, height } = bitmap;
  if (width * height > kMaxPixels) {
    bitmap.close();
    throw new DesignerError('photo.huge/page', { megapixels: Math.round((width * height) / 1e6), most: kMaxPixels / 1e6 });
  }
  const focalPx = file.kind === 'jpeg' ? engine.exifFocalPx(file.head, width, height) : 0;
  const scale = Math.min(1, Math.min(kMaxSide, maxTextureSize) / Math.max(width, height));
  if (scale < 1) {
    const full = bitmap;
    bitmap = await createImageBitmap(full, {
      resizeWidth: Math.max(1, Math.round(width * scale)), resizeHeight: Math.max(1, Math.round(height * scale)), resizeQuality: 'high', premultiplyAlpha: 'none',
    });
    full.close();
  }
  const { kind, label, mayHaveAlpha } = file;
  return { bitmap, width, height, focalPx, kind: { kind, label, mayHaveAlpha } };
}
