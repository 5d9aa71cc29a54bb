// A visit to the page as the browser itself records it: what was asked for, how many bytes came, and when things could be seen.
// The photo is chosen before the program has arrived, by the most impatient visitor there can be.
import { openPageWithout, sizes } from './browser.mjs';
import { smoothPng } from './fixtures.mjs';

/** Page, style, scripts, program and fonts. What is reached; the aim is 330 KB. */
export const kFirstFrameBudgetBytes = 403 * 1024;
/** And the point set. What is reached; the aim is 600 KB. */
export const kDotsBudgetBytes = 617 * 1024;
export const kStartPicturesBudgetBytes = 60 * 1024;

/** What the bytes are for, by the file's name. */
const kinds = [
  ['start pictures', /\/hero-/], ['sample heads', /\/samples\//], ['point set', /\/points\./], ['works', /\/(hairline-works|works\.worker)\./],
  ['fonts', /\/fonts\//], ['program', /\/hairline-designer\.\w+\.wasm$/], ['scripts', /\.m?js$/], ['style', /\.css$/], ['page', /(\/|\.svg|\.webmanifest)$/],
];
const kindOf = (address) => kinds.find(([, pattern]) => pattern.test(new URL(address).pathname))?.[0] ?? 'other';

/** In the page: adds a photo as soon as the page's script listens, which is before the program has arrived. */
function chooseAtOnce(base64) {
  const photo = new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], 'own.png', { type: 'image/png' });
  const watcher = new MutationObserver(() => {
    if (!document.querySelector('#hero input[aria-valuetext]')) return;
    watcher.disconnect();
    const files = new DataTransfer();
    files.items.add(photo);
    const input = document.getElementById('photo-input');
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  });
  watcher.observe(document, { subtree: true, childList: true, attributes: true });
}

/**
 * Visits and returns { marks: {name: ms}, files: [{ kind, name, bytes, startMs }] }, bytes as they travelled (brotli).
 * @param {{browser: object, url: string}} bench
 * @param {(page: object) => Promise<void>} [slowDown] called before the visit
 */
export async function recordVisit(bench, slowDown = async () => {}) {
  const page = await openPageWithout(bench, sizes.desktop);
  await page.addInitScript(chooseAtOnce, smoothPng(600, 800).toString('base64'));
  await slowDown(page);
  await page.goto(bench.url, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('designer-first-frame').length, null, { timeout: 120_000 });
  await page.waitForFunction(() => window.hairlineDesigner?.debug.complete(), null, { timeout: 120_000 });
  const record = await page.evaluate(() => ({
    marks: Object.fromEntries([...performance.getEntriesByType('mark'), ...performance.getEntriesByType('paint')].map(({ name, startTime }) => [name, startTime])),
    files: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(({ name, startTime, encodedBodySize }) => ({ name, startMs: startTime, bytes: encodedBodySize })),
  }));
  // What style and program both ask for travels once.
  const files = [...new Map(record.files.sort((a, b) => b.startMs - a.startMs).map((file) => [file.name, { ...file, kind: kindOf(file.name) }])).values()];
  return { page, marks: record.marks, files };
}

/** Bytes by kind of what was asked for before a time. */
export function bytesBefore(files, ms) {
  const sums = {};
  for (const { kind, bytes, startMs } of files) if (startMs < ms) sums[kind] = (sums[kind] ?? 0) + bytes;
  return sums;
}
