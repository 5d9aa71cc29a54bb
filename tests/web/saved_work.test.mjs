// Work that is kept by itself: after a crash, between tabs, with a broken slot, without storage, and without a network.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { startServer } from '../../scripts/static_server.mjs';
import { dist, nativeProgram, settle, shots, sizes } from './browser.mjs';
import { smoothPng } from './fixtures.mjs';
import { kRoot, launchBrowser } from './harness.mjs';

/** How often the browser is killed; more by HD_KILLS. */
const kKills = Number(process.env.HD_KILLS ?? 4);
const kMostLostMs = 1000;
const flatDesign = readFileSync(join(kRoot, 'tests/design/v1/flat.json'), 'utf8');

let server, url, browser;
before(async () => {
  ({ server, url } = await startServer(dist));
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  server.closeAllConnections?.();
  server.close();
});

/** A page of a context with the designer loaded and the visit begun. */
async function visit(context, address = url) {
  const page = await context.newPage();
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(error.message));
  await page.goto(address);
  await page.waitForFunction(() => window.hairlineDesigner && document.documentElement.dataset.visit);
  return page;
}

/** Opens a flat photo with a zone, so that there is something to lose. */
async function openWork(page, seed = 1) {
  await page.evaluate(async ({ base64, seed }) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    await window.hairlineDesigner.loadPhoto(new File([bytes], 'client.png', { type: 'image/png' }), { find: false });
    const design = window.hairlineDesigner.getDesign();
    await window.hairlineDesigner.setDesign({ ...design, seed });
  }, { base64: smoothPng(80, 100).toString('base64'), seed });
  await settle(page);
}

/** A photo with a head in it. */
function headPhoto() {
  const folder = mkdtempSync(join(tmpdir(), 'head-'));
  try {
    const file = join(folder, 'head.jpg');
    const { status, stderr } = spawnSync(nativeProgram('hairline'), ['sample', '--view', 'front', '--norwood', '4', '--size', '600x800', '-o', file], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return readFileSync(file).toString('base64');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Adds it as a photo of the person's own; the head that was found. */
const findHead = (page, base64) => page.evaluate(async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return window.hairlineDesigner.loadPhoto(new File([bytes], 'client.jpg', { type: 'image/jpeg' }));
}, base64);

const setSeed = (page, seed) => page.evaluate(async (seed) => {
  await window.hairlineDesigner.setDesign({ ...window.hairlineDesigner.getDesign(), seed });
}, seed);
const seedOf = (page) => page.evaluate(() => window.hairlineDesigner.getDesign().seed);
const resumeLink = (page) => page.locator('#resume:not([hidden])');

async function resume(page) {
  await resumeLink(page).click();
  await page.waitForFunction(() => !document.getElementById('studio').hidden);
  await settle(page);
}

/** What lies in the store, by key. */
const slots = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const open = indexedDB.open('hairline-designer');
  open.onerror = reject;
  open.onsuccess = () => {
    const store = open.result.transaction('slots').objectStore('slots');
    const keys = store.getAllKeys();
    const values = store.getAll();
    values.onsuccess = () => resolve(Object.fromEntries(keys.result.map((key, i) => [key, values.result[i]])));
  };
}));

/** Kills all processes of the browser with that profile and returns how many. */
function killBrowser(profile) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(profile);
    } catch {
      return false; // gone meanwhile
    }
  });
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  return pids.length;
}

