// The page: start page, file choice, drop and paste, messages, and window.hairlineDesigner.
import { makeApi } from './api.js';
import { assetUrl, provideAssets } from './assets.js';
import { Designer, isDesign } from './designer.js';
import { Messages } from './messages.js';
import { fetchSample } from './samples.js';
import { setUpHero } from './start.js';
import { say } from './texts.js';

/** @template {HTMLElement} T @param {string} id @returns {T} */
const byId = (id) => /** @type {T} */ (document.getElementById(id));

try {
  provideAssets(JSON.parse(byId('files').textContent || '{}'), document.baseURI);
} catch {
  provideAssets({}, document.baseURI); // not packed: files lie under their plain names
}

const start = byId('start');
const studio = byId('studio');
const photoInput = /** @type {HTMLInputElement} */ (byId('photo-input'));
const cameraInput = /** @type {HTMLInputElement} */ (byId('camera-input'));
const designInput = /** @type {HTMLInputElement} */ (byId('design-input'));
const messages = new Messages(byId('toasts'), byId('status'));

const designer = new Designer(studio, {
  showEditor() {
    start.hidden = true;
    studio.hidden = false;
    byId('continue').hidden = false;
    document.documentElement.classList.add('editing');
  },
  showStart() {
    designer.hide();
    studio.hidden = true;
    start.hidden = false;
    document.documentElement.classList.remove('editing');
    byId('add-photo').focus({ preventScroll: true });
  },
  pickPhoto: () => photoInput.click(),
  pickDesign: () => designInput.click(),
  openSample: (id) => void openSample(id),
  saveFile: download,
  showError: (message) => messages.error(message),
  showStatus: (message, cancel) => messages.status(message, cancel),
  firstFrame: () => void performance.mark('designer-first-frame'),
  complete: () => void performance.mark('designer-dots'),
});

const loaded = designer.start();
/** The latest thing that somebody asked for, while it lasts. */
let asked = Promise.resolve();

// ---- opening ----------------------------------------------------------------------------------------------------

/**
 * Runs something a person asked for; what goes wrong is told, and the open design stays.
 * @param {string} note shown while it takes long
 * @param {() => Promise<unknown>} work
 */
function attempt(note, work) {
  asked = tryIt(note, work);
  return asked;
}

/** @param {string} note @param {() => Promise<unknown>} work */
async function tryIt(note, work) {
  messages.clear();
  const timer = setTimeout(() => messages.status(note), 250);
  start.setAttribute('aria-busy', 'true');
  try {
    await loaded;
    await work();
  } catch (error) {
    const { id, message } = /** @type {{id?: string, message: string}} */ (error);
    if (id !== 'photo.superseded') messages.error(id ? message : say('page.failed', { problem: message }));
    if (!id) console.error(error);
  } finally {
    clearTimeout(timer);
    start.removeAttribute('aria-busy');
    messages.status('');
  }
}

/** @param {File} file */
function openFile(file) {
  return attempt(say(isDesign(file) ? 'page.opening_design' : 'page.opening_photo'), () => designer.openFile(file));
}

/** @param {string} id */
function openSample(id) {
  return attempt(say('page.opening_sample'), async () => {
    const { name, photo, truth } = await fetchSample(id);
    await designer.loadPhoto(photo, { name: `sample-${name}.jpg`, truth: await truth.text() });
  });
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

byId('add-photo').addEventListener('click', () => photoInput.click());
byId('take-photo').addEventListener('click', () => cameraInput.click());
byId('open-design').addEventListener('click', () => designInput.click());
byId('try-sample').addEventListener('click', () => void openSample('front'));
// A quarter of a megabyte: fetched when a hand is on its way, not behind a visitor's back.
for (const sign of ['pointerenter', 'focus', 'touchstart']) {
  byId('try-sample').addEventListener(sign, () => fetchSample('front').catch(() => {}), { once: true, passive: true });
}
byId('continue').addEventListener('click', () => designer.show());

for (const input of [photoInput, cameraInput, designInput]) {
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) void openFile(file);
    input.value = ''; // choosing the same file again must count as a change
  });
}

let dragDepth = 0;
const isFileDrag = (/** @type {DragEvent} */ event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
const showDrop = (/** @type {boolean} */ on) => document.documentElement.classList.toggle('dropping', on);
addEventListener('dragenter', (event) => {
  if (isFileDrag(event)) showDrop(++dragDepth > 0);
});
addEventListener('dragleave', (event) => {
  if (isFileDrag(event)) showDrop((dragDepth = Math.max(0, dragDepth - 1)) > 0);
});
addEventListener('dragover', (event) => {
  if (isFileDrag(event)) event.preventDefault();
});
addEventListener('drop', (event) => {
  event.preventDefault();
  showDrop((dragDepth = 0) > 0);
  const file = event.dataTransfer?.files[0];
  if (file) void openFile(file);
  else messages.error(say('page.only_files'));
});
addEventListener('paste', (event) => {
  const file = event.clipboardData?.files[0];
  if (file) {
    event.preventDefault();
    void openFile(file);
    return;
  }
  const text = event.clipboardData?.getData('text/plain');
  if (text) designer.pasted(text);
});

setUpHero(byId('hero'));

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) designer.redraw();
});

// ---- the API ------------------------------------------------------------------------------------------------------

loaded.then(async () => {
  const { surface, mirror } = designer.live;
  surface.canvas.id = 'canvas';
  mirror.root.id = 'mirror';
  // Who has chosen a photo already sees it before the rest of the program is fetched.
  await asked;
  await designer.complete();
  const api = makeApi(designer);
  Object.defineProperty(window, 'hairlineDesigner', { value: api, configurable: true });
  dispatchEvent(new Event('hairlinedesignerready'));
  // Keeping the work, embedding and offline use: without it the designer is whole, too.
  const { beginVisit } = await import(assetUrl('visit.later.js'));
  await beginVisit({ designer, api, say, messages, attempt, framed: window.parent !== window });
}).catch((error) => {
  console.error(error);
  messages.error(error.id ? error.message : say('page.not_started', { problem: error.message }));
});
