// What a person takes home from the page: the plan, the hairline on paper, the drawing, the packed design. The command makes the
// same of the same design, so the page's are held against its bytes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { item, loadPhoto, middle, nativeProgram, openBrowser, openPage, openPageWithout, settle, shots } from './browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'handouts-'));
const at = (name) => join(folder, name);

function command(...args) {
  const { status, stdout, stderr } = spawnSync(nativeProgram('hairline'), args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(status, 0, `hairline ${args.join(' ')}: ${stderr}`);
  return stdout;
}

let bench;
before(async () => {
  bench = await openBrowser();
  command('sample', '--view', 'front', '--norwood', '3', '--card', '-o', 'head.png', '--truth', 'truth.json');
  command('new', '--photo', 'head.png', '--landmarks', 'truth.json', '--norwood', '3', '-o', 'new.json');
});
after(async () => {
  await bench.close();
  rmSync(folder, { recursive: true });
});

/** A page with the head and its design open; the design lies in page.json as the page writes it. */
async function openHead() {
  const page = await openPage(bench);
  await loadPhoto(page, readFileSync(at('head.png')), { name: 'head.png', type: 'image/png', truth: readFileSync(at('truth.json'), 'utf8') });
  await page.evaluate((design) => window.hairlineDesigner.setDesign(design), readFileSync(at('new.json'), 'utf8'));
  await settle(page);
  writeFileSync(at('page.json'), await page.evaluate(() => String(window.hairlineDesigner.getDesign())));
  return page;
}

/** The bytes of the blob that a call gives. */
const bytesOf = async (page, call, options) => Buffer.from(await page.evaluate(async ({ call, options }) => {
  const blob = await window.hairlineDesigner[call](options);
  const url = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(',') + 1);
}, { call, options }), 'base64');

const problemOf = (page, call, options) => page.evaluate(({ call, options }) => (
  window.hairlineDesigner[call](options).then(() => null, ({ id, message }) => ({ id, message }))), { call, options });

test('plan, hairline on paper and drawing are the command\'s to the last byte', async () => {
  const page = await openHead();
  const loaded = page.requests.length;
  const wishes = { start: '2026-12-01', yes: ['blood_thinners'], client: 'Z. Example' };
  writeFileSync(at('profile.json'), JSON.stringify({ format: 'hairline-profile', version: 1, currency: 'EUR', clinic: { name: 'Studio Nord' },
    price: { basis: 'hour', per_hour: 200, total: { low: 0, high: 9000 }, touch_up: 300 }, work: { interval_days: 21 } }));
  const stdout = command('plan', 'page.json', '--start', '2026-12-01', '--yes', 'blood_thinners', '--client', 'Z. Example', '--profile', 'profile.json',
    '--json', '--pdf', 'plan.pdf', '--html', 'plan.html');
  command('plan', 'page.json', '--pdf', 'letter.pdf', '--paper', 'letter');
  command('template', 'page.json', '--paper', 'letter', '-o', 'template.pdf');
  command('svg', 'page.json', '-o', 'drawing.svg');
  const profile = readFileSync(at('profile.json'), 'utf8');
  const plan = await page.evaluate((options) => window.hairlineDesigner.plan(options).then(String), { ...wishes, profile });
  assert.equal(`${plan}\n`, stdout);
  for (const [name, call, options] of [['plan.pdf', 'exportPlan', { ...wishes, profile }], ['plan.html', 'exportPlan', { ...wishes, profile, format: 'html' }],
    ['letter.pdf', 'exportPlan', { paper: 'letter' }], ['template.pdf', 'exportTemplate', { paper: 'letter' }], ['drawing.svg', 'exportDrawing', undefined]]) {
    assert.ok((await bytesOf(page, call, options)).equals(readFileSync(at(name))), `${name} differs`);
  }
  // A profile that is set once holds for every plan after it.
  await page.evaluate((text) => window.hairlineDesigner.setProfile(text), profile);
  assert.deepEqual(await page.evaluate(() => window.hairlineDesigner.getEstimate().cost), { currency: 'EUR', ...JSON.parse(plan).cost }, 'the estimate on the screen is another one');
  assert.equal(await page.evaluate(() => window.hairlineDesigner.plan().then(({ currency }) => currency)), 'EUR');
  const bad = await problemOf(page, 'setProfile', { format: 'hairline-profile', version: 1, price: { tax_percent: 'much' } });
  assert.equal(bad.id, 'json.field');
  assert.match(bad.message, /"?price\.tax_percent"?/i);
  assert.equal(await page.evaluate(() => window.hairlineDesigner.getEstimate().cost.currency), 'EUR', 'a bad profile changed the one before');
  assert.match((await problemOf(page, 'plan', { start: 'soon' })).message, /start/i);
  assert.match((await problemOf(page, 'plan', { starts: '2026-12-01' })).message, /starts/i);
  // What makes them was fetched once, when it was asked for, and nothing else.
  const later = page.requests.slice(loaded);
  assert.deepEqual(later.map((address) => new URL(address).pathname.replace(/\.[0-9a-f]{10}/, '')).filter((name) => !/points\.bin$/.test(name)).sort(),
    ['/documents.later.js', '/hairline-documents.wasm', '/handouts.later.js'], later.join(' '));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a packed design goes from the page to the command and back, by picker and drop', async () => {
  const page = await openHead();
  const packed = await bytesOf(page, 'exportFile');
  command('pack', 'page.json', '-o', 'command.hairline');
  assert.ok(packed.equals(readFileSync(at('command.hairline'))), 'the command packs it otherwise');
  writeFileSync(at('page.hairline'), packed);
  const estimate = JSON.parse(command('estimate', 'page.hairline', '--json'));
  assert.deepEqual(await page.evaluate(() => JSON.parse(String(window.hairlineDesigner.getEstimate()))), estimate);
  const dots = command('dots', 'page.hairline', '--csv');
  await page.context().close();

  const other = await openPage(bench);
  await other.setInputFiles('#design-input', at('command.hairline'));
  await other.waitForSelector('#studio:not([hidden])');
  await other.waitForFunction(() => !document.getElementById('start').hasAttribute('aria-busy'));
  assert.equal(await other.evaluate(() => window.hairlineDesigner.getDots()), dots);
  const back = await bytesOf(other, 'exportFile');
  assert.ok(back.equals(packed), 'it is another one after opening and saving');

  // Dropped onto the page; a broken one leaves what is open.
  const drop = (base64, name) => other.evaluate(({ base64, name }) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
  }, { base64, name });
  const before = await other.evaluate(() => String(window.hairlineDesigner.getDesign()));
  await drop(packed.subarray(0, packed.length - 40).toString('base64'), 'cut.hairline');
  await other.waitForSelector('.toast');
  assert.equal(await other.evaluate(() => String(window.hairlineDesigner.getDesign())), before);
  await other.evaluate(() => window.hairlineDesigner.debug.runAction('norwood.5'));
  await other.waitForFunction((before) => String(window.hairlineDesigner.getDesign()) !== before, before);
  await drop(packed.toString('base64'), 'dropped.hairline');
  await other.waitForFunction((before) => String(window.hairlineDesigner.getDesign()) === before, before);
  assert.deepEqual(other.problems, []);
  await other.context().close();
});

