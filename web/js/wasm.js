// A running wasm module of ours: texts and bytes in and out of its memory, errors as exceptions. Both modules (the designer
// and the works) answer calls alike: 1 or 0, and what is to be told as text.
import { DesignerError } from './errors.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Starts a compiled module by the factory that Emscripten wrote for it.
 * @param {(options: object) => Promise<any>} create
 * @param {WebAssembly.Module} compiled
 * @param {object} [more] for the factory
 * @returns {Promise<any>}
 */
export function instantiate(create, compiled, more = {}) {
  return new Promise((resolve, reject) => {
    create({
      ...more,
      instantiateWasm(/** @type {WebAssembly.Imports} */ imports, /** @type {Function} */ done) {
        WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled), reject);
        return {};
      },
      onAbort(/** @type {unknown} */ what) {
        console.error('the program stopped:', what);
      },
    }).then(resolve, reject);
  });
}

export class WasmProgram {
  /** @param {any} module the Emscripten module; its numeric functions are called directly */
  constructor(module) {
    this.module = module;
  }

  /** The bytes that the last call left; they are the program's own until the next call. */
  left() {
    const at = this.module._hd_text();
    return /** @type {Uint8Array<ArrayBuffer>} */ (this.module.HEAPU8.subarray(at, at + this.module._hd_text_size()));
  }

  /** The text that the last call left. */
  text() {
    return decoder.decode(this.left());
  }

  /**
   * Throws the error left by a call that returned 0.
   * @param {number} ok
   */
  check(ok) {
    if (ok) return;
    const { id, message } = JSON.parse(this.text());
    throw DesignerError.told(id, message);
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
    if (!at) throw new DesignerError('memory');
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
}
