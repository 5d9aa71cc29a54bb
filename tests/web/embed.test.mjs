// The designer in other people's pages: the element, the frame and its messages, as the examples show them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, openPageWithout, shots, sizes } from './browser.mjs';
import { kRoot } from './harness.mjs';

const kHostile = 1000;

let bench;
before(async () => {
  bench = await openBrowser();
});
after(() => bench.close());

async function openExample(name, size = sizes.desktop) {
  const page = await openPageWithout(bench, size);
  await page.goto(`${bench.url}examples/${name}`);
  return page;
}

const kDesign = readFileSync(join(kRoot, 'tests/design/v1/flat.json'), 'utf8');

test('two elements stand in a page that scrolls past them, and tell their plans', async () => {
  const page = await openExample('element.html', { viewport: { width: 1000, height: 700 } });
  await page.waitForFunction(() => document.getElementById('sample').api);
  await page.waitForFunction(() => !document.getElementById('sample').shadowRoot.querySelector('.gate').hidden);
  await page.screenshot({ path: join(shots, 'embed-element.png'), fullPage: true });
  // The wheel over the sample's canvas scrolls the page while nobody edits.
  await page.locator('#sample').scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  const box = await page.locator('#sample').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -160);
  await page.waitForFunction((before) => scrollY < before - 100, before);
  const design = () => page.evaluate(() => String(document.getElementById('sample').getDesign()));
  const untouched = await design();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2 - 200);
  await page.mouse.up();
  assert.equal(await design(), untouched, 'a drag past it changed the design');
  // After "Edit" the same wheel is the designer's.
  await page.locator('#sample').getByRole('button', { name: 'Edit', exact: true }).first().click();
  assert.ok(await page.evaluate(() => document.getElementById('sample').hasAttribute('editing')));
  const at = await page.evaluate(() => scrollY);
  await page.locator('#sample canvas').hover({ position: { x: 300, y: 200 } });
  await page.mouse.wheel(0, 120);
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => scrollY), at);

  await page.evaluate(async (design) => {
    const own = document.getElementById('own');
    await own.ready;
    await own.setDesign(design);
  }, kDesign);
  await page.waitForFunction(() => /About \d/.test(document.getElementById('price').textContent));
  assert.ok(await page.evaluate(() => document.getElementById('own').getDots().split('\n').length) > 300);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('twenty elements put in and taken out leave nothing', async () => {
  const page = await openExample('element.html', { viewport: { width: 800, height: 600 } });
  await page.waitForFunction(() => document.getElementById('sample').api);
  const left = await page.evaluate(async () => {
    document.getElementById('own').remove();
    for (let i = 0; i < 20; ++i) {
      const element = document.createElement('hairline-designer');
      document.body.append(element);
      if (i % 2) await element.ready; // the others are taken out while they start
      else element.ready.catch(() => {});
      element.remove();
      if (element.shadowRoot.childNodes.length || element.designer) return `round ${i}`;
    }
    const element = document.createElement('hairline-designer');
    document.body.append(element);
    await element.ready;
    const { width } = element.shadowRoot.querySelector('canvas').getBoundingClientRect();
    return width > 100 ? '' : 'the last one is not drawn';
  });
  assert.equal(left, '');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a profile sets the prices shown, a bad one is told, and the mode is the page\'s choice', async () => {
  const page = await openExample('element.html', { viewport: { width: 1000, height: 700 } });
  await page.route('**/profiles/*.json', (route) => route.fulfill({ contentType: 'application/json', body: JSON.stringify({
    format: 'hairline-profile', version: 1, currency: 'CHF', clinic: { name: 'Studio' },
    price: /bad/.test(route.request().url()) ? { tax_percent: 'much' } : { basis: 'area', per_cm2: 12, total: { low: 0, high: 9000 }, touch_up: 100 } }) }));
  await page.waitForFunction(() => document.getElementById('sample').api && document.getElementById('own').api);
  await page.waitForFunction(() => document.getElementById('sample').getEstimate().area_cm2.value > 1);
  await page.evaluate(() => document.getElementById('sample').setAttribute('profile', '../profiles/clinic.json'));
  await page.waitForFunction(() => document.getElementById('sample').getEstimate().cost.currency === 'CHF');
  const { cost, area_cm2: area, why } = await page.evaluate(() => JSON.parse(String(document.getElementById('sample').getEstimate())));
  assert.ok(Math.abs(cost.value - 12 * area.value) < 1e-6, JSON.stringify(cost));
  assert.ok(why.some((each) => /CHF.*cm²/.test(each)), why.join(' | '));
  await page.evaluate(() => document.getElementById('sample').setAttribute('profile', '../profiles/bad.json'));
  await page.locator('#sample .toast').waitFor();
  assert.match(await page.locator('#sample .toast').textContent(), /price\.tax_percent/);
  assert.equal(await page.evaluate(() => document.getElementById('sample').getEstimate().cost.currency), 'CHF');
  // The other element has prices of its own.
  const modes = await page.evaluate(async () => {
    const out = [];
    for (const mode of ['studio', 'guided']) {
      const element = document.createElement('hairline-designer');
      for (const [name, value] of Object.entries({ mode, currency: 'EUR', sample: 'front' })) element.setAttribute(name, value);
      document.body.append(element);
      await element.ready;
      while (!element.getDots().includes('\n')) await new Promise((done) => setTimeout(done, 50));
      // The mode is chosen after the first frame and seen with a later one, which a busy machine may take its time for.
      const screen = () => element.api.debug.uiItems().screen;
      for (let turn = 0; turn < 200 && screen() !== mode; ++turn) await new Promise((done) => setTimeout(done, 100));
      // And it stays so: nothing may choose again behind it.
      await new Promise((done) => setTimeout(done, 600));
      out.push(screen(), element.getEstimate().cost.currency);
      element.remove();
    }
    return out;
  });
  assert.deepEqual(modes, ['studio', 'EUR', 'guided', 'EUR']);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('an address that cannot be fetched is told in the element', async () => {
  const page = await openExample('element.html', { viewport: { width: 800, height: 600 } });
  await page.waitForFunction(() => document.getElementById('own').api);
  await page.evaluate(() => document.getElementById('own').setAttribute('photo', 'no-such.jpg'));
  await page.locator('#own .toast').waitFor();
  assert.match(await page.locator('#own .toast').textContent(), /No-such\.jpg could not be fetched; check the address/i);
  await page.context().close();
});

test('a page talks to the frame by messages; a thousand hostile ones change nothing', async () => {
  const page = await openExample('iframe.html', { viewport: { width: 1000, height: 800 } });
  await page.waitForFunction(() => document.body.dataset.ready);
  await page.evaluate((design) => window.callDesigner('setDesign', design), kDesign);
  await page.waitForFunction(() => /About \d/.test(document.getElementById('price').textContent));
  await page.screenshot({ path: join(shots, 'embed-iframe.png') });
  const plan = await page.evaluate(() => window.callDesigner('getEstimate'));
  assert.ok(plan.area_cm2.value > 1 && plan.dots.low > 100, JSON.stringify(plan));
  assert.equal(await page.evaluate(() => window.callDesigner('eval', 'x').catch(({ id }) => id)), 'frame.call');
  assert.equal(await page.evaluate(() => window.callDesigner('setDesign', '{').catch(({ id }) => id)), 'json.syntax');

  const before = await page.evaluate(() => window.callDesigner('getDesign'));
  await page.evaluate(async (count) => {
    const { contentWindow } = document.getElementById('designer');
    let state = 7;
    const dice = (n) => (state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0, (state >>> 1) % n);
    const values = [null, 0, -1, 1e308, '', '<img src=x onerror=alert(1)>', [], {}, [[[]]], { length: -1 }, '__proto__', 'constructor', new Date(), new Map([[1, 2]]), new ArrayBuffer(64)];
    const calls = ['setDesign', 'setLook', 'loadPhoto', 'debug', 'constructor', '__proto__', 'toString', 'stop', '', 7, null];
    for (let i = 0; i < count; ++i) {
      const value = () => values[dice(values.length)];
      const message = dice(4) === 0 ? value() : { hairline: dice(3) === 0 ? value() : 1, id: value(), call: calls[dice(calls.length)], args: dice(3) ? [value(), value()] : value(), event: value() };
      contentWindow.postMessage(message, '*');
    }
    await new Promise((done) => setTimeout(done, 500));
  }, kHostile);
  assert.deepEqual(await page.evaluate(() => window.callDesigner('getDesign')), before);

  // Who is not named in the address is not heard, and nothing is told to him.
  const deaf = await page.evaluate(async (base) => {
    const other = document.createElement('iframe');
    other.src = `${base}index.html?parent=https%3A%2F%2Fclinic.example`;
    document.body.append(other);
    await new Promise((done) => other.addEventListener('load', done));
    await new Promise((done) => setTimeout(done, 3000));
    let heard = 0;
    addEventListener('message', ({ source }) => {
      if (source === other.contentWindow) ++heard;
    });
    other.contentWindow.postMessage({ hairline: 1, id: 1, call: 'getDesign', args: [] }, '*');
    await new Promise((done) => setTimeout(done, 500));
    return heard;
  }, bench.url);
  assert.equal(deaf, 0);
  assert.deepEqual(page.problems.filter((each) => !/postMessage/.test(each)), []);
  await page.context().close();
});
