// What a chosen file is, judged by its bytes before anything decodes it.
import { DesignerError } from './errors.js';
import { say } from './texts.js';

/** Larger pictures are refused before they are unpacked: 120 Mpx are half a gigabyte of pixels. */
export const kMaxPixels = 120e6;
const kMaxFileBytes = 512 * 1024 * 1024;
const kHeadBytes = 256 * 1024;

/**
 * What its decoding needs to know.
 * @typedef {object} PhotoKind
 * @property {'jpeg' | 'png' | 'webp' | 'gif' | 'bmp' | 'avif' | 'heic' | 'other'} kind
 * @property {string} label what to call it in messages
 * @property {boolean} mayHaveAlpha
 */

/**
 * @typedef {PhotoKind & {width: number, height: number, head: Uint8Array}} PhotoFile size as stored, 0 when only decoding
 *     tells; the first bytes, with the EXIF block of a JPEG
 */

/** @param {Uint8Array} b @param {number} at @param {string} text */
const has = (b, at, text) => [...text].every((c, i) => b[at + i] === c.charCodeAt(0));
/** @param {Uint8Array} b @param {number} at */
const u16 = (b, at) => (b[at] << 8) | b[at + 1];
/** @param {Uint8Array} b @param {number} at */
const u32 = (b, at) => u16(b, at) * 65536 + u16(b, at + 2);
/** @param {Uint8Array} b @param {number} at */
const le24 = (b, at) => b[at] | (b[at + 1] << 8) | (b[at + 2] << 16);
/** @param {Uint8Array} b @param {number} at */
const le32 = (b, at) => le24(b, at) + b[at + 3] * 16777216;

const truncated = () => new DesignerError('photo.truncated');
const noSize = () => new DesignerError('photo.empty/pixels');

/**
 * Looks at a file. Throws a DesignerError with what to do when it cannot be a photo.
 * @param {Blob} blob
 * @returns {Promise<PhotoFile>}
 */
export async function inspectPhoto(blob) {
  if (!(blob instanceof Blob)) throw new DesignerError('photo.unknown/no_blob');
  if (blob.size === 0) throw new DesignerError('photo.empty');
  if (blob.size > kMaxFileBytes) throw new DesignerError('photo.huge/page_file', { most: kMaxFileBytes / (1024 * 1024) });
  let head;
  try {
    head = new Uint8Array(await blob.slice(0, kHeadBytes).arrayBuffer());
  } catch {
    throw new DesignerError('photo.read');
  }
  const file = await classify(head, blob);
  file.head = head;
  if (file.width * file.height > kMaxPixels) {
    throw new DesignerError('photo.huge/page', { megapixels: Math.round((file.width * file.height) / 1e6), most: kMaxPixels / 1e6 });
  }
  return file;
}

/**
 * @param {Uint8Array} b
 * @param {Blob} blob
 * @returns {Promise<PhotoFile>}
 */
