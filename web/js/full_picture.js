// The whole picture of a photo's file; used on the page and in the Worker.
import { DesignerError } from './errors.js';

/**
 * Decodes it upright and opaque, by the browser or, failing that, by our own decoder.
 * @param {Blob} photo
 * @param {import('./photo_file.js').PhotoKind} kind
 * @param {() => Promise<ImageBitmap>} decodeHere for JPEG and PNG
 * @returns {Promise<ImageBitmap>}
 */
export async function decodeFull(photo, kind, decodeHere) {
  /** @type {ImageBitmap} */
  let bitmap;
  try {
    bitmap = await createImageBitmap(photo, { imageOrientation: 'from-image', premultiplyAlpha: 'none' });
  } catch {
    if (kind.kind !== 'jpeg' && kind.kind !== 'png') {
      throw kind.kind === 'heic' ? new DesignerError('photo.unsupported/heic') : new DesignerError('photo.unsupported/page', { kind: kind.label });
    }
    bitmap = await decodeHere();
  }
  return kind.mayHaveAlpha ? onWhite(bitmap) : bitmap;
}

/**
 * Cut-outs are shown on white paper, not on whatever colour lies under their transparent pixels.
 * @param {ImageBitmap} bitmap
 */
async function onWhite(bitmap) {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new DesignerError('photo.memory');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, bitmap.width, bitmap.height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.transferToImageBitmap();
}