test('a killed browser loses at most a second', async () => {
  let worst = 0;
  for (let round = 0; round < kKills; ++round) {
    const profile = mkdtempSync(join(tmpdir(), 'profile-'));
    try {
      const open = () => chromium.launchPersistentContext(profile, {
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, viewport: { width: 900, height: 700 },
        args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox', '--disable-dev-shm-usage'],
      });
      const context = await open();
      const page = await visit(context);
      await openWork(page, 1);
      // Changes all the time; the kill comes at any moment of it.
      const made = [];
      const until = Date.now() + 2200 + Math.random() * 900;
      for (let seed = 100; Date.now() < until; ++seed) {
        await setSeed(page, seed);
        made.push({ seed, at: Date.now() });
        await page.waitForTimeout(60);
      }
      const killedAt = Date.now();
      assert.ok(killBrowser(profile) >= 1, 'no browser to kill');
      await context.close().catch(() => {});

      const again = await open();
      const back = await visit(again);
      await resume(back);
      const seed = await seedOf(back);
      const next = made.find((each) => each.seed === seed + 1);
      const lostMs = next ? killedAt - next.at : 0;
      worst = Math.max(worst, lostMs);
      assert.ok(seed >= 100, `round ${round}: nothing of the changes came back (seed ${seed} of ${made.at(-1).seed})`);
      assert.ok(lostMs <= kMostLostMs, `round ${round}: ${lostMs} ms lost`);
      await again.close();
    } finally {
      killBrowser(profile); // one left alive by a failure would keep this program from ending
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }); // the killed ones may still be leaving
    }
  }
  console.log(`${kKills} kills: at most ${worst} ms of work lost`);
});

test('two tabs keep work of their own, and neither takes the other\'s', async () => {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  const [one, two] = [await visit(context), await visit(context)];
  await openWork(one, 11);
  await openWork(two, 22);
  assert.equal(await resumeLink(two).count(), 0, 'offered what another tab is at');
  for (const page of [one, two]) await page.waitForTimeout(900);
  const kept = Object.values(await slots(one)).map(({ design }) => JSON.parse(design).seed);
  assert.deepEqual([...new Set(kept)].filter((seed) => seed > 1).sort(), [11, 22]);
  await one.close();
  // Now the first one's work may be gone on with, by one tab only.
  const three = await visit(context);
  await resume(three);
  assert.equal(await seedOf(three), 11);
  const four = await visit(context);
  assert.equal(await resumeLink(four).count(), 0);
  assert.deepEqual([...three.problems, ...four.problems], []);
  await context.close();
});

test('a slot that was cut off leaves the one before it', async () => {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  const page = await visit(context);
  await openWork(page, 5);
  await page.waitForTimeout(900);
  await setSeed(page, 6);
  await page.waitForTimeout(900);
  await page.evaluate(() => new Promise((resolve) => {
    indexedDB.open('hairline-designer').onsuccess = ({ target }) => {
      const transaction = target.result.transaction('slots', 'readwrite');
      const store = transaction.objectStore('slots');
      store.getAllKeys().onsuccess = ({ target: { result: keys } }) => {
        for (const key of keys) {
          store.get(key).onsuccess = ({ target: { result: slot } }) => {
            if (JSON.parse(slot.design).seed === 6) store.put({ ...slot, design: slot.design.slice(0, -9) }, key);
          };
        }
      };
      transaction.oncomplete = resolve;
    };
  }));
  // Ended without a goodbye: a page that is closed in good order would save once more.
  const crash = await context.newCDPSession(page);
  crash.send('Page.crash').catch(() => {});
  await page.waitForTimeout(300);
  const back = await visit(context);
  await resume(back);
  assert.equal(await seedOf(back), 5);
  await context.close();
});

test('a photo is kept only when the person says so, and all can be deleted', async () => {
  const context = await browser.newContext({ ...sizes.phone });
  const page = await visit(context);
  await page.screenshot({ path: join(shots, 'start-saved-phone.png') });
  await openWork(page, 7);
  await page.waitForTimeout(900);
  await page.close();
  const bare = await visit(context);
  await bare.screenshot({ path: join(shots, 'start-resume-phone.png') });
  await resume(bare);
  assert.equal(await bare.evaluate(() => window.hairlineDesigner.exportImage().then(() => 'made', ({ id }) => id)), 'export.photo');
  await bare.close();

  const agreed = await visit(context);
  await agreed.check('#keep-photo');
  await openWork(agreed, 8);
  await agreed.waitForTimeout(900);
  await agreed.close();
  const whole = await visit(context);
  assert.ok(await whole.isChecked('#keep-photo'));
  await resume(whole);
  assert.equal(await seedOf(whole), 8);
  assert.ok(await whole.evaluate(() => window.hairlineDesigner.exportImage().then(({ size }) => size)) > 100);
  await whole.evaluate(() => window.hairlineDesigner.debug.runAction('start'));
  await whole.click('#forget');
  await whole.waitForTimeout(200);
  assert.deepEqual(await slots(whole), {});
  assert.equal(await whole.isChecked('#keep-photo'), false);
  await context.close();
});

