// Reads the PNG files that the program writes.
import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';

/** Chunk types and raw RGB of an 8-bit RGB PNG. */
export function readPng(bytes) {
  const types = [];
  const data = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    types.push(type);
    if (type === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  assert.deepEqual([...bytes.subarray(24, 26)], [8, 2], '8 bit RGB');
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * 3;
  const rgb = Buffer.alloc(stride * height);
  for (let y = 0; y < height; ++y) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; ++x) {
      const a = x >= 3 ? rgb[y * stride + x - 3] : 0;
      const b = y ? rgb[(y - 1) * stride + x] : 0;
      const c = x >= 3 && y ? rgb[(y - 1) * stride + x - 3] : 0;
      const p = a + b - c;
      const paeth = Math.abs(p - a) <= Math.abs(p - b) && Math.abs(p - a) <= Math.abs(p - c) ? a : Math.abs(p - b) <= Math.abs(p - c) ? b : c;
      rgb[y * stride + x] = raw[y * (stride + 1) + 1 + x] + [0, a, b, (a + b) >> 1, paeth][filter];
    }
  }
  return { types: [...new Set(types)], width, height, rgb };
}

/** Mean red, green and blue of the cells of a grid over a picture, row by row, to a hundredth. */
export function gridOf({ width, height, rgb }, columns, rows) {
  const sums = new Float64Array(columns * rows * 3);
  const counts = new Float64Array(columns * rows);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) {
      const cell = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
      counts[cell] += 1;
      for (let c = 0; c < 3; ++c) sums[3 * cell + c] += rgb[3 * (y * width + x) + c];
    }
  }
  return [...sums].map((sum, i) => Math.round((100 * sum) / counts[Math.floor(i / 3)]) / 100);
}
