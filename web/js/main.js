// The page: start page, file choice, drop and paste, messages, and window.hairlineDesigner.
import { Designer } from './designer.js';
import { Messages } from './messages.js';
import { fetchSample, fetchSamples } from './samples.js';
import { setUpHero } from './start.js';

/** @template {HTMLElement} T @param {string} id @returns {T} */
const byId = (id) => /** @type {T} */ (document.getElementById(id));

const start = byId('start');
const studio = byId('studio');
const photoInput = /** @type {HTMLInputElement} */ (byId('photo-input'));
const cameraInput = /** @type {HTMLInputElement} */ (byId('camera-input'));
const designInput = /** @type {HTMLInputElement} */ (byId('design-input'));
const messages = new Messages(byId('toasts'), byId('status'));

const designer = new Designer(
  { stage: studio, canvas: byId('canvas'), textAgent: byId('text-agent'), mirror: byId('mirror') },
  {
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
    showStatus: (message) => messages.status(message),
  },
);

const loaded = designer.load();

// ---- opening ----------------------------------------------------------------------------------------------------

/**
 * Runs something a person asked for; what goes wrong is told, and the open design stays.
 * @param {string} note shown while it takes long
 * @param {() => Promise<unknown>} work
 */
async function attempt(note, work) {
  messages.clear();
  const timer = setTimeout(() => messages.status(note), 250);
  start.setAttribute('aria-busy', 'true');
  try {
    await loaded;
    await work();
  } catch (error) {
    const { id, message } = /** @type {{id?: string, message: string}} */ (error);
    if (id !== 'photo.superseded') messages.error(id ? message : `Something went wrong: ${message}`);
    if (!id) console.error(error);
  } finally {
    clearTimeout(timer);
    start.removeAttribute('aria-busy');
    messages.status('');
  }
}

/** @param {File} file */
function openFile(file) {
  const isDesign = file.type === 'application/json' || /\.json$/i.test(file.name);
  return attempt(isDesign ? 'Opening the design…' : 'Opening the photo…', async () => {
    if (isDesign) designer.setDesign(await file.text());
    else await designer.loadPhoto(file);
  });
}

/** @param {string} id */
function openSample(id) {
  return attempt('Opening the sample head…', async () => {
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
  else messages.error('Only files can be dropped here. Save the picture first, then drop the file.');
});
addEventListener('paste', (event) => {
  const file = event.clipboardData?.files[0];
  if (file) {
    event.preventDefault();
    void openFile(file);
    return;
  }
  const text = event.clipboardData?.getData('text/plain');
  if (text && designer.engine) designer.engine.pasted(text);
});

setUpHero(byId('hero'));

// ---- the API ------------------------------------------------------------------------------------------------------

loaded.then(() => {
  const ready = Promise.resolve();
  /** Documented in hairline-designer.d.ts. */
  const api = {
    ready,
    loadPhoto: async (/** @type {Blob} */ blob, /** @type {any} */ options) => designer.loadPhoto(blob, options),
    getDesign: () => designer.getDesign(),
    // Asynchronous only in how it reports errors: the design is in place when the call returns.
    setDesign: async (/** @type {unknown} */ design) => designer.setDesign(design),
    getLook: () => designer.getLook(),
    setLook: (/** @type {unknown} */ look) => designer.setLook(look),
    getEstimate: () => designer.getEstimate(),
    getDots: () => designer.getDots(),
    exportImage: async () => designer.exportImage(),
    debug: {
      uiItems: () => JSON.parse(designer.engine.uiJson()),
      runAction: (/** @type {string} */ id) => {
        designer.engine.runAction(id);
        designer.surface.request();
      },
      frameCount: () => designer.surface.frames,
      frameTimesMs: () => [...designer.surface.frameMs],
      framesOwed: () => designer.engine.module._hd_frames_owed(),
      // Nothing more to draw, and the mirror says what is on the screen.
      settled: () => designer.engine.module._hd_frames_owed() <= 0 && !designer.mirror.pending,
      rendererString: () => {
        const gl = designer.surface.context;
        if (!gl) return '';
        const info = gl.getExtension('WEBGL_debug_renderer_info');
        return gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
      },
      // Drawn anew because the buffer's contents are gone once the browser has shown it.
      readPixels: () => {
        const { surface } = designer;
        const gl = surface.context;
        designer.engine.module._hd_request_frames(1);
        surface.frame();
        const { width, height } = surface.canvas;
        const pixels = new Uint8Array(width * height * 4);
        gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
        return { width, height, pixels };
      },
      checkPreview: (/** @type {ImageData} */ photo, /** @type {any} */ window) => designer.engine.checkPreview(photo, window),
      heapBytes: () => designer.engine.module.HEAPU8.length,
      loseContext: () => {
        const extension = designer.surface.context.getExtension('WEBGL_lose_context');
        extension.loseContext();
        return extension;
      },
    },
  };
  Object.defineProperty(window, 'hairlineDesigner', { value: Object.freeze(api), configurable: true });
  dispatchEvent(new Event('hairlinedesignerready'));
  fetchSamples();
}, (error) => {
  console.error(error);
  messages.error(error.id ? error.message : `The designer could not start: ${error.message}`);
});
