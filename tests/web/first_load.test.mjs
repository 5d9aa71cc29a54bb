// What a visit costs, by the browser's own record: bytes before the designer's first frame, before dots can be drawn, and
// what is fetched only when it is asked for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage } from './browser.mjs';
import { bytesBefore, kDotsBudgetBytes, kFirstFrameBudgetBytes, kStartPicturesBudgetBytes, recordVisit } from './load_record.mjs';

let bench;
before(async () => {
  bench = await openBrowser();
});
after(() => bench.close());

const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const sum = (parts) => Object.values(parts).reduce((total, bytes) => total + bytes, 0);

test('bytes until the first frame and until dots can be drawn stay within their budgets', async () => {
  const { page, marks, files } = await recordVisit(bench);
  const first = bytesBefore(files, marks['designer-first-frame']);
  const dots = bytesBefore(files, marks['designer-dots']);
  const { 'start pictures': pictures, ...parts } = first;
  console.log(`until the first frame: ${kb(sum(parts))} of ${kb(kFirstFrameBudgetBytes)} (${Object.entries(parts).map(([kind, bytes]) => `${kind} ${kb(bytes)}`).join(', ')}); `
    + `start pictures ${kb(pictures)}; until dots: ${kb(sum(dots) - dots['start pictures'])}`);
  assert.ok(parts.program > 100_000 && parts.scripts > 5_000 && parts.fonts > 10_000 && parts.style > 500, 'the record is not whole');
  assert.ok(sum(parts) <= kFirstFrameBudgetBytes, `${sum(parts)} bytes`);
  assert.ok(pictures > 10_000 && pictures <= kStartPicturesBudgetBytes, `start pictures: ${pictures} bytes`);
  assert.deepEqual(Object.keys(first).filter((kind) => ['point set', 'works', 'sample heads', 'other'].includes(kind)), [], 'came before the first frame');
  assert.ok(dots['point set'] > 100_000, 'no dots without points');
  assert.ok(sum(dots) - dots['start pictures'] <= kDotsBudgetBytes, `until dots: ${sum(dots)} bytes`);
  await page.context().close();
});

test('sample heads are fetched when a hand is on its way, and no others', async () => {
  const page = await openPage(bench);
  await page.waitForFunction(() => window.hairlineDesigner.debug.complete());
  const samples = () => page.requests.filter((address) => /\/samples\//.test(address));
  assert.deepEqual(samples(), [], 'fetched behind the visitor\'s back');
  await page.hover('#try-sample');
  await page.waitForLoadState('networkidle');
  assert.equal(samples().length, 2, samples().join(' '));
  assert.ok(samples().every((address) => /samples\/front\./.test(address)));
  await page.click('#try-sample');
  await page.waitForSelector('#studio:not([hidden])');
  assert.equal(samples().length, 2, 'fetched again');
  await page.context().close();
});
