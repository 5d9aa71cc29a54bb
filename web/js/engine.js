// The wasm module as plain functions: texts and bytes in and out of its memory, errors as exceptions.
import { assetUrl } from './assets.js';

/** An error with a stable id ("photo.truncated") and a message that says what to do. */
export class DesignerError extends Error {
  /**
   * @param {string} id
   * @param {string} message
   */
  constructor(id, message) {
    super(message);
    this.name = 'DesignerError';
    this.id = id;
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** First letter upper case, full stop at the end: the core writes its messages as clauses. */
export function asSentence(/** @type {string} */ text) {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(upper) ? upper : `${upper}.`;
}

/**
 * Loads and starts the program. `onPage` receives what it tells the page.
 * @param {(event: string, first: string, second: string, bytes: Uint8Array) => void} onPage
 */
export async function loadEngine(onPage) {
  // The downloads run side by side; compilation follows the wasm while it arrives.
  const wasm = fetch(assetUrl('hairline-designer.wasm'));
  const data = ['points.bin', 'fonts/inter-regular.otf', 'fonts/inter-medium.otf', 'fonts/inter-semibold.otf'].map((name) => fetch(assetUrl(name)));
  const [{ default: create }, pointsAnswer, ...typeAnswers] = await Promise.all([import(assetUrl('hairline-designer.mjs')), ...data]);
  const wasmAnswer = await wasm;
  if (![wasmAnswer, pointsAnswer, ...typeAnswers].every((answer) => answer.ok)) throw new DesignerError('engine.download', 'A part of the designer could not be downloaded. Check the connection and reload.');

  const module = await new Promise((resolve, reject) => {
    create({
      page: onPage,
      instantiateWasm(/** @type {WebAssembly.Imports} */ imports, /** @type {Function} */ done) {
        WebAssembly.instantiateStreaming(wasmAnswer, imports).then(({ instance, module: compiled }) => done(instance, compiled), reject);
        return {};
      },
      onAbort(/** @type {unknown} */ what) {
        console.error('designer stopped:', what);
      },
    }).then(resolve, reject);
  });
  const engine = new Engine(module);
  for (const [weight, answer] of typeAnswers.entries()) {
    engine.withBytes(new Uint8Array(await answer.arrayBuffer()), (at, size) => module._hd_set_type_file(weight, at, size));
  }
  module._hd_start();
  engine.check(engine.withBytes(new Uint8Array(await pointsAnswer.arrayBuffer()), (at, size) => module._hd_set_point_set(at, size)));
  return engine;
}

/** Longest side of the copy that tells the colours of skin and hair: a head is then some 300 px wide. */
const kCopySide = 512;

/** @param {ImageBitmap | HTMLCanvasElement | OffscreenCanvas} source */
function smallCopy(source) {
  const scale = Math.min(1, kCopySide / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * scale)), height = Math.max(1, Math.round(source.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new DesignerError('photo.memory', 'There is not enough memory for this photo. Close other tabs and try again.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** The program's functions. `module` gives the numeric ones directly. */
export class Engine {
  /** @param {any} module the Emscripten module */
  constructor(module) {
    this.module = module;
  }

  /** The text the last call left. */
  text() {
    const at = this.module._hd_text();
    return decoder.decode(this.module.HEAPU8.subarray(at, at + this.module._hd_text_size()));
  }

  /**
   * Throws the error left by a call that returned 0.
   * @param {number} ok
   */
  check(ok) {
    if (ok) return;
    const { id, message } = JSON.parse(this.text());
    throw new DesignerError(id, asSentence(message));
  }

  /**
   * Calls `use(address, size)` with a copy of the bytes in the program's memory.
   * @template T
   * @param {Uint8Array} bytes
   * @param {(at: number, size: number) => T} use
   * @returns {T}
   */
  withBytes(bytes, use) {
    const at = this.module._malloc(Math.max(bytes.length, 1));
    if (!at) throw new DesignerError('memory', 'There is not enough memory for this. Close other tabs and try again.');
    this.module.HEAPU8.set(bytes, at);
    try {
      return use(at, bytes.length);
    } finally {
      this.module._free(at);
    }
  }

  /**
   * @template T
   * @param {string} text
   * @param {(at: number, size: number) => T} use
   * @returns {T}
   */
  withText(text, use) {
    return this.withBytes(encoder.encode(text), use);
  }

  /**
   * Shows the picture (kept by the caller until the call returns) as a photo.
   * @param {ImageBitmap | HTMLCanvasElement | OffscreenCanvas} source
   * @param {{name: string, width: number, height: number, focalPx: number, truth: string, landmarks: string}} photo
   */
  openPhoto(source, photo) {
    const copy = smallCopy(source);
    this.withBytes(new Uint8Array(copy.data.buffer), (rgba) => this.module._hd_photo_copy(rgba, copy.width, copy.height));
    this.module.photoSource = source;
    try {
      this.check(
        this.withText(photo.name, (name, nameSize) =>
          this.withText(photo.truth, (truth, truthSize) =>
            this.withText(photo.landmarks, (landmarks, landmarksSize) =>
              this.module._hd_open_photo(name, nameSize, photo.width, photo.height, photo.focalPx, truth, truthSize, landmarks, landmarksSize)))));
    } finally {
      this.module.photoSource = null;
    }
  }

  /** @param {ImageBitmap | HTMLCanvasElement | OffscreenCanvas | null} source */
  restorePhoto(source) {
    this.module.photoSource = source;
    const restored = this.module._hd_restore_photo();
    this.module.photoSource = null;
    return restored === 1;
  }

  /**
   * Decodes a JPEG or PNG in the program itself.
   * @param {Uint8Array} bytes
   * @returns {ImageData}
   */
  decode(bytes) {
    return this.withBytes(bytes, (at, size) => {
      const out = this.module._malloc(8);
      const rgba = this.module._hd_decode(at, size, out);
      const [width, height] = new Int32Array(this.module.HEAPU8.buffer, out, 2);
      this.module._free(out);
      if (!rgba) this.check(0);
      const pixels = new Uint8ClampedArray(this.module.HEAPU8.slice(rgba, rgba + width * height * 4).buffer);
      this.module._free(rgba);
      return new ImageData(pixels, width, height);
    });
  }

  exifFocalPx(/** @type {Uint8Array} */ head, /** @type {number} */ width, /** @type {number} */ height) {
    return this.withBytes(head, (at, size) => this.module._hd_exif_focal_px(at, size, width, height));
  }

  designJson() {
    this.module._hd_design();
    return this.text();
  }
  lookJson() {
    this.module._hd_look();
    return this.text();
  }
  setLookJson(/** @type {string} */ json) {
    this.check(this.withText(json, (at, size) => this.module._hd_set_look(at, size)));
  }
  setDesignJson(/** @type {string} */ json) {
    this.check(this.withText(json, (at, size) => this.module._hd_set_design(at, size)));
  }
  estimateJson() {
    this.module._hd_estimate();
    return this.text();
  }
  dotsCsv() {
    this.module._hd_dots();
    return this.text();
  }
  uiJson() {
    this.module._hd_ui();
    return this.text();
  }
  runAction(/** @type {string} */ id) {
    this.check(this.withText(id, (at, size) => this.module._hd_action(at, size)));
  }
  /**
   * Draws a window of a photo by GPU and by CPU and counts the differences; for tests.
   * @param {ImageData} photo
   * @param {{x: number, y: number, scale: number, width: number, height: number}} window
   */
  checkPreview(photo, window) {
    const rgb = new Uint8Array(photo.width * photo.height * 3);
    for (let i = 0, to = 0; i < photo.data.length; i += 4) {
      rgb[to++] = photo.data[i];
      rgb[to++] = photo.data[i + 1];
      rgb[to++] = photo.data[i + 2];
    }
    this.check(this.withBytes(rgb, (at) => this.module._hd_check_preview(at, photo.width, photo.height, window.x, window.y, window.scale, window.width, window.height)));
    return JSON.parse(this.text());
  }
  typed(/** @type {string} */ text) {
    this.withText(text, (at, size) => this.module._hd_typed(at, size));
  }
  pasted(/** @type {string} */ text) {
    this.withText(text, (at, size) => this.module._hd_pasted(at, size));
  }

  /** Where typed text would appear, or null. */
  caret() {
    const out = this.module._malloc(24);
    const wanted = this.module._hd_caret(out);
    const [x, y, lineHeight] = new Float64Array(this.module.HEAPU8.buffer, out, 3);
    this.module._free(out);
    return wanted ? { x, y, lineHeight } : null;
  }
}
