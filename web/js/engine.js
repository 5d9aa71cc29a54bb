// The designer's program as plain functions.
import { DesignerError } from './errors.js';
import { WasmProgram } from './wasm.js';

/** Longest side of the copy that tells the colours of skin and hair: a head is then some 300 px wide. */
const kCopySide = 512;

/**
 * Pixels of a picture, drawn at its size or another onto a surface.
 * @param {ImageBitmap | HTMLCanvasElement | OffscreenCanvas} source
 * @param {{width: number, height: number}} surface
 * @param {{x: number, y: number, width: number, height: number}} at where the whole picture goes on it
 */
function pixelsOf(source, surface, at) {
  const context = new OffscreenCanvas(surface.width, surface.height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new DesignerError('photo.memory');
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, at.x, at.y, at.width, at.height);
  return context.getImageData(0, 0, surface.width, surface.height);
}

/** @param {ImageBitmap | HTMLCanvasElement | OffscreenCanvas} source */
function smallCopy(source) {
  const scale = Math.min(1, kCopySide / Math.max(source.width, source.height));
  const size = { width: Math.max(1, Math.round(source.width * scale)), height: Math.max(1, Math.round(source.height * scale)) };
  return pixelsOf(source, size, { x: 0, y: 0, ...size });
}

/**
 * The middle of a picture as it is: a shrunk copy does not tell how sharp it was.
 * @param {ImageBitmap | HTMLCanvasElement | OffscreenCanvas} source
 * @param {number} side at most, px
 */
function middleOf(source, side) {
  const { width, height } = source;
  const size = { width: Math.min(side, width), height: Math.min(side, height) };
  return pixelsOf(source, size, { x: -Math.floor((width - size.width) / 2), y: -Math.floor((height - size.height) / 2), width, height });
}

/** The program's functions. `module` gives the numeric ones directly. */
export class Engine extends WasmProgram {
  /** @param {Uint8Array[]} typeFiles by weight: regular, medium, semibold */
  start(typeFiles) {
    this.setTypeFiles(typeFiles);
    this.module._hd_start();
  }

  /**
   * Changes the files of the type.
   * @param {Uint8Array[]} files by weight
   */
  setType(files) {
    this.setTypeFiles(files);
    this.module._hd_type_changed();
  }

  /** @param {Uint8Array[]} files */
  setTypeFiles(files) {
    for (const [weight, file] of files.entries()) this.withBytes(file, (at, size) => this.module._hd_set_type_file(weight, at, size));
  }

  /** @param {Uint8Array} points */
  setPoints(points) {
    this.check(this.withBytes(points, (at, size) => this.module._hd_set_point_set(at, size)));
  }

  /**
   * Shows the picture (kept by the caller until the call returns) as a photo.
   * @param {ImageBitmap | HTMLCanvasElement | OffscreenCanvas} source
   * @param {{name: string, width: number, height: number, focalPx: number, truth: string, landmarks: string}} photo
   */
  openPhoto(source, photo) {
    const copy = smallCopy(source);
    this.withBytes(new Uint8Array(copy.data.buffer), (rgba) => this.module._hd_photo_copy(rgba, copy.width, copy.height));
    const middle = middleOf(source, this.module._hd_sharpness_side_px());
    this.withBytes(new Uint8Array(middle.data.buffer), (rgba) => (
      this.module._hd_photo_middle(rgba, middle.width, middle.height, photo.width / source.width)));
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

  lookingForHead(/** @type {boolean} */ looking) {
    this.module._hd_looking_for_head(looking ? 1 : 0);
  }

  /**
   * @param {string} found as `hairline find --json` tells it
   * @param {string} design that it gives, "" without a face
   */
  headFound(found, design) {
    this.check(this.withText(found, (at, size) => this.withText(design, (designAt, designSize) => this.module._hd_head_found(at, size, designAt, designSize))));
  }

  headNotFound(/** @type {string} */ why) {
    this.withText(why, (at, size) => this.module._hd_head_not_found(at, size));
  }

  /** @param {ImageBitmap | HTMLCanvasElement | OffscreenCanvas | null} source */
  restorePhoto(source) {
    this.module.photoSource = source;
    const restored = this.module._hd_restore_photo();
    this.module.photoSource = null;
    return restored === 1;
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
  setProfileJson(/** @type {string} */ json) {
    this.check(this.withText(json, (at, size) => this.module._hd_set_profile(at, size)));
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
  /** All but the photo that the picture at full size is made from (src/render/picture_plan.h). */
  picturePlan() {
    this.module._hd_picture_plan();
    return this.left().slice();
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
