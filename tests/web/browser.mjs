// What every browser test needs: the built page on a local server, Chromium with software GL, watchers for errors and
// requests, and ways to act by label.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../../scripts/static_server.mjs';
import { kDist, kRoot, launchBrowser } from './harness.mjs';

/** HD_DIST and HD_NATIVE point the tests at other builds. */
export const dist = process.env.HD_DIST ?? kDist;
export const photos = join(kRoot, '../shared/photos');
export const shots = join(kRoot, 'build/screenshots');
mkdirSync(shots, { recursive: true });

/** The desktop program and the headless command of the native build. */
export const nativeProgram = (name) => ['bin', 'src', ''].map((folder) => join(kRoot, process.env.HD_NATIVE ?? 'build/native-release', folder, name)).find(existsSync);

export const sizes = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  tablet: { viewport: { width: 1180, height: 820 }, deviceScaleFactor: 1.5, hasTouch: true },
  desktop: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
};

/** One server and one browser per test file; `close` ends both. */
export async function openBrowser() {
  const { server, url } = await startServer(dist);
  const browser = await launchBrowser();
  return {
    browser,
    url,
    async close() {
      await browser.close();
      server.closeAllConnections?.();
      server.close();
    },
  };
}

/** A fresh page in a fresh profile on which nothing has been opened yet; watched as openPage tells. */
export async function openPageWithout({ browser }, options = sizes.desktop) {
  // Tests stand between page and server, where a service worker would be in their way; saved_work.test.mjs is about that.
  const context = await browser.newContext({ serviceWorkers: 'block', ...options, acceptDownloads: true });
  const page = await context.newPage();
  page.problems = [];
  page.requests = [];
  page.on('console', (message) => {
    if (message.type() === 'error') page.problems.push(message.text());
  });
  page.on('pageerror', (error) => page.problems.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => page.problems.push(`request failed: ${request.url()}`));
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url())) page.requests.push(request.url());
  });
  return page;
}

/**
 * A fresh page in a fresh profile with the designer loaded. `page.problems` collects console errors, uncaught
 * exceptions and failed requests; `page.requests` every address asked for.
 */
export async function openPage(bench, options = sizes.desktop) {
  const page = await openPageWithout(bench, options);
  await page.goto(bench.url);
  await page.waitForFunction(() => window.hairlineDesigner || document.querySelector('.toast'));
  const refused = await page.evaluate(() => document.querySelector('.toast')?.textContent);
  assert.ok(!refused, `the designer did not start: ${refused} ${page.problems.join('; ')}`);
  return page;
}

/** Waits until nothing more is drawn and the mirror has followed. */
export async function settle(page) {
  await page.waitForFunction(() => window.hairlineDesigner.debug.settled());
}

/** Loads a file from Node's memory as a photo through the API; what was found, where the head is to be looked for. */
export async function loadPhoto(page, bytes, { name = 'photo.jpg', type = 'image/jpeg', truth, landmarks, find = false } = {}) {
  const found = await page.evaluate(async ({ base64, name, type, truth, landmarks, find }) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    return window.hairlineDesigner.loadPhoto(new File([bytes], name, { type }), { truth, landmarks, find });
  }, { base64: Buffer.from(bytes).toString('base64'), name, type, truth, landmarks, find });
  await settle(page);
  return found;
}

/** The message a call is refused with; fails when it is not. */
export async function refusal(page, call) {
  try {
    await call();
  } catch (error) {
    return error.message;
  }
  return assert.fail('should have been refused');
}

/** Frames drawn since the start. */
export const frameCount = (page) => page.evaluate(() => window.hairlineDesigner.debug.frameCount());

/** How long each frame after the first `count` took to build, ms, oldest first; the latest 128 are known. */
export const frameTimesSince = (page, count) => page.evaluate((count) => {
  const { debug } = window.hairlineDesigner;
  const all = debug.frameTimesMs(); // frame n, counted from 1, stands at n modulo the length
  const out = [];
  for (let n = Math.max(count, debug.frameCount() - all.length) + 1; n <= debug.frameCount(); ++n) out.push(all[n % all.length]);
  return out;
}, count);

/** All items on screen, as the accessibility mirror gets them. */
export const uiItems = (page) => page.evaluate(() => window.hairlineDesigner.debug.uiItems());

/** The item with a label (text or expression); fails with the labels that are there. */
export async function item(page, label) {
  const { items } = await uiItems(page);
  const found = items.find((each) => (label instanceof RegExp ? label.test(each.label) : each.label === label));
  assert.ok(found, `no item ${label} among: ${items.map((each) => each.label).join(' | ')}`);
  return found;
}

export const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];

/** Clicks an item drawn on the canvas, found by its label. */
export async function clickItem(page, label) {
  const [x, y] = middle(await item(page, label));
  await page.mouse.click(x, y);
  await settle(page);
}

/** Statistics of a rectangle of the canvas (points), or of all of it, from a freshly drawn frame. */
export const canvasStats = (page, rect = null) => page.evaluate((rect) => {
  const { width, height, pixels } = window.hairlineDesigner.debug.readPixels();
  const ratio = width / document.getElementById('canvas').getBoundingClientRect().width;
  const [x0, y0, x1, y1] = rect ? [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height].map((v) => Math.round(v * ratio)) : [0, 0, width, height];
  let sum = 0, squares = 0, count = 0, hash = 2166136261;
  for (let y = Math.max(0, y0); y < Math.min(height, y1); ++y) {
    for (let x = Math.max(0, x0); x < Math.min(width, x1); ++x) {
      const i = ((height - 1 - y) * width + x) * 4;
      const light = (pixels[i] + pixels[i + 1] + pixels[i + 2]) / 3;
      sum += light;
      squares += light * light;
      ++count;
      hash = Math.imul(hash ^ pixels[i] ^ (pixels[i + 1] << 8) ^ (pixels[i + 2] << 16), 16777619);
    }
  }
  const mean = sum / count;
  return { width, height, mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)), hash: hash >>> 0 };
}, rect);
