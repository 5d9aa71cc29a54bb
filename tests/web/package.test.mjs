// The built page as files: names, compression, types, policy and the size budget.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join, relative } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { kDocuments, kDocumentsBudgetBytes, kLater, kLaterBudgetBytes, kScriptBudgetBytes, kWorksBudgetBytes } from '../../scripts/package_web.mjs';
import { startServer } from '../../scripts/static_server.mjs';
import { kDist } from './harness.mjs';

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [relative(kDist, path)];
  });
}
const files = filesUnder(kDist);
const plain = files.filter((name) => !/\.(br|gz)$/.test(name));

let served;
before(async () => { served = await startServer(kDist); });
after(() => { served.server.closeAllConnections?.(); served.server.close(); });

/** A request without fetch's own decompression: status, headers and the bytes as they travelled. */
function get(path, headers = {}, method = 'GET') {
  return new Promise((done, failed) => {
    const call = request(`${served.url}${path}`, { headers, method }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part)).on('end', () => done({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(parts) }));
    });
    call.on('error', failed).end();
  });
}

test('every file but the page itself and what other pages name has its content in its name', () => {
  const unhashed = plain.filter((name) => !/\.[0-9a-f]{10}\.[a-z0-9]+$/.test(name)).sort();
  const allowed = /^(index\.html|service_worker\.js|hairline-designer\.js|sizes\.json|notices\.txt|examples\/\w+\.\w+)$/;
  assert.deepEqual(unhashed.filter((name) => !allowed.test(name)), []);
  for (const name of plain.filter((each) => !unhashed.includes(each))) {
    const hash = createHash('sha256').update(readFileSync(join(kDist, name))).digest('hex').slice(0, 10);
    assert.ok(name.includes(`.${hash}.`), `${name} is not what its name says`);
  }
});

test('the compressed twins hold the same bytes', () => {
  const compressible = plain.filter((name) => /\.(html|m?js|css|wasm)$/.test(name));
  assert.ok(compressible.length >= 3);
  for (const name of compressible) {
    const bytes = readFileSync(join(kDist, name));
    assert.ok(brotliDecompressSync(readFileSync(join(kDist, `${name}.br`))).equals(bytes), `${name}.br`);
    assert.ok(gunzipSync(readFileSync(join(kDist, `${name}.gz`))).equals(bytes), `${name}.gz`);
  }
});

test('the page names only files that are there, and has no inline script', () => {
  const html = readFileSync(join(kDist, 'index.html'), 'utf8');
  const local = [...html.matchAll(/(?:src|href)=["']([^"'#?:]+)["']/g)].map((match) => match[1]);
  assert.ok(local.some((name) => name.endsWith('.js')));
  const table = /<script\b[^>]*\bid=["']files["'][^>]*>([\s\S]*?)<\/script>/.exec(html);
  if (table) local.push(...Object.values(JSON.parse(table[1])));
  for (const name of local.filter((each) => !/^\.?\/?$/.test(each))) assert.ok(existsSync(join(kDist, name)), name);
  for (const [, attributes] of html.matchAll(/<script\b([^>]*)>/g)) {
    assert.match(attributes, /\ssrc=|type=["']application\/json["']/, 'the policy forbids inline scripts');
  }
});

test('wasm and scripts stay within the budget with brotli', () => {
  const sizeOf = (pattern) => plain.filter((each) => pattern.test(each)).reduce((sum, name) => sum + statSync(join(kDist, `${name}.br`)).size, 0);
  // The works come after the first frame and have a budget of their own.
  const works = sizeOf(/^(hairline-works|works\.worker)\./);
  const later = sizeOf(/^visit\.later\./);
  const documents = sizeOf(kDocuments);
  const total = plain.filter((name) => /\.(wasm|m?js)$/.test(name) && !kLater.test(name) && !kDocuments.test(name)).reduce((sum, name) => sum + statSync(join(kDist, `${name}.br`)).size, 0) - works;
  console.log(`wasm and scripts: ${(total / 1024).toFixed(1)} KB brotli of ${kScriptBudgetBytes / 1024} KB; works: ${(works / 1024).toFixed(1)} of ${kWorksBudgetBytes / 1024} KB; documents: ${(documents / 1024).toFixed(1)} of ${kDocumentsBudgetBytes / 1024} KB`);
  assert.ok(total > 0 && total <= kScriptBudgetBytes, `${total} bytes`);
  assert.ok(later > 0 && later <= kLaterBudgetBytes, `later: ${later} bytes`);
  assert.ok(documents > 0 && documents <= kDocumentsBudgetBytes, `documents: ${documents} bytes`);
  assert.ok(works > 0 && works <= kWorksBudgetBytes, `works: ${works} bytes`);
});

test('the server sends type, policy, caching and the best encoding the browser takes', async () => {
  const wasm = plain.find((name) => name.endsWith('.wasm'));
  assert.ok(wasm);
  const brotli = await get(wasm, { 'Accept-Encoding': 'gzip, br' });
  assert.equal(brotli.status, 200);
  assert.equal(brotli.headers['content-type'], 'application/wasm');
  assert.equal(brotli.headers['content-encoding'], 'br');
  assert.match(brotli.headers['cache-control'], /immutable/);
  const bytes = readFileSync(join(kDist, wasm));
  assert.ok(brotliDecompressSync(brotli.bytes).equals(bytes));
  const gzip = await get(wasm, { 'Accept-Encoding': 'gzip, br;q=0' });
  assert.ok(gunzipSync(gzip.bytes).equals(bytes));
  const raw = await get(wasm);
  assert.equal(raw.headers['content-encoding'], undefined);
  assert.ok(raw.bytes.equals(bytes));
  const page = await get('');
  assert.match(page.headers['content-type'], /text\/html/);
  assert.match(page.headers['content-security-policy'], /default-src 'none'/);
  assert.equal(page.headers['cache-control'], 'no-cache');
  assert.equal((await get('', {}, 'HEAD')).bytes.length, 0);
});

test('the server gives away nothing outside the folder', async () => {
  for (const path of ['../package.json', '..%2f..%2fpackage.json', '%2e%2e/%2e%2e/%2e%2e/package.json', 'no-such-file', '%zz']) {
    const { status } = await get(path);
    assert.ok(status === 404 || status === 400, `${path}: ${status}`);
  }
  assert.equal((await get('', {}, 'POST')).status, 405);
});
