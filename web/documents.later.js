// Plan, hairline on paper, drawing and packed designs, done in the Worker: fetched with hairline-documents.wasm when the first
// of them is asked for. Each job has a program of its own, so that its memory goes with it.
import createDocuments from 'hairline-documents';
import { assetUrl } from 'hd:assets';
import { DesignerError } from './js/errors.js';
import { decodeFull } from './js/full_picture.js';
import { instantiate } from './js/wasm.js';
import { decode } from './js/works/decode.js';
import { WorksProgram } from './js/works/works_program.js';

/** @typedef {import('./js/works/works_program.js').JobContext} Context */
/**
 * @template {import('./js/works/protocol.js').JobName} N
 * @typedef {import('./js/works/protocol.js').InputOf<N>} InputOf
 */

/** Pixels handed over at a time. */
const kStripPixels = 1e6;
/** What photos that we do not read ourselves are packed as. */
const kPackedType = 'image/jpeg', kPackedQuality = 0.95;

/** @type {Promise<WebAssembly.Module> | null} */
let module = null;
/** @type {Promise<Uint8Array> | null} */
let points = null;

/** @param {string} name */
async function download(name) {
  const answer = await fetch(assetUrl(name)).catch(() => null);
  if (!answer?.ok) throw new DesignerError('engine.download');
  return answer;
}

async function start() {
  module ??= WebAssembly.compileStreaming(download('hairline-documents.wasm'));
  module.catch(() => { module = null; }); // the next one asks again
  return new WorksProgram(await instantiate(createDocuments, await module));
}

/** A program that knows the design, with the point set. @param {string} design */
async function open(design) {
  points ??= download('points.bin').then(async (answer) => new Uint8Array(await answer.arrayBuffer()));
  points.catch(() => { points = null; });
  const [program, set] = await Promise.all([start(), points]);
  program.check(program.withBytes(set, (at, size) => program.module._hd_set_point_set(at, size)));
  program.check(program.withText(design, (at, size) => program.module._hd_set_design(at, size)));
  return program;
}

/** @param {WorksProgram} program @param {number} ok @param {string} type */
function blobOf(program, ok, type) {
  program.check(ok);
  return new Blob([program.result()], { type });
}

/**
 * The design's photo: read by our own decoder where it can, so that a plan is the same as the command's to the last byte.
 * @param {WorksProgram} program
 * @param {Blob} photo
 * @param {import('./js/photo_file.js').PhotoKind} kind
 * @param {Context} context
 */
async function givePhoto(program, photo, kind, context) {
  const { module } = program;
  if (kind.kind === 'jpeg' || kind.kind === 'png') {
    const bytes = new Uint8Array(await photo.arrayBuffer());
    if (program.withBytes(bytes, (at, size) => module._hd_photo(at, size))) return;
  }
  const full = await decodeFull(photo, kind, () => decode({ photo }, context));
  try {
    const { width, height } = full;
    const rows = Math.max(1, Math.min(height, Math.floor(kStripPixels / width)));
    const surface = new OffscreenCanvas(width, rows).getContext('2d', { alpha: false, willReadFrequently: true });
    if (!surface) throw new DesignerError('photo.memory');
    module._hd_photo_begin(width, height);
    for (let top = 0; top < height; top += rows) {
      await context.breathe();
      const drawn = Math.min(rows, height - top);
      surface.drawImage(full, 0, -top);
      program.withBytes(new Uint8Array(surface.getImageData(0, 0, width, drawn).data.buffer), (at) => module._hd_photo_rows(at, top, drawn));
    }
  } finally {
    full.close();
  }
}

/** @param {InputOf<'plan'>} input @param {Context} context */
export async function plan({ design, wishes, profile, document, photo, kind }, context) {
  const program = await open(design);
  const { module } = program;
  await context.breathe();
  program.check(program.withText(wishes, (at, size) => (
    program.withText(profile, (profileAt, profileSize) => module._hd_plan(at, size, profileAt, profileSize)))));
  const json = program.text();
  if (!document) return { json, document: null };
  context.progress(0.2);
  await context.breathe();
  if (photo && kind) {
    await givePhoto(program, photo, kind, context);
    context.progress(0.4);
    await context.breathe();
    program.check(module._hd_draw());
    context.progress(0.8);
    await context.breathe();
  }
  const made = document === 'pdf' ? blobOf(program, module._hd_plan_pdf(), 'application/pdf') : blobOf(program, module._hd_plan_html(), 'text/html');
  context.progress(1);
  return { json, document: made };
}

/** @param {InputOf<'template'>} input @param {Context} context */
export async function template({ design, paper }, context) {
  const program = await open(design);
  await context.breathe();
  return blobOf(program, program.module._hd_template(paper === 'letter' ? 1 : 0), 'application/pdf');
}

/** @param {InputOf<'svg'>} input @param {Context} context */
export async function svg({ design }, context) {
  const program = await open(design);
  await context.breathe();
  return blobOf(program, program.module._hd_svg(), 'image/svg+xml');
}

/** @param {InputOf<'pack'>} input @param {Context} context */
export async function pack({ design, photos }, context) {
  const program = await start();
  program.check(program.withText(design, (at, size) => program.module._hd_set_design(at, size)));
  for (const { name, blob, kind } of photos) {
    await context.breathe();
    const ours = kind.kind === 'jpeg' || kind.kind === 'png' ? blob : await asJpeg(blob, kind, context);
    const bytes = new Uint8Array(await ours.arrayBuffer());
    program.check(program.withText(name, (at, size) => program.withBytes(bytes, (photoAt, photoSize) => program.module._hd_pack_photo(at, size, photoAt, photoSize))));
  }
  return blobOf(program, program.module._hd_pack(), 'application/vnd.hairline-design');
}

/** @param {Blob} blob @param {import('./js/photo_file.js').PhotoKind} kind @param {Context} context */
async function asJpeg(blob, kind, context) {
  const full = await decodeFull(blob, kind, () => decode({ photo: blob }, context));
  const canvas = new OffscreenCanvas(full.width, full.height);
  const surface = canvas.getContext('2d', { alpha: false });
  if (!surface) throw new DesignerError('photo.memory');
  surface.drawImage(full, 0, 0);
  full.close();
  return canvas.convertToBlob({ type: kPackedType, quality: kPackedQuality });
}

/** @param {InputOf<'unpack'>} input */
export async function unpack({ file }) {
  const program = await start();
  const { module } = program;
  const bytes = new Uint8Array(await file.arrayBuffer());
  program.check(program.withBytes(bytes, (at, size) => module._hd_unpack(at, size)));
  const design = new TextDecoder().decode(program.result());
  /** @type {string[]} */
  const names = JSON.parse(program.text()).photos;
  const photos = names.map((name, i) => {
    module._hd_unpacked_photo(i);
    return { name, blob: new Blob([program.result()]) };
  });
  return { design, photos };
}
