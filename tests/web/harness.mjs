// What every browser test needs: the built page served as in production, Chromium, and a record of what went wrong.
//
//   const session = await openDesigner();          // { page, url, browser, requests, problems, close }
//   …
//   await session.close();                         // fails if the page logged an error or asked anybody else for anything
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServer } from '../../scripts/static_server.mjs';

export const kRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
export const kDist = join(kRoot, 'build/web/dist');

const kBrowsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium with WebGL 2 in software, so that pixels are the same on every machine. */
export async function launchBrowser(options = {}) {
  const executablePath = kBrowsers.find((path) => path && existsSync(path));
  assert.ok(executablePath, 'no Chromium: scripts/setup installs it');
  return chromium.launch({
    executablePath, headless: true,
    args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb'],
    ...options,
  });
}

/**
 * The page in a fresh profile. context: Playwright's options (viewport, deviceScaleFactor, hasTouch…); path: what to
 * open; browser: one to share; before: called with the page before it loads.
 */
export async function openDesigner({ context = {}, path = '', browser: shared = null, before = null } = {}) {
  assert.ok(existsSync(join(kDist, 'index.html')), 'build/web/dist is missing: scripts/run --build-only');
  const { server, url } = await startServer(kDist);
  const browser = shared ?? await launchBrowser();
  const browserContext = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...context });
  const page = await browserContext.newPage();
  const requests = [];
  const problems = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  if (before) await before(page);
  await page.goto(url + path);
  const close = async ({ allowProblems = false } = {}) => {
    await browserContext.close();
    if (!shared) await browser.close();
    server.closeAllConnections?.();
    server.close();
    const outside = requests.filter((each) => !each.startsWith(url) && !/^(blob|data):/.test(each));
    assert.deepEqual(outside, [], 'the page asked somebody else');
    if (!allowProblems) assert.deepEqual(problems, [], 'the page reported errors');
  };
  return { page, url, browser, requests, problems, close };
}
