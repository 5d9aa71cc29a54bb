// A PNG written row by row: no canvas of the whole picture, no metadata, memory for one strip only.

const kSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const crcTable = new Uint32Array(256).map((_, n) => {
  let c = n;
  for (let k = 0; k < 8; ++k) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = crcTable[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/**
 * @param {string} type
 * @param {Uint8Array} data
 */
function chunk(type, data) {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; ++i) out[4 + i] = type.charCodeAt(i);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}

export class PngWriter {
  /**
   * @param {number} width
   * @param {number} height
   */
  constructor(width, height) {
    this.width = width;
    const header = new Uint8Array(13);
    const view = new DataView(header.buffer);
    view.setUint32(0, width);
    view.setUint32(4, height);
    header[8] = 8; // bits
    header[9] = 2; // RGB
    this.parts = [new Uint8Array(kSignature), chunk('IHDR', header), chunk('sRGB', new Uint8Array([0]))];
    this.above = new Uint8Array(width * 3);
    const stream = new CompressionStream('deflate');
    this.input = stream.writable.getWriter();
    this.collected = this.collect(stream.readable.getReader());
  }

  /** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
  async collect(reader) {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.parts.push(chunk('IDAT', value));
    }
  }

  /**
   * Adds rows of RGBA; each is stored as its difference from the row above, which suits photographs.
   * @param {Uint8Array | Uint8ClampedArray} rgba
   * @param {number} rows
   */
  async write(rgba, rows) {
    const { width, above } = this;
    const stride = width * 3 + 1;
    const out = new Uint8Array(stride * rows);
    for (let y = 0; y < rows; ++y) {
      let to = y * stride;
      let from = y * width * 4;
      out[to++] = 2;
      for (let i = 0; i < above.length; i += 3, from += 4, to += 3) {
        out[to] = rgba[from] - above[i];
        out[to + 1] = rgba[from + 1] - above[i + 1];
        out[to + 2] = rgba[from + 2] - above[i + 2];
        above[i] = rgba[from];
        above[i + 1] = rgba[from + 1];
        above[i + 2] = rgba[from + 2];
      }
    }
    await this.input.write(out);
  }

  /** @returns {Promise<Blob>} */
  async finish() {
    await this.input.close();
    await this.collected;
    this.parts.push(chunk('IEND', new Uint8Array(0)));
    return new Blob(this.parts, { type: 'image/png' });
  }
}
