// Heavy work beside the page, in a Worker with a wasm module of its own (works.wasm); js/works/works.js is the page's end.
//
// The compiled module is kept, its memory is not: after some idle seconds it goes, for a phone needs it elsewhere.
import createWorks from 'hairline-works';
import { assetUrl } from 'hd:assets';
import { decode } from './js/works/decode.js';
import { find } from './js/works/find.js';
import { picture } from './js/works/picture.js';
import { WorksProgram } from './js/works/works_program.js';
import { instantiate } from './js/wasm.js';

/** @type {() => Promise<typeof import('./documents.later.js')>} */
const documents = () => import(assetUrl('documents.later.js'));

const kIdleMs = 20_000;

/** @type {{[N in import('./js/works/protocol.js').JobName]: (input: any, context: import('./js/works/works_program.js').JobContext) => Promise<import('./js/works/protocol.js').OutputOf<N>>}} */
const kJobs = {
  prepare: async () => {
    await compiled();
    return null;
  },
  nets: async () => {
    await Promise.all([nets(), compiled()]);
    return null;
  },
  find,
  decode,
  picture,
  plan: async (input, context) => (await documents()).plan(input, context),
  template: async (input, context) => (await documents()).template(input, context),
  svg: async (input, context) => (await documents()).svg(input, context),
  pack: async (input, context) => (await documents()).pack(input, context),
  unpack: async (input) => (await documents()).unpack(input),
};

/** @type {Promise<WebAssembly.Module> | null} */
let module = null;
/** @type {Promise<WorksProgram> | null} */
let program = null;
/** @type {Promise<Uint8Array> | null} */
let netsBytes = null;
let idleTimer = 0;
/** @type {Map<number, {cancelled: boolean}>} */
const running = new Map();

function compiled() {
  module ??= WebAssembly.compileStreaming(fetch(assetUrl('hairline-works.wasm')));
  module.catch(() => { module = null; }); // the next one asks again
  return module;
}

function nets() {
  netsBytes ??= fetch(assetUrl('nets.bin')).then(async (answer) => {
    if (!answer.ok) throw Object.assign(new Error(''), { id: 'engine.download' });
    return new Uint8Array(await answer.arrayBuffer());
  });
  netsBytes.catch(() => { netsBytes = null; });
  return netsBytes;
}

function started() {
  program ??= compiled().then(async (wasm) => new WorksProgram(await instantiate(createWorks, wasm)));
  program.catch(() => { program = null; });
  return program;
}

/** @param {import('./js/works/protocol.js').FromWorker} message @param {Transferable[]} [transfer] */
const tell = (message, transfer = []) => self.postMessage(message, { transfer });

/**
 * @param {number} id
 * @param {import('./js/works/protocol.js').JobName} job
 * @param {unknown} input
 */
async function run(id, job, input) {
  const state = { cancelled: false };
  running.set(id, state);
  clearTimeout(idleTimer);
  try {
    const output = await kJobs[job](input, {
      program: started,
      nets,
      progress: (share) => tell({ id, progress: share }),
      breathe: async () => {
        await new Promise((resolve) => setTimeout(resolve));
        if (state.cancelled) throw Object.assign(new Error(''), { id: 'works.cancelled' });
      },
    });
    tell({ id, output }, output instanceof ImageBitmap ? [output] : []);
  } catch (error) {
    const { id: what, message } = /** @type {{id?: string, message: string}} */ (error);
    tell({ id, error: { id: what ?? 'works.failed', message } });
    // After a trap (memory ran out) the program's state is unknown.
    if (error instanceof WebAssembly.RuntimeError) program = null;
  } finally {
    running.delete(id);
    if (!running.size) idleTimer = setTimeout(() => { program = null; }, kIdleMs);
  }
}

self.addEventListener('message', (/** @type {MessageEvent<import('./js/works/protocol.js').ToWorker>} */ { data }) => {
  if ('job' in data) {
    void run(data.id, data.job, data.input);
    return;
  }
  const state = running.get(data.id);
  if (state) state.cancelled = true;
});