async function classify(b, blob) {
  const file = { kind: /** @type {PhotoFile['kind']} */ ('other'), label: 'picture', width: 0, height: 0, mayHaveAlpha: true, head: b };
  if (b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff) return { ...file, kind: 'jpeg', label: 'JPEG', mayHaveAlpha: false, ...(await walkJpeg(blob)) };
  if (has(b, 0, '\x89PNG\r\n\x1a\n')) return { ...file, kind: 'png', label: 'PNG', ...(await walkPng(b, blob)) };
  if (has(b, 0, 'RIFF') && has(b, 8, 'WEBP')) return { ...file, kind: 'webp', label: 'WebP', ...readWebp(b, blob.size) };
  if (has(b, 0, 'GIF87a') || has(b, 0, 'GIF89a')) {
    const size = { width: b[6] | (b[7] << 8), height: b[8] | (b[9] << 8) };
    if (!size.width || !size.height) throw noSize();
    return { ...file, kind: 'gif', label: 'GIF', ...size };
  }
  if (has(b, 4, 'ftyp')) {
    const brand = String.fromCharCode(...b.subarray(8, 12));
    if (/^(hei[cmsx]|hev[cx]|mif1|msf1)$/.test(brand)) return { ...file, kind: 'heic', label: 'HEIC', mayHaveAlpha: false };
    if (/^avi[fs]$/.test(brand)) return { ...file, kind: 'avif', label: 'AVIF' };
    throw new DesignerError('photo.unknown/film');
  }
  if (has(b, 0, '%PDF')) throw new DesignerError('photo.unknown/pdf');
  if (has(b, 0, 'PK\x03\x04')) throw new DesignerError('photo.unknown/zip');
  if (has(b, 0, '8BPS')) throw new DesignerError('photo.unknown/export', { what: say('noun.file_psd') });
  if (has(b, 0, 'II*\0') || has(b, 0, 'MM\0*')) throw new DesignerError('photo.unknown/export', { what: say('noun.file_tiff') });
  if (b[0] === 0x1a && b[1] === 0x45 && b[2] === 0xdf) throw new DesignerError('photo.unknown/film');
  if (has(b, 0, 'BM') && le32(b, 2) <= blob.size + 4096 && b.length > 26) {
    return { ...file, kind: 'bmp', label: 'BMP', width: le32(b, 18), height: Math.abs(le32(b, 22) | 0), mayHaveAlpha: false };
  }
  const start = new TextDecoder('utf-8').decode(b.subarray(0, 512));
  const readable = !/[\0-\x08\x0e-\x1f\ufffd]/.test(start.slice(0, 200));
  if (readable && /^\s*</.test(start)) throw new DesignerError('photo.unknown/markup');
  if (readable && /^\s*\{/.test(start)) throw new DesignerError('photo.unknown/design');
  if (readable) throw new DesignerError('photo.unknown/text');
  throw new DesignerError('photo.unknown');
}

/**
 * Follows a JPEG's segments to its size and makes sure that the picture's end is there.
 * @param {Blob} blob
 */
async function walkJpeg(blob) {
  const b = new Uint8Array(await blob.arrayBuffer());
  let width = 0;
  let height = 0;
  let at = 2;
  for (;;) {
    while (at < b.length && b[at] === 0xff && b[at + 1] === 0xff) ++at; // fill bytes
    if (at + 4 > b.length) throw truncated();
    if (b[at] !== 0xff) throw new DesignerError('photo.damaged');
    const marker = b[at + 1];
    if (marker === 0xd9) throw truncated();
    const length = u16(b, at + 2);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      height = u16(b, at + 5);
      width = u16(b, at + 7);
    }
    if (marker === 0xda) break;
    at += 2 + length;
  }
  if (!width || !height) throw noSize();
  // Entropy-coded data holds no marker but restarts; the end marker may be followed by what cameras append.
  for (let i = b.lastIndexOf(0xd9); i > at; i = b.lastIndexOf(0xd9, i - 1)) {
    if (b[i - 1] === 0xff) return { width, height };
  }
  throw truncated();
}

/**
 * @param {Uint8Array} head
 * @param {Blob} blob
 */
async function walkPng(head, blob) {
  if (head.length < 33 || !has(head, 12, 'IHDR')) throw truncated();
  const width = u32(head, 16);
  const height = u32(head, 20);
  if (!width || !height) throw noSize();
  const colourType = head[25];
  let at = 8;
  let transparent = (colourType & 4) !== 0;
  for (;;) {
    const chunk = at + 8 <= head.length ? head.subarray(at, at + 8) : new Uint8Array(await blob.slice(at, at + 8).arrayBuffer());
    if (chunk.length < 8) throw truncated();
    const end = at + 12 + u32(chunk, 0);
    if (end > blob.size) throw truncated();
    if (has(chunk, 4, 'tRNS')) transparent = true;
    if (has(chunk, 4, 'IEND')) return { width, height, mayHaveAlpha: transparent };
    at = end;
  }
}

/**
 * @param {Uint8Array} b
 * @param {number} fileSize
 */
function readWebp(b, fileSize) {
  if (b.length < 30 || le32(b, 4) + 8 > fileSize) throw truncated();
  if (has(b, 12, 'VP8X')) return { width: le24(b, 24) + 1, height: le24(b, 27) + 1, mayHaveAlpha: (b[20] & 0x10) !== 0 };
  if (has(b, 12, 'VP8L')) {
    const bits = le32(b, 21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, mayHaveAlpha: true };
  }
  return { width: (b[26] | (b[27] << 8)) & 0x3fff, height: (b[28] | (b[29] << 8)) & 0x3fff, mayHaveAlpha: false };
}
