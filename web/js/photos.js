// From a chosen file to a picture that can be drawn, by the browser's decoder or, failing that, by our own.
import { DesignerError } from './engine.js';
import { inspectPhoto, kMaxPixels } from './photo_file.js';

/** Longest side of the working copy on the graphics card; exports use the original. */
const kMaxSide = 4096;

/**
 * @typedef {object} DecodedPhoto
 * @property {ImageBitmap} bitmap working copy, upright; the caller closes it
 * @property {number} width of the original as a person sees it
 * @property {number} height
 * @property {number} focalPx from EXIF, 0 unknown
 */

/**
 * Decodes for the screen.
 * @param {Blob} blob
 * @param {import('./engine.js').Engine} engine
 * @param {number} maxTextureSize
 * @returns {Promise<DecodedPhoto>}
 */
export async function decodePhoto(blob, engine, maxTextureSize) {
  const file = await inspectPhoto(blob);
  let bitmap = await decodeFull(blob, engine, file);
  const { width, height } = bitmap;
  if (width * height > kMaxPixels) {
    bitmap.close();
    throw new DesignerError('photo.huge', `This picture has ${Math.round((width * height) / 1e6)} megapixels; up to ${kMaxPixels / 1e6} can be used. Make it smaller and try again.`);
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
  return { bitmap, width, height, focalPx };
}

/**
 * The whole picture, upright and opaque.
 * @param {Blob} blob
 * @param {import('./engine.js').Engine} engine
 * @param {import('./photo_file.js').PhotoFile} [known]
 * @returns {Promise<ImageBitmap>}
 */
export async function decodeFull(blob, engine, known) {
  const file = known ?? await inspectPhoto(blob);
  /** @type {ImageBitmap} */
  let bitmap;
  try {
    bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image', premultiplyAlpha: 'none' });
  } catch {
    bitmap = await decodeHere(blob, engine, file);
  }
  return file.mayHaveAlpha ? onWhite(bitmap) : bitmap;
}

/**
 * @param {Blob} blob
 * @param {import('./engine.js').Engine} engine
 * @param {import('./photo_file.js').PhotoFile} file
 */
async function decodeHere(blob, engine, file) {
  if (file.kind !== 'jpeg' && file.kind !== 'png') {
    const advice = file.kind === 'heic'
      ? 'On an iPhone choose Settings › Camera › Formats › Most Compatible, or share the photo as JPEG.'
      : 'Save or export it as JPEG or PNG and try again.';
    throw new DesignerError('photo.unsupported', `This browser cannot read ${file.label} pictures, or this one is damaged. ${advice}`);
  }
  const pixels = engine.decode(new Uint8Array(await blob.arrayBuffer()));
  return createImageBitmap(pixels, { premultiplyAlpha: 'none' });
}

/**
 * Cut-outs are shown on white paper, not on whatever colour lies under their transparent pixels.
 * @param {ImageBitmap} bitmap
 */
async function onWhite(bitmap) {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new DesignerError('photo.memory', 'This picture is too large for the memory of this device. Choose a smaller one.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, bitmap.width, bitmap.height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.transferToImageBitmap();
}
