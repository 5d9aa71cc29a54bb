// The page itself: start page, keyboard, privacy, rest, loss of the graphics card, sizes.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { canvasStats, loadPhoto, openBrowser, openPage, settle, shots, sizes } from './browser.mjs';
import { smoothPng } from './fixtures.mjs';

let bench;
before(async () => {
  bench = await openBrowser();
});
after(() => bench.close());

test('the start page fits phone, tablet and desktop', async () => {
  for (const [name, size] of Object.entries(sizes)) {
    for (const scheme of ['light', 'dark']) {
      const page = await openPage(bench, { ...size, colorScheme: scheme });
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(shots, `start-${name}-${scheme}.png`) });
      const { scroll, targets } = await page.evaluate(() => ({
        scroll: [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight],
        targets: [...document.querySelectorAll('#start button')].filter((b) => b.offsetParent).map((b) => [b.textContent, b.offsetHeight]),
      }));
      assert.ok(scroll[0] <= 0, `${name}: scrolls sideways by ${scroll[0]}`);
      assert.ok(scroll[1] <= 0, `${name}: what matters does not fit by ${scroll[1]} px`);
      for (const [label, height] of targets) assert.ok(height >= 44, `${name}: ${label} is ${height} px high`);
      assert.deepEqual(page.problems, []);
      await page.context().close();
    }
  }
});

test('the start page works by keyboard alone', async () => {
  const page = await openPage(bench);
  const reached = [];
  for (let i = 0; i < 5; ++i) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent));
  }
  assert.deepEqual(reached.slice(0, 4), ['Before and after', 'Add a photo', 'Try a sample head', 'Open a design']);
  await page.focus('#hero input');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.inputValue('#hero input'), '44');
  const chooser = page.waitForEvent('filechooser');
  await page.focus('#add-photo');
  await page.keyboard.press('Enter');
  await chooser;
  await page.context().close();
});

test('text contrast is at least 4.5 : 1 in light and dark', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await openPage(bench, { ...sizes.desktop, colorScheme });
    const poor = await page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const light = (colour, under) => {
        canvas.fillStyle = under;
        canvas.fillRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const out = [];
      for (const element of document.querySelectorAll('#start *')) {
        if (!element.offsetParent || ![...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
        let ground = element;
        while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
        const a = light(getComputedStyle(element).color, '#fff');
        const b = light(getComputedStyle(ground ?? document.body).backgroundColor, '#fff');
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < 4.5) out.push(`${element.textContent.trim().slice(0, 30)}: ${contrast.toFixed(2)}`);
      }
      return out;
    });
    assert.deepEqual(poor, [], colorScheme);
    await page.context().close();
  }
});

test('WebGL 2 by SwiftShader; at rest no frame is drawn', async () => {
  const page = await openPage(bench);
  await loadPhoto(page, smoothPng(800, 1000), { name: 'a.png', type: 'image/png' });
  const renderer = await page.evaluate(() => window.hairlineDesigner.debug.rendererString());
  assert.match(renderer, /SwiftShader/);
  const before = await page.evaluate(() => window.hairlineDesigner.debug.frameCount());
  await page.waitForTimeout(1500);
  const after = await page.evaluate(() => window.hairlineDesigner.debug.frameCount());
  assert.equal(after - before, 0, 'idle frames');
  await page.mouse.move(700, 400);
  await settle(page);
  const moved = await page.evaluate(() => window.hairlineDesigner.debug.frameCount());
  assert.ok(moved > after && moved - after <= 12, `${moved - after} frames for one move of the mouse`);
  console.log(`renderer ${renderer}; idle frames in 1.5 s: ${after - before}; frames for one mouse move: ${moved - after}`);
  await page.context().close();
});

test('a lost WebGL context comes back with the same picture', async () => {
  const page = await openPage(bench);
  await loadPhoto(page, smoothPng(800, 1000), { name: 'a.png', type: 'image/png' });
  await page.waitForFunction(() => window.hairlineDesigner.debug.complete()); // letters are drawn anew when the whole type is there
  await settle(page);
  const first = await canvasStats(page);
  const design = await page.evaluate(() => JSON.stringify(window.hairlineDesigner.getDesign()));
  await page.evaluate(async () => {
    const extension = window.hairlineDesigner.debug.loseContext();
    await new Promise((resolve) => setTimeout(resolve, 200));
    // Input while the context is away must do no harm.
    const canvas = document.getElementById('canvas');
    canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: 300, clientY: 300 }));
    canvas.dispatchEvent(new PointerEvent('pointerleave', { clientX: 300, clientY: 300 }));
    extension.restoreContext();
  });
  await page.waitForTimeout(1000);
  await settle(page);
  const second = await canvasStats(page);
  assert.ok(first.deviation > 5, 'the picture is flat');
  assert.equal(second.hash, first.hash);
  assert.equal(await page.evaluate(() => JSON.stringify(window.hairlineDesigner.getDesign())), design);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a context that stays away is told', async () => {
  const page = await openPage(bench);
  await loadPhoto(page, smoothPng(400, 500), { name: 'a.png', type: 'image/png' });
  await page.evaluate(() => void window.hairlineDesigner.debug.loseContext());
  await page.waitForSelector('.toast', { timeout: 9000 });
  assert.match(await page.textContent('.toast p'), /design is safe/);
  // Until the page is loaded again nothing new can be opened, and the design stays.
  const before = await page.evaluate(() => JSON.stringify(window.hairlineDesigner.getDesign()));
  const error = await loadPhoto(page, smoothPng(300, 300), { name: 'b.png', type: 'image/png' }).then(() => '', (e) => e.message);
  assert.match(error, /graphics card is away\. Save your design/);
  assert.equal(await page.evaluate(() => JSON.stringify(window.hairlineDesigner.getDesign())), before);
  await page.context().close();
});

test('nothing is requested after load, and the policy forbids it anyway', async () => {
  const page = await openPage(bench);
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => window.hairlineDesigner.debug.complete());
  const before = page.requests.length;
  assert.ok(page.requests.every((address) => address.startsWith(bench.url)), page.requests.join('\n'));
  await page.context().setOffline(true);
  await loadPhoto(page, smoothPng(600, 700), { name: 'a.png', type: 'image/png' });
  await page.evaluate(async () => {
    window.hairlineDesigner.getDots();
    await window.hairlineDesigner.setDesign(window.hairlineDesigner.getDesign());
    await window.hairlineDesigner.exportImage();
  });
  assert.deepEqual(page.requests.slice(before), []);
  await page.context().setOffline(false);
  const blocked = await page.evaluate(async () => {
    const violations = [];
    addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    await fetch('http://127.0.0.1:9/').catch(() => {});
    new Image().src = 'http://127.0.0.1:9/x.png';
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { violations: [...new Set(violations)].sort(), injected: Boolean(window.injected) };
  });
  assert.equal(blocked.injected, false);
  for (const directive of ['connect-src', 'img-src']) assert.ok(blocked.violations.includes(directive), `${directive}: ${blocked.violations}`);
  console.log(`${before} requests while loading, 0 afterwards; refused: ${blocked.violations.join(', ')}`);
  await page.context().close();
});
