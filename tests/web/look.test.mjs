// How it will look: mistakes, distances, years, colours and proposals, found by the words on the screen.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { canvasStats, openBrowser, openPage, settle, shots, sizes, uiItems } from './browser.mjs';

let bench;
before(async () => {
  bench = await openBrowser();
});
after(() => bench.close());

const run = async (page, action) => {
  await page.evaluate((id) => window.hairlineDesigner.debug.runAction(id), action);
  await settle(page);
};
const designHash = async (page) => createHash('sha256').update(JSON.stringify(await page.evaluate(() => window.hairlineDesigner.getDesign()))).digest('hex');
const action = async (page, id) => (await uiItems(page)).actions.find((each) => each.id === id);
const picture = async (page) => canvasStats(page, (await uiItems(page)).canvas);

async function openSample(page) {
  await page.getByRole('button', { name: 'Try a sample head' }).click();
  await page.waitForSelector('#studio:not([hidden])');
  await settle(page);
}

test('a mistake is shown with its banner and sentence, and leaves design, dots and plan alone', async () => {
  const page = await openPage(bench);
  await openSample(page);
  const design = await designHash(page);
  const dots = await page.evaluate(() => window.hairlineDesigner.getDots());
  const good = await picture(page);
  await run(page, 'mistake.too-dense');
  assert.notEqual((await picture(page)).hash, good.hash);
  await run(page, 'mistake.too-deep');
  const { items } = await uiItems(page);
  assert.ok(items.some((each) => /back to your design|mistake/i.test(each.label)), 'no banner');
  assert.equal(await designHash(page), design);
  assert.deepEqual(await page.evaluate(() => window.hairlineDesigner.getDots()), dots);
  await page.screenshot({ path: join(shots, 'look-mistake.png') });
  await run(page, 'mistake.none');
  assert.equal((await picture(page)).hash, good.hash);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('distance blurs, years fade, a touch-up brings the colour back', async () => {
  const page = await openPage(bench);
  await openSample(page);
  const near = await picture(page);
  await run(page, 'distance.3m');
  const far = await picture(page);
  assert.ok(far.deviation < near.deviation, 'from far away there is less detail');
  await run(page, 'distance.close');
  assert.equal((await picture(page)).hash, near.hash);
  await run(page, 'sun.high');
  await run(page, 'touchup.show');
  const due = await picture(page);
  assert.ok(due.mean > near.mean, 'faded dots are lighter');
  await run(page, 'ink.temporary');
  assert.ok((await picture(page)).mean > due.mean, 'temporary pigment is nearly gone by then');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a stroke of the comb turns the dots under it, one step to undo, and the crown can turn the other way', async () => {
  const page = await openPage(bench);
  await openSample(page);
  const plain = await designHash(page);
  const flow = async () => (await page.evaluate(() => window.hairlineDesigner.getDesign())).flow;
  await run(page, 'tool.comb');
  const hairs = await picture(page);
  const { canvas } = await uiItems(page);
  const at = (x, y) => [canvas.x + x * canvas.width, canvas.y + y * canvas.height];
  await page.mouse.move(...at(0.43, 0.19));
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.16), { steps: 6 });
  await page.mouse.move(...at(0.57, 0.19), { steps: 6 });
  await page.mouse.up();
  await settle(page);
  await page.screenshot({ path: join(shots, 'look-comb.png') });
  const { strokes } = await flow();
  assert.equal(strokes.length, 1);
  assert.ok(strokes[0].points_map_mm.length > 4 && strokes[0].radius_mm === 20);
  assert.notEqual((await picture(page)).hash, hairs.hash, 'the hairs drawn over the dots follow');
  await page.mouse.click(...at(0.5, 0.17));
  await settle(page);
  assert.equal((await flow()).strokes.length, 1, 'a click bends nothing');
  await run(page, 'flow.whorl');
  assert.equal((await flow()).whorl_clockwise, false);
  await run(page, 'undo');
  await run(page, 'undo');
  assert.equal(await designHash(page), plain);
  assert.equal((await action(page, 'flow.straighten')).enabled, false);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('proposals: a copy to change, side by side with its own plan, and back', async () => {
  const page = await openPage(bench);
  await openSample(page);
  // The design that is looked at; the file keeps the others beside it.
  const shown = () => page.evaluate(() => ({ ...window.hairlineDesigner.getDesign(), proposals: null }));
  const a = await shown();
  assert.equal((await action(page, 'proposal.beside')).enabled, false);
  await run(page, 'proposal.b');
  await run(page, 'norwood.6');
  assert.notDeepEqual(await shown(), a);
  await run(page, 'proposal.beside');
  const { items } = await uiItems(page);
  const labels = items.filter((each) => /^[AB] · /.test(each.label));
  assert.equal(labels.length, 2, items.map((each) => each.label).join(' | '));
  assert.notEqual(labels[0].value, labels[1].value);
  await page.screenshot({ path: join(shots, 'look-proposals.png') });
  await run(page, 'proposal.beside');
  await run(page, 'proposal.a');
  assert.deepEqual(await shown(), a);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a tap on the skin is kept with the design; blinking rests when it is off', async () => {
  const page = await openPage(bench, sizes.phone);
  await openSample(page);
  await run(page, 'pick.skin');
  const { photo, canvas } = await uiItems(page);
  // The forehead, where the sample shows bare skin.
  const at = [photo.x + photo.width * photo.scale * 0.5, photo.y + photo.height * photo.scale * 0.32];
  assert.ok(at[1] > canvas.y && at[1] < canvas.y + canvas.height, 'the forehead is in sight');
  await page.touchscreen.tap(...at);
  await settle(page);
  const picked = await page.evaluate(() => window.hairlineDesigner.getDesign().photo.skin);
  assert.ok(picked.linear_rgb[0] > picked.linear_rgb[2], `skin is warm: ${JSON.stringify(picked)}`);
  await settle(page);
  await page.screenshot({ path: join(shots, 'look-phone.png') });
  // Each turn takes a few frames, and between turns nothing is drawn.
  const blink = () => page.evaluate(() => window.hairlineDesigner.debug.runAction('view.blink'));
  await blink();
  const seen = new Set();
  const first = (await uiItems(page)).counts.frames;
  for (let i = 0; i < 8; ++i) {
    seen.add((await uiItems(page)).before);
    await page.waitForTimeout(250);
  }
  assert.deepEqual([...seen].sort(), [false, true]);
  const drawn = (await uiItems(page)).counts.frames - first;
  assert.ok(drawn < 25, `${drawn} frames in two seconds of blinking`);
  await blink();
  await page.waitForTimeout(500);
  const { counts } = await uiItems(page);
  await page.waitForTimeout(700);
  assert.equal((await uiItems(page)).counts.frames, counts.frames, 'frames at rest');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
