// Pictures for the tests, made on the spot: no photograph is needed in the tree.
import { deflateSync } from 'node:zlib';

/**
 * A JPEG drawn in the page whose four corners differ, stored turned so that EXIF `orientation` makes it upright again.
 * Orientations 1, 3, 6, 8 are the ones that cameras write.
 */
export async function cornerJpeg(page, orientation, width = 900, height = 600) {
  const base64 = await page.evaluate(async ({ orientation, width, height }) => {
    const upright = new OffscreenCanvas(width, height);
    const c = upright.getContext('2d');
    const sky = c.createLinearGradient(0, 0, width, height);
    sky.addColorStop(0, '#d8b49a');
    sky.addColorStop(1, '#6d7f88');
    c.fillStyle = sky;
    c.fillRect(0, 0, width, height);
    for (const [colour, x, y] of [['#c22', 0, 0], ['#2a2', 1, 0], ['#22c', 0, 1], ['#cc2', 1, 1]]) {
      c.fillStyle = colour;
      c.fillRect(x * width * 0.75, y * height * 0.75, width / 4, height / 4);
    }
    const turned = orientation >= 5;
    const stored = new OffscreenCanvas(turned ? height : width, turned ? width : height);
    const s = stored.getContext('2d');
    s.translate(stored.width / 2, stored.height / 2);
    s.rotate({ 1: 0, 3: Math.PI, 6: -Math.PI / 2, 8: Math.PI / 2 }[orientation]);
    s.drawImage(upright, -width / 2, -height / 2);
    const bytes = new Uint8Array(await (await stored.convertToBlob({ type: 'image/jpeg', quality: 0.95 })).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  }, { orientation, width, height });
  return withOrientation(Buffer.from(base64, 'base64'), orientation);
}

/** The JPEG with an EXIF block that holds the orientation and a GPS-like text, right after its start marker. */
export function withOrientation(jpeg, orientation) {
  const tiff = Buffer.alloc(26 + 32);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  tiff.write('SECRET-PLACE-52.5200N-13.4050E', 26, 'latin1');
  const header = Buffer.from([0xff, 0xe1, 0, 0, 0x45, 0x78, 0x69, 0x66, 0, 0]);
  header.writeUInt16BE(8 + tiff.length, 2);
  return Buffer.concat([jpeg.subarray(0, 2), header, tiff, jpeg.subarray(2)]);
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

export function pngChunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8);
  const out = Buffer.alloc(8 + body.length);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4 + body.length);
  return out;
}

/** A PNG of the given size; rows(y) gives its RGB(A) bytes. */
export function makePng(width, height, rows, { alpha = false } = {}) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, alpha ? 6 : 2, 0, 0, 0], 8);
  const raw = [];
  for (let y = 0; y < height; ++y) raw.push(Buffer.from([0]), rows(y));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(raw.length ? Buffer.concat(raw) : Buffer.alloc(0), { level: 1 })), pngChunk('IEND', Buffer.alloc(0))]);
}

/** A smooth, skin-like PNG, different everywhere. */
export const smoothPng = (width, height) => makePng(width, height, (y) => {
  const row = Buffer.alloc(width * 3);
  for (let x = 0; x < width; ++x) {
    const light = 0.75 + 0.25 * Math.sin((x / width) * 3) * Math.cos((y / height) * 2);
    row.set([Math.round(214 * light), Math.round(170 * light), Math.round(143 * light)], x * 3);
  }
  return row;
});
