// The photo explains itself: from a file that was chosen to a hairline on the head, by mouse and by finger; and what is said
// where there is no head.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { clickItem, loadPhoto, middle, nativeProgram, openBrowser, openPage, settle, shots, sizes, uiItems } from './browser.mjs';
import { smoothPng } from './fixtures.mjs';

/** From the moment a photo of 12 megapixels is chosen; on a machine of its own (the aim is 2500 ms on two cores). */
const kMostMs = Number(process.env.HD_FIND_MS ?? 20_000);

let bench, scratch;
const hairline = (...args) => {
  const { status, stdout, stderr } = spawnSync(nativeProgram('hairline'), args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(status, 0, `hairline ${args.join(' ')}: ${stderr}`);
  return stdout;
};
before(async () => {
  bench = await openBrowser();
  scratch = mkdtempSync(join(tmpdir(), 'finding-'));
  hairline('sample', '--view', 'front', '--norwood', '4', '--skin', '4', '--size', '900x1200', '-o', join(scratch, 'head.png'));
});
after(async () => {
  await bench.close();
  rmSync(scratch, { recursive: true, force: true });
});

const head = () => readFileSync(join(scratch, 'head.png'));
const nets = (page) => page.requests.filter((address) => /\/nets\.\w+\.bin/.test(address));
const design = (page) => page.evaluate(() => window.hairlineDesigner.getDesign());
const found = (page) => page.waitForFunction(() => performance.getEntriesByName('designer-head-found').length > 0, null, { timeout: 60_000 });

async function chooseHead(page) {
  await page.setInputFiles('#photo-input', { name: 'me.png', mimeType: 'image/png', buffer: head() });
  await found(page);
  await settle(page);
}

for (const [size, screen] of [['desktop', sizes.desktop], ['phone', sizes.phone]]) {
  test(`an own photo gets a hairline without a mark being moved (${size})`, async () => {
    const page = await openPage(bench, screen);
    await page.waitForFunction(() => window.hairlineDesigner.debug.complete());
    assert.deepEqual(nets(page), [], 'nothing is fetched before a photo is added');
    const asked = page.requests.length;
    await chooseHead(page);
    assert.deepEqual(page.requests.slice(asked), nets(page), 'only the nets are fetched');
    assert.equal(nets(page).length, 1);
    const { measures, hairline: line, zones, photo } = await design(page);
    assert.equal(photo.file, 'me.png');
    assert.ok(measures.placed.length >= 6 && measures.outline.length > 20, 'marks and outline');
    assert.ok(Object.keys(measures.sd_px).length >= 6, 'with their errors');
    assert.ok(line.enabled && zones.length > 1);
    const estimate = await page.evaluate(() => JSON.parse(window.hairlineDesigner.getEstimate().toString()));
    assert.ok(estimate.dots.value > 1000 && !estimate.assumed_head);
    assert.equal((await uiItems(page)).step, 'hairline');
    await page.screenshot({ path: join(shots, `found-${size}.png`) });
    // Another photo: from what is kept.
    await chooseHead(page);
    assert.equal(nets(page).length, 1, 'fetched again');
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}

test('loadPhoto resolves with what the command finds', async () => {
  const page = await openPage(bench);
  const expected = JSON.parse(hairline('find', join(scratch, 'head.png'), '--json'));
  const result = await loadPhoto(page, head(), { name: 'me.png', type: 'image/png', find: true });
  assert.deepEqual(result, expected);
  assert.equal(await loadPhoto(page, head(), { name: 'me.png', type: 'image/png' }), null, 'not looked for when told so');
  await page.context().close();
});

test('a photo without a head: clear words, and marks by hand', async () => {
  const page = await openPage(bench);
  await page.setInputFiles('#photo-input', { name: 'wall.png', mimeType: 'image/png', buffer: smoothPng(700, 900) });
  await page.waitForFunction(() => /head/i.test(window.hairlineDesigner.debug.uiItems().message), null, { timeout: 60_000 });
  const { message, looking_for_head: looking } = await uiItems(page);
  assert.match(message, /^No head was found.*by hand/);
  assert.equal(looking, false);
  assert.match(JSON.stringify(await page.evaluate(() => window.hairlineDesigner.getEstimate())), /assumed_head/);
  await page.evaluate(() => window.hairlineDesigner.debug.runAction('tool.scale'));
  await settle(page);
  const pupil = (await uiItems(page)).items.find(({ id }) => id === 'landmark.pupil_left');
  const [x, y] = middle(pupil);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 10, { steps: 4 });
  await page.mouse.up();
  await settle(page);
  assert.deepEqual((await design(page)).measures.placed, ['pupil_left']);
  assert.doesNotMatch(JSON.stringify(await page.evaluate(() => window.hairlineDesigner.getEstimate())), /assumed_head/);
  const result = await loadPhoto(page, smoothPng(700, 900), { name: 'wall.png', type: 'image/png', find: true });
  assert.equal(result.faces, 0);
  assert.deepEqual(result.warnings.map(({ id }) => id), ['nobody']);
  await page.context().close();
});

test('nets that cannot be had: words, and marks by hand; the next photo asks again', async () => {
  const page = await openPage(bench);
  await page.context().route(/\/nets\./, (route) => route.abort());
  const result = await loadPhoto(page, head(), { name: 'me.png', type: 'image/png', find: true });
  assert.deepEqual(result.warnings.map(({ id }) => id), ['failed']);
  assert.match((await uiItems(page)).message, /by hand/);
  await page.context().unroute(/\/nets\./);
  assert.equal((await loadPhoto(page, head(), { name: 'me.png', type: 'image/png', find: true })).faces, 1);
  await page.context().close();
});

for (const [how, screen] of [['mouse', sizes.desktop], ['finger', sizes.phone]]) {
  test(`a wrong mark is mended by a drag, undone and redone (${how})`, async () => {
    const page = await openPage(bench, screen);
    await chooseHead(page);
    await page.evaluate(() => window.hairlineDesigner.debug.runAction('step.scale'));
    await settle(page);
    await page.screenshot({ path: join(shots, `found-marks-${how}.png`) });
    const chin = async () => (await design(page)).measures.landmarks.menton;
    const before = await chin();
    const [x, y] = middle((await uiItems(page)).items.find(({ id }) => id === 'landmark.menton'));
    if (how === 'mouse') {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 4, y - 16, { steps: 5 });
      await page.mouse.up();
    } else {
      const session = await page.context().newCDPSession(page);
      const touch = (type, points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
      await touch('touchStart', [{ x, y }]);
      for (let i = 1; i <= 5; ++i) await touch('touchMove', [{ x: x + 0.8 * i, y: y - 3.2 * i }]);
      await touch('touchEnd', []);
    }
    await settle(page);
    const mended = await chin();
    assert.notDeepEqual(mended, before);
    assert.equal((await design(page)).measures.sd_px.menton, undefined, 'placed by hand now');
    await clickItem(page, /^Undo/);
    assert.deepEqual(await chin(), before);
    await clickItem(page, /^Redo/);
    assert.deepEqual(await chin(), mended);
    await page.context().close();
  });
}

test('a photo of 12 megapixels: from choosing to the hairline, with the page answering', async () => {
  const big = join(scratch, 'big.jpg');
  hairline('sample', '--view', 'front', '--norwood', '3', '--skin', '3', '--size', '3000x4000', '-o', big);
  const page = await openPage(bench);
  await page.waitForFunction(() => window.hairlineDesigner.debug.complete());
  const base64 = readFileSync(big).toString('base64');
  const measured = await page.evaluate(async (base64) => {
    const file = new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], 'big.jpg', { type: 'image/jpeg' });
    const long = [];
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({ type: 'longtask' });
    const from = performance.now();
    const result = await window.hairlineDesigner.loadPhoto(file);
    const foundMs = performance.now() - from;
    await new Promise((resolve) => {
      const wait = () => (window.hairlineDesigner.debug.settled() ? resolve() : requestAnimationFrame(wait));
      requestAnimationFrame(wait);
    });
    const settledMs = performance.now() - from;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { faces: result.faces, foundMs: Math.round(foundMs), settledMs: Math.round(settledMs), long };
  }, base64);
  console.log(`12 Mpx: found after ${measured.foundMs} ms, at rest after ${measured.settledMs} ms; tasks over 50 ms on the main thread: ${measured.long.join(', ') || 'none'}`);
  assert.equal(measured.faces, 1);
  assert.ok(measured.foundMs <= kMostMs, `${measured.foundMs} ms`);
  await page.context().close();
});