test('a photo that only the browser reads is packed as one that all builds read', async () => {
  const page = await openPage(bench);
  const webp = Buffer.from(await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(600, 800);
    const c = canvas.getContext('2d');
    c.fillStyle = '#c89f86';
    c.fillRect(0, 0, 600, 800);
    c.fillStyle = '#7a5a48';
    c.fillRect(200, 250, 200, 300);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp' })).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  }), 'base64');
  await loadPhoto(page, webp, { name: 'own.webp', type: 'image/webp' });
  writeFileSync(at('webp.hairline'), await bytesOf(page, 'exportFile'));
  const html = (await bytesOf(page, 'exportPlan', { format: 'html' })).toString();
  assert.match(html, /Treatment plan/);
  command('plan', 'webp.hairline', '--html', 'webp.html');
  await page.context().close();
});

test('the plan\'s buttons hand the files over, and Save keeps the photo with the design', async () => {
  const page = await openHead();
  await page.evaluate(() => window.hairlineDesigner.debug.runAction('step.plan'));
  await settle(page);
  await page.screenshot({ path: join(shots, 'handouts-panel.png') });
  const names = [];
  for (const label of ['Plan (PDF)', 'Hairline 1:1', 'Save']) {
    const download = page.waitForEvent('download');
    const { items } = await page.evaluate(() => window.hairlineDesigner.debug.uiItems());
    const found = items.filter((each) => each.label === label);
    assert.equal(found.length, 1, `${label}: ${items.map((each) => each.label).join(' | ')}`);
    await page.mouse.click(...middle(await item(page, label)));
    const file = await download;
    names.push(file.suggestedFilename());
    assert.ok(readFileSync(await file.path()).length > 2000, label);
  }
  assert.deepEqual(names, ['hairline-plan.pdf', 'hairline-1to1.pdf', 'hairline-design.hairline']);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('in the element and in a frame it is the same', async () => {
  const page = await openPageWithout(bench, { viewport: { width: 1000, height: 800 } });
  await page.goto(`${bench.url}examples/iframe.html`);
  await page.waitForFunction(() => document.body.dataset.ready);
  const design = readFileSync(at('new.json'), 'utf8');
  const told = await page.evaluate(async (design) => {
    await window.callDesigner('setDesign', design);
    const { sessions } = await window.callDesigner('plan', { start: '2026-12-01' });
    const template = await window.callDesigner('exportTemplate');
    return { sessions: sessions.length, type: template.type, size: template.size };
  }, design);
  assert.equal(told.sessions, JSON.parse(command('plan', 'new.json', '--json')).sessions.length);
  assert.equal(told.type, 'application/pdf');
  assert.ok(told.size > 5000);
  await page.goto(`${bench.url}examples/element.html`);
  const head = await page.evaluate(async (design) => {
    const own = document.getElementById('own');
    await own.ready;
    await own.setDesign(design);
    return (await own.exportFile()).slice(0, 2).text();
  }, design);
  assert.equal(head, 'PK');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
