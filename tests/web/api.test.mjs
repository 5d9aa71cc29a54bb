// window.hairlineDesigner gives what the headless command gives: the same dots, the same numbers, the same picture.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readPng } from '../png.mjs';
import { loadPhoto, nativeProgram, openBrowser, openPage, refusal } from './browser.mjs';
import { cornerJpeg, smoothPng } from './fixtures.mjs';
import { kRoot } from './harness.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'hairline-api-'));
const hairline = (...args) => execFileSync(nativeProgram('hairline'), args, { encoding: 'utf8', cwd: scratch, maxBuffer: 1 << 28 });
const sha = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

let bench;
let page;
let truth;
let photo;
before(async () => {
  hairline('sample', '--view', 'front', '--norwood', '4', '--skin', '3', '--size', '800x1000', '-o', 'head.png', '--truth', 'truth.json');
  photo = readFileSync(join(scratch, 'head.png'));
  truth = readFileSync(join(scratch, 'truth.json'), 'utf8');
  bench = await openBrowser();
  page = await openPage(bench);
});
after(async () => {
  await bench.close();
  rmSync(scratch, { recursive: true });
});

const api = (method, ...args) => page.evaluate(({ method, args }) => window.hairlineDesigner[method](...args), { method, args });

/** Designs of different kinds, made by the command. */
function designs() {
  writeFileSync(join(scratch, 'skin.png'), smoothPng(1000, 800));
  hairline('new', '--photo', 'skin.png', '--mm-per-px', '0.1', '--zone', '100,100 700,120 650,600 120,580', '--density', '180', '--seed', '7', '-o', 'flat.json');
  hairline('new', '--photo', 'head.png', '--truth', 'truth.json', '--norwood', '3', '-o', 'n3.json');
  hairline('new', '--photo', 'head.png', '--truth', 'truth.json', '--norwood', '6', '--irregularity', '1', '--seed', '42', '-o', 'n6.json');
  return ['flat', 'n3', 'n6'];
}

test('before any photo a design gives the same dots and the same estimate as the command', async () => {
  for (const name of designs()) {
    const json = readFileSync(join(scratch, `${name}.json`), 'utf8');
    await api('setDesign', name === 'n3' ? JSON.parse(json) : json);
    const csv = await api('getDots');
    const told = hairline('dots', `${name}.json`, '--csv');
    console.log(`${name}: ${csv.split('\n').length - 2} dots, ${sha(csv)} in the browser, ${sha(told)} by the command`);
    assert.equal(sha(csv), sha(told));
    assert.deepEqual(await api('getEstimate'), JSON.parse(hairline('estimate', `${name}.json`, '--json')));
    // Through text, for JavaScript writes -0 as 0.
    assert.equal(JSON.stringify(await api('getDesign')), JSON.stringify(JSON.parse(json)));
  }
});

test('the look is set by its members, is kept with the design and leaves the rest of it and the dots alone', async () => {
  const [design, dots, look] = [await api('getDesign'), sha(await api('getDots')), await api('getLook')];
  assert.deepEqual(look.mistakes, []);
  await api('setLook', { day: 1826, sun: 'high', touch_ups: 1, mistakes: ['too-deep', 'too-straight'], distance_m: 1 });
  assert.deepEqual(await api('getLook'), { ...look, day: 1826, sun: 'high', touch_ups: 1, mistakes: ['too-deep', 'too-straight'], distance_m: 1 });
  assert.equal((await api('getEstimate')).touch_up_years.length, 4);
  assert.match(await refusal(page, () => api('setLook', { day: 5, sun: 'much' })), /sun/);
  assert.equal((await api('getLook')).day, 1826);
  const seen = await api('getDesign');
  assert.deepEqual(seen, { ...design, look: { session: 4, day: 1826, sun: 'high', skin_type: 'normal', pigment: 'permanent', touch_ups: 1, distance_mm: 1000 } });
  assert.equal(sha(await api('getDots')), dots);
  await api('setLook', look);
  assert.deepEqual(await api('getLook'), look);
  assert.deepEqual(await api('getDesign'), design);
  // The file brings its look along; mistakes are never part of it.
  await api('setDesign', seen);
  assert.deepEqual(await api('getLook'), { ...look, day: 1826, sun: 'high', touch_ups: 1, distance_m: 1 });
  await api('setDesign', design);
});