test('what was found in a photo is kept, and not looked for again', async () => {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  const page = await visit(context);
  await page.check('#keep-photo');
  assert.equal((await findHead(page, headPhoto())).faces, 1);
  await settle(page);
  await page.waitForTimeout(900);
  const made = await page.evaluate(() => window.hairlineDesigner.getDesign());
  assert.ok(made.measures.placed.length >= 6 && made.skin_cover, 'marks and hair');
  await page.close();
  const back = await visit(context);
  await resume(back);
  assert.deepEqual(await back.evaluate(() => window.hairlineDesigner.getDesign()), made);
  assert.equal(await back.evaluate(() => performance.getEntriesByName('designer-head-found').length), 0, 'looked for again');
  assert.deepEqual(back.problems, []);
  await context.close();
});

test('where nothing can be kept that is told once, and all else works', async () => {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  const page = await visit(context);
  assert.match(await page.textContent('.toast'), /cannot be saved by itself\. Save the design as a file/);
  await page.click('.toast-close');
  await openWork(page, 3);
  await page.waitForTimeout(900);
  assert.equal(await page.locator('.toast').count(), 0);
  assert.equal(await seedOf(page), 3);
  assert.deepEqual(page.problems, []);
  await context.close();
});

test('without a network the page starts cold and makes the same dots; a new version waits to be asked for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'offline-'));
  cpSync(dist, folder, { recursive: true });
  const own = await startServer(folder);
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  const page = await visit(context, own.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const dots = (of) => of.evaluate(async (design) => {
    await window.hairlineDesigner.setDesign(design);
    return window.hairlineDesigner.getDots();
  }, flatDesign);
  const online = await dots(page);
  assert.ok(online.split('\n').length > 300);
  // The nets are kept with the rest once they were of use, also on the very first visit.
  const kept = () => page.evaluate(async () => {
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) if (/\/nets\./.test(url)) return true;
    return false;
  });
  assert.equal(await kept(), false, 'fetched before a photo was added');
  const photo = headPhoto();
  const found = await findHead(page, photo);
  assert.equal(found.faces, 1);
  await page.waitForTimeout(300);
  assert.ok(await kept(), 'the nets are not kept');

  // A newer build is served: it comes, and waits.
  const script = join(folder, 'service_worker.js');
  const text = readFileSync(script, 'utf8');
  const version = /hairline-designer-\$\{(\w+)\}/.exec(text)?.[1];
  assert.ok(version, 'the cache is named after the version');
  const changed = text.replace(new RegExp(`\\b${version}\\s*=\\s*"[0-9a-f]{12}"`), (found) => found.replace(/"[0-9a-f]{12}"/, '"0123456789ab"'));
  assert.notEqual(changed, text);
  for (const name of readdirSync(folder)) if (/^service_worker\.js/.test(name)) rmSync(join(folder, name));
  writeFileSync(script, changed);
  const second = await visit(context, own.url);
  await second.waitForSelector('#status:not([hidden]) button');
  assert.match(await second.textContent('#status'), /A new version is ready/);
  await second.close();

  own.server.closeAllConnections?.();
  await new Promise((closed) => own.server.close(closed));
  await page.close();
  const offline = await visit(context, own.url);
  assert.equal(await dots(offline), online);
  assert.deepEqual(await findHead(offline, photo), found);
  assert.deepEqual(offline.problems, []);
  await context.close();
  rmSync(folder, { recursive: true });
});
