// The designer on a page: one canvas, one program, and the API that pages and tests use.
import { Surface } from './canvas.js';
import { DesignerError, loadEngine } from './engine.js';
import { exportPicture } from './export.js';
import { Input } from './input.js';
import { Mirror } from './mirror.js';
import { decodeFull, decodePhoto } from './photos.js';

/**
 * What the designer asks of the page around it.
 * @typedef {object} PageHooks
 * @property {() => void} showEditor called before anything is drawn
 * @property {() => void} showStart
 * @property {() => void} pickPhoto
 * @property {() => void} pickDesign
 * @property {(id: string) => void} openSample
 * @property {(blob: Blob, name: string) => void} saveFile
 * @property {(message: string) => void} showError
 * @property {(message: string) => void} showStatus a passing note; an empty one clears it
 */

/**
 * The object of a JSON text which, used where a text is expected, is that text again: both
 * `x.area_cm2` and `JSON.parse(x)` work.
 * @param {string} json
 */
function printable(json) {
  return Object.defineProperty(JSON.parse(json), 'toString', { value: () => json });
}

export class Designer {
  /**
   * @param {{stage: HTMLElement, canvas: HTMLCanvasElement, textAgent: HTMLTextAreaElement, mirror: HTMLElement}} elements
   * @param {PageHooks} hooks
   */
  constructor(elements, hooks) {
    this.elements = elements;
    this.hooks = hooks;
    /** @type {{blob: Blob, name: string, width: number, height: number} | null} */
    this.photo = null;
    this.loads = 0;
    this.exporting = false;
  }

  /** Loads the program; no canvas is needed yet. */
  async load() {
    this.engine = await loadEngine((event, first, second, bytes) => this.fromProgram(event, first, second, bytes));
    this.surface = new Surface(this.elements.canvas, this.engine, {
      afterFrame: () => this.mirror?.scheduleRefresh(),
      onLost: () => this.hooks.showStatus('The graphics card was taken away for a moment…'),
      onGivenUp: () => this.hooks.showError('The picture could not be brought back after the graphics card was lost. Your design is safe in this page: save it, then reload.'),
      restorePhoto: () => this.restorePhoto(),
    });
    this.input = new Input(this.surface, this.elements.textAgent);
    this.mirror = new Mirror(this.elements.mirror, this.surface, this.engine, this.input);
  }

  /**
   * @param {string} event
   * @param {string} first
   * @param {string} second
   * @param {Uint8Array} bytes
   */
  fromProgram(event, first, second, bytes) {
    switch (event) {
      case 'pickPhoto': return this.hooks.pickPhoto();
      case 'pickDesign': return this.hooks.pickDesign();
      case 'openSample': return this.hooks.openSample(first);
      case 'saveFile': return this.hooks.saveFile(new Blob([bytes], { type: second }), first);
      case 'exportImage': return void this.exportAndSave();
      case 'showStart': return this.hooks.showStart();
      case 'clipboard': return void navigator.clipboard?.writeText(first).catch(() => {});
    }
  }

  /** Makes the canvas visible and starts drawing on it. */
  show() {
    this.hooks.showEditor();
    if (!this.surface.widthPt) {
      const rect = this.elements.canvas.getBoundingClientRect();
      this.surface.resize(rect.width, rect.height);
    }
    this.surface.start();
    this.surface.request();
  }

  hide() {
    this.mirror?.clear();
  }

  // ---- photo --------------------------------------------------------------------------------------------------------

  /**
   * @param {Blob} blob
   * @param {{name?: string, truth?: unknown, landmarks?: unknown}} [options] known geometry, as text or object
   */
  async loadPhoto(blob, options = {}) {
    const turn = ++this.loads;
    const name = options.name ?? (blob instanceof File ? blob.name : 'photo');
    if (!this.surface.up) this.surface.start();
    const limit = this.surface.context.getParameter(this.surface.context.MAX_TEXTURE_SIZE);
    const decoded = await decodePhoto(blob, this.engine, limit);
    try {
      // A later choice has overtaken this one while it was decoded.
      if (turn !== this.loads) throw new DesignerError('photo.superseded', 'Another photo was opened meanwhile.');
      this.engine.openPhoto(decoded.bitmap, {
        name, width: decoded.width, height: decoded.height, focalPx: decoded.focalPx, truth: asText(options.truth), landmarks: asText(options.landmarks),
      });
    } finally {
      decoded.bitmap.close();
    }
    this.photo = { blob, name, width: decoded.width, height: decoded.height };
    this.show();
    await this.shown();
  }

  /** Resolves when what was asked for is on the screen. */
  shown() {
    return new Promise((resolve) => {
      const check = () => {
        if (document.hidden || !this.surface.up || this.engine.module._hd_frames_owed() <= 0) resolve(undefined);
        else requestAnimationFrame(check);
      };
      requestAnimationFrame(check);
    });
  }

  async restorePhoto() {
    if (!this.photo) return this.engine.restorePhoto(null);
    const limit = this.surface.context.getParameter(this.surface.context.MAX_TEXTURE_SIZE);
    const decoded = await decodePhoto(this.photo.blob, this.engine, limit);
    const restored = this.engine.restorePhoto(decoded.bitmap);
    decoded.bitmap.close();
    if (restored) this.hooks.showStatus('');
    return restored;
  }

  // ---- design -------------------------------------------------------------------------------------------------------

  getDesign() {
    return printable(this.engine.designJson());
  }

  /** @param {unknown} design JSON text or object */
  setDesign(design) {
    this.engine.setDesignJson(asText(design));
    try {
      this.show();
    } catch (error) {
      // Without graphics the numbers still work.
      this.hooks.showError(/** @type {Error} */ (error).message);
    }
  }

  getLook() {
    return JSON.parse(this.engine.lookJson());
  }

  /** @param {unknown} look JSON text or object; members left out stay */
  setLook(look) {
    this.engine.setLookJson(asText(look));
    this.surface.request();
  }

  getEstimate() {
    return printable(this.engine.estimateJson());
  }

  getDots() {
    return this.engine.dotsCsv();
  }

  // ---- results ------------------------------------------------------------------------------------------------------

  /** @returns {Promise<Blob>} */
  async exportImage() {
    if (!this.photo) throw new DesignerError('export.photo', 'There is no photo to draw on. Add a photo first.');
    if (this.exporting) throw new DesignerError('export.busy', 'The picture is being made already. Wait until it is finished.');
    this.exporting = true;
    try {
      return await exportPicture(this.engine, this.photo.blob, (share) => this.hooks.showStatus(`Making the picture… ${Math.round(share * 100)} %`));
    } finally {
      this.exporting = false;
      this.hooks.showStatus('');
    }
  }

  async exportAndSave() {
    try {
      this.hooks.saveFile(await this.exportImage(), 'hairline.png');
    } catch (error) {
      this.hooks.showError(/** @type {Error} */ (error).message);
    }
  }
}

/** @param {unknown} value */
function asText(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
