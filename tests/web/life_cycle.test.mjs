// Several designers on one page: they do not disturb each other, work in a shadow tree, and leave nothing behind.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { webParts } from '../../scripts/build_web.mjs';
import { packageWeb } from '../../scripts/package_web.mjs';
import { startServer } from '../../scripts/static_server.mjs';
import { smoothPng } from './fixtures.mjs';
import { kRoot, launchBrowser } from './harness.mjs';

const kRounds = 20;

let folder, served, browser, page, cdp;
const problems = [];

/** Counts, from before any script runs, what is listened to, which contexts are drawn on and which workers run. */
function watch() {
  const counts = { listening: 0, outside: [], contexts: 0, lost: 0, workers: 0, ended: 0 };
  window.counts = counts;
  // One entry for each listener that is there: added and not removed, by hand, by its signal or by having been called once.
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const live = new WeakMap();
  const keyOf = (type, options) => `${type} ${Boolean(typeof options === 'object' ? options?.capture : options)}`;
  const drop = (target, listener, key) => {
    const keys = live.get(target)?.get(listener);
    if (keys?.delete(key)) --counts.listening;
  };
  EventTarget.prototype.addEventListener = function add(type, listener, options) {
    const target = this ?? window;
    if (!listener || (options && options.signal?.aborted)) return;
    if (!live.has(target)) live.set(target, new WeakMap());
    const of = live.get(target);
    if (!of.has(listener)) of.set(listener, new Set());
    const key = keyOf(type, options);
    if (!of.get(listener).has(key)) {
      of.get(listener).add(key);
      ++counts.listening;
      // The test's own tools listen there, too; what our scripts add has one of them on its stack.
      if ((target === window || target === document) && /two\.\w+\.js/.test(new Error().stack)) counts.outside.push(type);
      const once = typeof options === 'object' && options?.once;
      if (once) addEventListener.call(target, type, () => drop(target, listener, key), { once: true, capture: true, signal: options.signal });
      if (options && options.signal) addEventListener.call(options.signal, 'abort', () => drop(target, listener, key), { once: true });
    }
    addEventListener.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function remove(type, listener, options) {
    drop(this ?? window, listener, keyOf(type, options));
    removeEventListener.call(this, type, listener, options);
  };
  const { getContext } = HTMLCanvasElement.prototype;
  const seen = new WeakSet();
  HTMLCanvasElement.prototype.getContext = function get(kind, ...more) {
    const context = getContext.call(this, kind, ...more);
    if (kind === 'webgl2' && context && !seen.has(context)) {
      seen.add(context);
      ++counts.contexts;
      remember('contexts', context);
      remember('canvases', this);
      const { getExtension } = context;
      context.getExtension = (name) => {
        const extension = getExtension.call(context, name);
        if (name === 'WEBGL_lose_context' && extension && !seen.has(extension)) {
          seen.add(extension);
          const { loseContext } = extension;
          extension.loseContext = () => {
            ++counts.lost;
            loseContext.call(extension);
          };
        }
        return extension;
      };
    }
    return context;
  };
  // What is still in memory, by weak references.
  const made = { memories: [], contexts: [], canvases: [], observers: [], workers: [] };
  window.alive = () => Object.fromEntries(Object.entries(made).map(([name, refs]) => [name, refs.filter((ref) => ref.deref()).length]));
  const remember = (name, what) => made[name].push(new WeakRef(what));
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await instantiate(module, imports);
    for (const value of Object.values(instance.exports)) if (value instanceof WebAssembly.Memory) remember('memories', value);
    return instance;
  };
  const PlainObserver = window.ResizeObserver;
  window.ResizeObserver = class extends PlainObserver {
    constructor(...args) {
      super(...args);
      remember('observers', this);
    }
  };
  const PlainWorker = window.Worker;
  window.Worker = class extends PlainWorker {
    constructor(...args) {
      super(...args);
      ++counts.workers;
      remember('workers', this);
    }

    terminate() {
      ++counts.ended;
      super.terminate();
    }
  };
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'two-'));
  assert.ok(await packageWeb({ ...webParts(), source: join(kRoot, 'tests/web/pages/two'), out: join(folder, 'dist'), debug: true, quiet: true }));
  served = await startServer(join(folder, 'dist'));
  browser = await launchBrowser();
  page = await (await browser.newContext({ viewport: { width: 720, height: 780 } })).newPage();
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  await page.addInitScript(watch);
  cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.goto(served.url);
  await page.waitForFunction(() => window.two);
  await page.evaluate((photos) => {
    window.photos = photos.map((base64) => new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: 'image/png' }));
  }, [300, 340].map((width) => smoothPng(width, 400).toString('base64')));
});
after(async () => {
  await browser?.close();
  served?.server.closeAllConnections?.();
  served?.server.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Starts a designer at each place and opens a photo in it. */
const startBoth = () => page.evaluate(async () => {
  const { two, photos } = window;
  await Promise.all(Object.keys(two.stages).map(async (where, i) => {
    const designer = two.make(where);
    two.designers[where] = designer;
    await designer.start();
    await designer.loadPhoto(photos[i], { name: `${where}.png`, find: false });
    await designer.complete();
  }));
});

const stopBoth = () => page.evaluate(() => {
  for (const designer of Object.values(window.two.designers)) designer.stop();
  window.two.designers = {};
});

/** What is there after everything that can be collected has been. */
async function left() {
  await page.waitForTimeout(50);
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name) => metrics.find((each) => each.name === name).value;
  return {
    counts: await page.evaluate(() => ({ ...window.counts, outside: [...window.counts.outside] })),
    alive: await page.evaluate(() => window.alive()),
    listeners: metric('JSEventListeners'), nodes: metric('Nodes'), heap: metric('JSHeapUsedSize'),
  };
}

test('two designers, one in a shadow tree, work beside each other', async () => {
  await startBoth();
  const seen = await page.evaluate(async () => {
    const { two } = window;
    const [light, shadow] = [two.designers.light, two.designers.shadow].map(two.api);
    const widths = () => [light, shadow].map((api) => api.getDesign().photo.width_px);
    const first = { widths: widths(), dots: [light, shadow].map((api) => api.getDots().length) };
    await light.setDesign({ ...light.getDesign(), seed: 4711 });
    return { ...first, seeds: [light, shadow].map((api) => api.getDesign().seed), frames: [light, shadow].map((api) => api.debug.frameCount()) };
  });
  assert.deepEqual(seen.widths, [300, 340]);
  assert.ok(seen.dots.every((size) => size > 10_000), `dots: ${seen.dots}`);
  assert.equal(seen.seeds[0], 4711);
  assert.notEqual(seen.seeds[1], 4711);
  assert.ok(seen.frames.every((count) => count > 0));

  // A click and a key reach the designer that was clicked, in the shadow tree as well, and no other.
  const settled = () => page.waitForFunction(() => Object.values(window.two.designers).every((designer) => window.two.api(designer).debug.settled()));
  await settled();
  for (const [where, other] of [['light', 'shadow'], ['shadow', 'light']]) {
    const framesOf = (name) => page.evaluate((name) => window.two.api(window.two.designers[name]).debug.frameCount(), name);
    const before = [await framesOf(where), await framesOf(other)];
    const box = await page.evaluate((name) => {
      const { x, y, width, height } = window.two.stages[name].getBoundingClientRect();
      return { x: x + width * 0.5, y: y + height * 0.5 };
    }, where);
    await page.mouse.click(box.x, box.y);
    await page.keyboard.press('+');
    await settled();
    assert.ok(await page.evaluate((name) => window.two.stages[name].contains(window.two.stages[name].getRootNode().activeElement), where), `${where} has no focus`);
    assert.ok(await framesOf(where) > before[0], `${where} drew nothing`);
    assert.ok(await framesOf(other) <= before[1] + 6, `${other} drew for the click on ${where}`);
  }

  // One stops, the other goes on.
  await page.evaluate(() => window.two.designers.light.stop());
  const rest = await page.evaluate(async () => {
    const api = window.two.api(window.two.designers.shadow);
    const before = api.debug.frameCount();
    await api.setDesign(api.getDesign());
    await new Promise((resolve) => setTimeout(resolve, 200));
    const png = await api.exportImage();
    return { frames: api.debug.frameCount() - before, size: png.size, left: window.two.stages.light.childElementCount };
  });
  assert.ok(rest.frames > 0 && rest.size > 1000);
  assert.equal(rest.left, 0);
  await stopBoth();
});

test('started and stopped twenty times they leave nothing behind', async () => {
  const rounds = [];
  for (let round = 0; round < kRounds; ++round) {
    await startBoth();
    if (round === 0) {
      const running = await left();
      assert.ok(running.alive.memories >= 2 && running.alive.contexts >= 2, 'the watchers see no program');
      assert.ok(running.counts.listening > 30, 'the watchers see no listeners');
    }
    await stopBoth();
    // The first rounds fill what is kept for good: compiled code, shared data.
    if (round === 2 || round === kRounds - 1) rounds.push(await left());
  }
  const [early, late] = rounds;
  console.log(`after round 3 and ${kRounds}: listeners ${early.listeners} and ${late.listeners}, nodes ${early.nodes} and ${late.nodes}, `
    + `script heap ${(early.heap / 2 ** 20).toFixed(2)} and ${(late.heap / 2 ** 20).toFixed(2)} MiB; contexts ${late.counts.contexts} made, ${late.counts.lost} given back; `
    + `workers ${late.counts.workers} started, ${late.counts.ended} ended; alive ${JSON.stringify(late.alive)}`);
  assert.equal(late.counts.listening, early.counts.listening, 'listeners');
  assert.equal(late.listeners, early.listeners, 'listeners as the browser counts them');
  assert.deepEqual(late.counts.outside, early.counts.outside, 'listeners on window or document');
  assert.ok(late.counts.contexts >= 2 * kRounds);
  assert.equal(late.counts.lost, late.counts.contexts, 'graphics contexts');
  assert.ok(late.counts.workers >= kRounds && late.counts.workers <= kRounds + 1, `${late.counts.workers} workers: one is shared`);
  assert.equal(late.counts.ended, late.counts.workers, 'workers');
  assert.deepEqual(late.alive, { memories: 0, contexts: 0, canvases: 0, observers: 0, workers: 0 });
  assert.ok(late.nodes <= early.nodes, `nodes ${early.nodes} → ${late.nodes}`);
  assert.ok(late.heap - early.heap < 512 * 1024, `the heap grew by ${late.heap - early.heap} bytes`);
});

test('the designers add nothing to window or document', async () => {
  const { outside } = await page.evaluate(() => window.counts);
  assert.deepEqual(outside, []);
});

test('a designer stopped while it starts or opens a photo stays stopped', async () => {
  const messages = await page.evaluate(async () => {
    const { two, photos } = window;
    const out = [];
    const designer = two.make('light');
    const starting = designer.start();
    designer.stop();
    out.push(await starting.then(() => 'started', (error) => error.id));
    await designer.start();
    const opening = designer.loadPhoto(photos[0]);
    designer.stop();
    out.push(await opening.then(() => 'opened', (error) => error.id));
    out.push(two.stages.light.childElementCount);
    await designer.start(); // and again
    await designer.loadPhoto(photos[0], { find: false });
    out.push(designer.getDesign().photo.width_px);
    designer.stop();
    return out;
  });
  assert.deepEqual(messages, ['designer.stopped', 'photo.superseded', 0, 300]);
});

test('a stopped export and a stopped designer end the work; the next one works again', async () => {
  const seen = await page.evaluate(async () => {
    const { two, photos } = window;
    const out = [];
    const designer = two.make('light');
    const cancels = [];
    designer.hooks = { ...designer.hooks, showStatus: (text, cancel) => cancel && cancels.push(cancel) };
    await designer.start();
    const canvas = new OffscreenCanvas(3000, 4000); // twelve strips
    canvas.getContext('2d').fillRect(0, 0, 10, 10);
    await designer.loadPhoto(await canvas.convertToBlob(), { find: false });
    const first = designer.exportImage();
    while (!cancels.length) await new Promise((resolve) => setTimeout(resolve, 5));
    cancels[0]();
    out.push(await first.then(() => 'made', (error) => error.id));
    const again = await designer.exportImage();
    out.push(again.type, again.size > 10_000);
    const last = designer.exportImage();
    designer.stop();
    out.push(await last.then(() => 'made', (error) => error.id));
    return out;
  });
  assert.deepEqual(seen, ['works.cancelled', 'image/png', true, 'works.cancelled']);
});

test('a photo that the browser cannot decode is decoded by the works', async () => {
  const seen = await page.evaluate(async () => {
    const { two, photos } = window;
    const { createImageBitmap } = window;
    window.createImageBitmap = (source, ...more) => (source instanceof Blob ? Promise.reject(new Error('no decoder')) : createImageBitmap(source, ...more));
    const designer = two.make('light');
    await designer.start();
    try {
      await designer.loadPhoto(photos[1], { find: false });
      return designer.getDesign().photo.width_px;
    } finally {
      window.createImageBitmap = createImageBitmap;
      designer.stop();
    }
  });
  assert.equal(seen, 340);
});

test('nothing complained in the console', async () => {
  assert.deepEqual(problems, []);
  assert.deepEqual(await page.evaluate(() => window.two.told), []);
});
