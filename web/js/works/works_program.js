// works.wasm as plain functions.
import { WasmProgram } from '../wasm.js';

/**
 * What a job may use besides its input.
 * @typedef {object} JobContext
 * @property {() => Promise<WorksProgram>} program
 * @property {() => Promise<Uint8Array>} nets what finds a head, fetched once
 * @property {(share: number) => void} progress 0..1
 * @property {() => Promise<void>} breathe between two pieces of work: lets messages in, and throws when the page has cancelled
 */

export class WorksProgram extends WasmProgram {
  /**
   * A job of src/jobs: JSON and bytes in, JSON and bytes out.
   * @param {string} name
   * @param {unknown} json
   * @param {Uint8Array} bytes
   * @returns {{json: any, bytes: Uint8Array<ArrayBuffer>}}
   */
  job(name, json, bytes) {
    const { module } = this;
    this.check(this.withText(name, (nameAt, nameSize) => this.withText(JSON.stringify(json), (jsonAt, jsonSize) => this.withBytes(bytes, (at, size) => (
      module._hd_job(nameAt, nameSize, jsonAt, jsonSize, at, size))))));
    return { json: JSON.parse(this.text()), bytes: this.result().slice() };
  }

  /** The bytes that the last job left. */
  result() {
    const at = this.module._hd_result();
    return /** @type {Uint8Array<ArrayBuffer>} */ (this.module.HEAPU8.subarray(at, at + this.module._hd_result_size()));
  }

  resultText() {
    return new TextDecoder().decode(this.result());
  }
}