test('designs of version 1 give the dots of then, and what comes out is version 2 and stays as it is', async () => {
  const golden = JSON.parse(readFileSync(new URL('../design/v1/golden.json', import.meta.url), 'utf8'));
  for (const [name, then] of Object.entries(golden)) {
    await api('setDesign', readFileSync(new URL(`../design/v1/${name}`, import.meta.url), 'utf8'));
    assert.equal(sha(await api('getDots')), then.dots_sha256.slice(0, 16), name);
    const plan = await api('getEstimate');
    assert.deepEqual([plan.area_cm2.value, plan.cost.low, plan.cost.high], [then.plan.area_cm2.value, then.plan.cost.low, then.plan.cost.high], name);
    const written = await api('getDesign');
    assert.equal(written.version, 2);
    await api('setDesign', written);
    assert.equal(JSON.stringify(await api('getDesign')), JSON.stringify(written), name);
  }
  await api('setDesign', readFileSync(join(scratch, 'n6.json'), 'utf8'));
});

test('a bad design is refused with the field and changes nothing', async () => {
  const good = await api('getDesign');
  const cases = [
    ['', /./], ['{', /JSON|line|object/i], ['[]', /./],
    [JSON.stringify({ ...good, version: 99 }), /version/],
    [JSON.stringify({ ...good, seed: -1 }), /seed/],
    [JSON.stringify({ ...good, zones: [{ ...good.zones[0], density_per_cm2: 1e9 }] }), /zones\[0\]\.density/],
  ];
  for (const [text, expected] of cases) assert.match(await refusal(page, () => api('setDesign', text)), expected);
  assert.deepEqual(await api('getDesign'), good);
});

test('a photo opens without the start page being touched, with known geometry or landmarks', async () => {
  const fresh = await openPage(bench);
  assert.equal(await fresh.isVisible('#start'), true);
  await loadPhoto(fresh, photo, { name: 'head.png', type: 'image/png', truth });
  assert.equal(await fresh.isVisible('#start'), false);
  const byTruth = await fresh.evaluate(() => window.hairlineDesigner.getEstimate());
  assert.deepEqual(await fresh.evaluate(() => JSON.parse(window.hairlineDesigner.getEstimate())), byTruth, 'it also reads as JSON text');
  assert.ok(byTruth.area_cm2.value > 10 && byTruth.dots.value > 1000, JSON.stringify(byTruth.area_cm2));
  await loadPhoto(fresh, photo, { name: 'head.png', type: 'image/png', landmarks: JSON.parse(truth) });
  const { view } = await fresh.evaluate(() => window.hairlineDesigner.getDesign());
  assert.equal(view.kind, 'head');
  await loadPhoto(fresh, photo, { name: 'head.png', type: 'image/png' });
  assert.match(await refusal(fresh, () => loadPhoto(fresh, photo, { landmarks: '{"landmarks":{"nose":[1,2]}}' })), /nose/);
  assert.deepEqual(fresh.problems, []);
  await fresh.context().close();
});

const exportBytes = async (on) => Buffer.from(await on.evaluate(async () => {
  const blob = await window.hairlineDesigner.exportImage();
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(text);
}), 'base64');

