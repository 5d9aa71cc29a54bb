// Photos as they come from people: turned, broken, renamed, huge.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { canvasStats, loadPhoto, openBrowser, openPage, photos, refusal } from './browser.mjs';
import { cornerJpeg, makePng, smoothPng } from './fixtures.mjs';

let bench;
let page;
before(async () => {
  bench = await openBrowser();
  page = await openPage(bench);
});
after(() => bench.close());

/** Largest and mean difference of two canvases drawn one after the other. */
async function canvasPixels() {
  return page.evaluate(() => {
    const { pixels } = window.hairlineDesigner.debug.readPixels();
    const previous = window.previousPixels;
    window.previousPixels = pixels;
    if (!previous) return null;
    let sum = 0;
    for (let i = 0; i < pixels.length; ++i) sum += Math.abs(pixels[i] - previous[i]);
    return sum / pixels.length;
  });
}

test('the four EXIF orientations come out alike', async () => {
  await page.evaluate(() => delete window.previousPixels);
  for (const orientation of [1, 3, 6, 8]) {
    await loadPhoto(page, await cornerJpeg(page, orientation));
    const { photo } = await page.evaluate(() => window.hairlineDesigner.getDesign());
    assert.deepEqual([photo.width_px, photo.height_px], [900, 600], `orientation ${orientation}`);
    const difference = await canvasPixels();
    console.log(`orientation ${orientation}: mean difference to the one before ${difference?.toFixed(3) ?? '-'} of 255`);
    assert.ok(difference === null || difference < 1.5, `orientation ${orientation} differs by ${difference}`);
  }
  assert.ok((await canvasStats(page)).deviation > 10, 'the picture is flat');
});

test('real photographs in four orientations come out alike', { skip: !existsSync(join(photos, 'exif')) && 'no ../shared/photos' }, async () => {
  const sizes = [];
  await page.evaluate(() => delete window.previousPixels);
  for (const orientation of [1, 3, 6, 8]) {
    await loadPhoto(page, readFileSync(join(photos, `exif/Landscape_${orientation}.jpg`)));
    const { photo } = await page.evaluate(() => window.hairlineDesigner.getDesign());
    sizes.push(`${photo.width_px}x${photo.height_px}`);
    const difference = await canvasPixels();
    assert.ok(difference === null || difference < 3, `orientation ${orientation} differs by ${difference}`);
  }
  assert.equal(new Set(sizes).size, 1, sizes.join(' '));
});

test('files that are no photos are refused with what to do, and the open design stays', async () => {
  await loadPhoto(page, smoothPng(640, 800), { name: 'open.png', type: 'image/png' });
  const design = await page.evaluate(() => JSON.stringify(window.hairlineDesigner.getDesign()));
  const jpeg = await cornerJpeg(page, 1);
  const huge = Buffer.from(makePng(1, 1, () => Buffer.from([1, 2, 3])));
  huge.writeUInt32BE(40000, 16);
  huge.writeUInt32BE(40000, 20);
  const noPixels = Buffer.from(huge);
  noPixels.writeUInt32BE(0, 16);
  const cases = [
    ['an empty file', Buffer.alloc(0), /empty/],
    ['a PDF renamed .jpg', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj'), /PDF/],
    ['a text', Buffer.from('Dear diary, no photo today.'), /text/],
    ['a web page', Buffer.from('<!doctype html><p>404'), /web page/],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /SVG/],
    ['a saved design', Buffer.from('{"format":"hairline-design"}'), /design/],
    ['a ZIP archive', Buffer.from('PK\x03\x04rest'), /ZIP/],
    ['a cut-off JPEG', jpeg.subarray(0, jpeg.length * 0.6), /cut off/],
    ['the head of a JPEG', jpeg.subarray(0, 100), /cut off/],
    ['a cut-off PNG', smoothPng(200, 200).subarray(0, 300), /cut off/],
    ['a picture without pixels', noPixels, /no pixels/],
    ['a decompression bomb', huge, /1600 megapixels/],
    ['a HEIC that nobody here reads', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)]), /HEIC.*(JPEG|Compatible)/],
    ['noise', Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 197 + 31) & 255)), /no format/],
  ];
  for (const [what, bytes, expected] of cases) {
    const message = await refusal(page, () => loadPhoto(page, bytes));
    assert.match(message, expected, what);
    assert.match(message, /[Cc]hoose|[Cc]opy|[Uu]se|[Ss]ave|[Mm]ake|[Uu]npack|[Ee]xport|share/, `${what}: says what to do`);
  }
  assert.equal(await page.evaluate(() => JSON.stringify(window.hairlineDesigner.getDesign())), design);
  console.log(`${cases.length} kinds of bad files refused`);
});

test('a bad file chosen by hand shows a message in the page', async () => {
  await page.setInputFiles('#photo-input', { name: 'scan.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.4') });
  await page.waitForSelector('[role=alert] .toast');
  assert.match(await page.textContent('[role=alert] p'), /PDF/);
  await page.click('[role=alert] button');
  assert.equal(await page.locator('.toast').count(), 0);
});

test('a transparent picture lies on white', async () => {
  await loadPhoto(page, makePng(400, 500, () => Buffer.alloc(400 * 4), { alpha: true }), { name: 'clear.png', type: 'image/png' });
  const exported = await page.evaluate(async () => {
    const picture = await createImageBitmap(await window.hairlineDesigner.exportImage());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0);
    return [...context.getImageData(2, 498, 1, 1).data];
  });
  assert.deepEqual(exported, [255, 255, 255, 255]);
});

test('a 48 megapixel photo opens through a small working copy', async () => {
  const started = Date.now();
  const heapBefore = await page.evaluate(() => window.hairlineDesigner.debug.heapBytes());
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(8000, 6000);
    const c = canvas.getContext('2d');
    c.fillStyle = '#caa48c';
    c.fillRect(0, 0, 8000, 6000);
    c.fillStyle = '#875';
    c.fillRect(2000, 1000, 4000, 4000);
    await window.hairlineDesigner.loadPhoto(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 }));
  });
  const { photo } = await page.evaluate(() => window.hairlineDesigner.getDesign());
  const heap = await page.evaluate(() => window.hairlineDesigner.debug.heapBytes());
  console.log(`48 Mpx: ${Date.now() - started} ms, wasm heap ${(heap / 2 ** 20).toFixed(0)} MiB (before ${(heapBefore / 2 ** 20).toFixed(0)})`);
  assert.deepEqual([photo.width_px, photo.height_px], [8000, 6000]);
  assert.ok(heap <= 64 * 2 ** 20, 'pixels must stay outside the wasm heap');
});

test('nothing complained in the console', () => assert.deepEqual(page.problems, []));
