// The designer's program and its data, fetched and compiled once for all designers of a page.
import { assetUrl } from './assets.js';
import { Engine } from './engine.js';
import { DesignerError } from './errors.js';
import { instantiate } from './wasm.js';

/** @type {Map<string, Promise<any>>} */
const kept = new Map();

/**
 * The same promise for the same key, unless it failed: then the next one tries again.
 * @template T
 * @param {string} key
 * @param {() => Promise<T>} make
 * @returns {Promise<T>}
 */
function once(key, make) {
  let made = kept.get(key);
  if (!made) {
    made = make();
    kept.set(key, made);
    made.catch(() => kept.delete(key));
  }
  return made;
}

/** @param {string} name */
async function download(name) {
  const answer = await fetch(assetUrl(name)).catch(() => null);
  if (!answer?.ok) throw new DesignerError('engine.download');
  return answer;
}

const bytes = (/** @type {string} */ name) => once(name, async () => new Uint8Array(await (await download(name)).arrayBuffer()));
/** The built-in type: what our own texts need, then the same with the characters of all Western European languages. */
const typeFiles = (/** @type {'-basic' | ''} */ part) => ['regular', 'medium', 'semibold'].map((weight) => bytes(`fonts/inter-${weight}${part}.otf`));

/**
 * A program of its own, with what the first frame needs. `onPage` receives what it tells the page.
 * @param {(event: string, first: string, second: string, bytes: Uint8Array<ArrayBuffer>) => void} onPage
 */
export async function startProgram(onPage) {
  // The downloads run side by side; compilation follows the wasm while it arrives.
  const [compiled, { default: create }, ...type] = await Promise.all([
    once('program', async () => WebAssembly.compileStreaming(download('hairline-designer.wasm'))),
    once('glue', () => import(assetUrl('hairline-designer.mjs'))),
    ...typeFiles('-basic'),
  ]);
  const engine = new Engine(await instantiate(create, compiled, { page: onPage }));
  engine.start(type);
  return engine;
}

/**
 * Gives a program the point set, which its first frame did without: dots can be made.
 * @param {Engine} engine
 */
export async function completeProgram(engine) {
  engine.setPoints(await bytes('points.bin'));
}

/**
 * And the letters that none of our own texts has, for the names that people give.
 * @param {Engine} engine
 */
export async function completeType(engine) {
  engine.setType(await Promise.all(typeFiles('')));
}