test('the exported picture is the command\'s picture, close up and as seen from three metres', async () => {
  await loadPhoto(page, photo, { name: 'head.png', type: 'image/png', truth });
  await api('setDesign', readFileSync(join(scratch, 'n6.json'), 'utf8'));
  const seen = [];
  for (const metres of [0, 3]) {
    await api('setLook', { distance_m: metres });
    const here = readPng(await exportBytes(page));
    hairline('render', 'n6.json', ...(metres ? ['--distance', String(metres)] : []), '-o', 'n6.png');
    const there = readPng(readFileSync(join(scratch, 'n6.png')));
    assert.deepEqual([here.width, here.height], [there.width, there.height]);
    let worst = 0;
    let differing = 0;
    for (let i = 0; i < there.rgb.length; ++i) {
      const difference = Math.abs(here.rgb[i] - there.rgb[i]);
      worst = Math.max(worst, difference);
      differing += difference > 1 ? 1 : 0;
    }
    console.log(`export at ${metres} m against command: worst difference ${worst}/255, ${differing} of ${there.rgb.length} values differ by more than 1`);
    assert.ok(differing / there.rgb.length < 1e-4);
    seen.push(Buffer.from(here.rgb));
  }
  await api('setLook', { distance_m: 0 });
  assert.ok(!seen[0].equals(seen[1]), 'distance shows in the export');
});

test('an export holds no EXIF and no GPS', async () => {
  const jpeg = await cornerJpeg(page, 6);
  assert.ok(jpeg.includes('SECRET-PLACE'));
  await loadPhoto(page, jpeg);
  const png = await exportBytes(page);
  assert.ok(!png.includes('SECRET-PLACE'));
  const { types, width, height } = readPng(png);
  assert.deepEqual(types, ['IHDR', 'sRGB', 'IDAT', 'IEND']);
  assert.deepEqual([width, height], [900, 600]);
});

test('WebGL preview and CPU reference agree: 99.9 % of values within 2/255', async () => {
  for (const [name, contentType] of [['preview-check.mjs', 'text/javascript'], ['preview-check.wasm', 'application/wasm']]) {
    await page.route(`**/${name}`, (route) => route.fulfill({ body: readFileSync(join(kRoot, 'build/web-release/bin', name)), contentType }));
  }
  await loadPhoto(page, photo, { name: 'head.png', type: 'image/png', truth });
  await api('setDesign', readFileSync(join(scratch, 'n6.json'), 'utf8'));
  const windows = [
    { x: 0, y: 0, scale: 0.37, width: 296, height: 370 }, { x: 0, y: 0, scale: 1, width: 800, height: 600 },
    { x: 250.3, y: 120.7, scale: 2.6, width: 700, height: 600 }, { x: 380, y: 200, scale: 9, width: 640, height: 480 },
  ];
  for (const window of windows) {
    const check = await page.evaluate(async ({ base64, window }) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const rgb = Uint8Array.from({ length: data.length / 4 * 3 }, (_, i) => data[Math.floor(i / 3) * 4 + (i % 3)]);
      // The same libraries in a program of its own (tests/web/preview_check), on a context of its own.
      const { default: create } = await import('/preview-check.mjs');
      const module = await create({ canvasContext: new OffscreenCanvas(16, 16).getContext('webgl2') });
      const copy = (from) => {
        const at = module._malloc(from.length);
        module.HEAPU8.set(from, at);
        return at;
      };
      const plan = globalThis.hairlineDesigner.debug.picturePlan();
      const ok = module._hd_check_preview(copy(plan), plan.length, copy(rgb), bitmap.width, bitmap.height, window.x, window.y, window.scale, window.width, window.height);
      const text = new TextDecoder().decode(module.HEAPU8.slice(module._hd_text(), module._hd_text() + module._hd_text_size()));
      if (!ok) throw new Error(text);
      return JSON.parse(text);
    }, { base64: photo.toString('base64'), window });
    const share = 1 - check.over / check.values;
    console.log(`scale ${window.scale}: ${(share * 100).toFixed(3)} % within 2/255, worst ${check.worst}, ${check.dots} dots`);
    assert.ok(check.dots > 5000);
    assert.ok(share >= 0.999, `scale ${window.scale}`);
  }
});

test('nothing complained in the console', () => assert.deepEqual(page.problems, []));
