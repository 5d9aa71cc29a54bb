// Packing a small page: bundling, names with hashes, references in html, css, manifest and scripts.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { packageWeb } from '../../scripts/package_web.mjs';

const kPage = {
  'web/index.html': '<!doctype html><link rel="stylesheet" href="style.css"><link rel="manifest" href="./app.webmanifest">'
    + '<a href="#top">up</a><a href="https://elsewhere.test/main.js">out</a><script type="module" src="main.ts"></script>',
  'web/style.css': '@font-face { font-family: F; src: url("fonts/f.otf") } body { background: url(data:image/png;base64,AA==); color: red }',
  'web/app.webmanifest': '{ "name": "x", "icons": [{ "src": "icon.svg" }] }',
  'web/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'web/main.ts': "import create from 'hairline-designer'; import { assetUrl } from 'hd:assets'; import { twice } from './part';\n"
    + "const n: number = twice(21); console.log(n, assetUrl('fonts/f.otf'), new Worker(assetUrl('heavy.worker.js')), create({ locateFile: assetUrl }));",
  'web/part.ts': 'export const twice = (x: number) => 2 * x;',
  'web/heavy.worker.ts': "postMessage('ready');",
  'web/service_worker.ts': "import { kFiles, kVersion } from 'hd:files'; console.log(kFiles, kVersion);",
  'build/hairline-designer.mjs': 'export default async (options) => options.locateFile("hairline-designer.wasm");',
  'build/hairline-designer.wasm': 'wasm',
  'assets/fonts/f.otf': 'font',
};

let root;
before(() => { root = mkdtempSync(join(tmpdir(), 'page-')); });
after(() => rmSync(root, { recursive: true, force: true }));

async function pack(changes = {}) {
  const folder = mkdtempSync(join(root, 'case-'));
  for (const [name, text] of Object.entries({ ...kPage, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const out = join(folder, 'dist');
  const errors = [];
  const { error, log } = console;
  console.error = (text) => errors.push(text);
  console.log = () => {};
  let good;
  try {
    good = await packageWeb({ source: join(folder, 'web'), modules: [join(folder, 'build/hairline-designer.mjs')], assets: { folder: join(folder, 'assets'), names: ['fonts/f.otf'] }, out });
  } finally {
    Object.assign(console, { error, log });
  }
  const names = good ? readdirSync(out, { recursive: true }).map(String).concat(existsSync(join(out, 'fonts')) ? readdirSync(join(out, 'fonts')).map((each) => `fonts/${each}`) : []) : [];
  const find = (pattern) => names.find((name) => pattern.test(name));
  const read = (pattern) => readFileSync(join(out, find(pattern)), 'utf8');
  return { good, errors, out, names, find, read };
}

test('references lead to the hashed files, other addresses stay', async () => {
  const { good, find, read } = await pack();
  assert.ok(good);
  const html = read(/^index\.html$/);
  assert.ok(html.includes(`src="${find(/^main\..*\.js$/)}"`));
  assert.ok(html.includes(`href="${find(/^style\..*\.css$/)}"`));
  assert.ok(html.includes('href="https://elsewhere.test/main.js"') && html.includes('href="#top"'));
  assert.ok(read(/^style\..*\.css$/).includes(find(/^fonts\/f\..*\.otf$/)));
  assert.ok(read(/^app\..*\.webmanifest$/).includes(find(/^icon\..*\.svg$/)));
  const script = read(/^main\..*\.js$/);
  for (const name of [/^hairline-designer\..*\.wasm$/, /^heavy\.worker\..*\.js$/, /^fonts\/f\..*\.otf$/]) assert.ok(script.includes(find(name)), String(name));
  assert.ok(!script.includes(': number'));
});

test('the service worker keeps its name and knows all files', async () => {
  const { find, read } = await pack();
  const worker = read(/^service_worker\.js$/);
  for (const name of [/^index\.html$/, /^main\..*\.js$/, /^hairline-designer\..*\.wasm$/]) assert.ok(worker.includes(find(name)));
});

test('a page with a table of files gets it filled, and the wasm glue as a file of its own', async () => {
  const { out, find, read } = await pack({
    'web/index.html': '<!doctype html><script id="files" type="application/json">{}</script><script type="module" src="main.ts"></script>',
    'web/main.ts': "import(JSON.parse(document.getElementById('files').textContent)['hairline-designer.mjs']);",
  });
  const table = JSON.parse(/id="files"[^>]*>(.*?)<\/script>/.exec(read(/^index\.html$/))[1]);
  assert.deepEqual(Object.keys(table).sort(), ['fonts/f.otf', 'hairline-designer.mjs', 'hairline-designer.wasm', 'heavy.worker.js']);
  for (const name of Object.values(table)) assert.ok(existsSync(join(out, name)), name);
  assert.ok(find(/^hairline-designer\..*\.mjs$/));
});

test('another content is another name; the same content is the same name', async () => {
  const first = await pack();
  const second = await pack();
  const changed = await pack({ 'web/part.ts': 'export const twice = (x: number) => x + x;' });
  assert.equal(first.find(/^main\..*\.js$/), second.find(/^main\..*\.js$/));
  assert.notEqual(first.find(/^main\..*\.js$/), changed.find(/^main\..*\.js$/));
  assert.equal(first.find(/^style\..*\.css$/), changed.find(/^style\..*\.css$/));
});

test('compressed twins lie beside the files', async () => {
  const { out, find } = await pack();
  const script = find(/^main\..*\.js$/);
  assert.ok(brotliDecompressSync(readFileSync(join(out, `${script}.br`))).equals(readFileSync(join(out, script))));
  assert.ok(existsSync(join(out, `${script}.gz`)));
});

test('a script that does not compile, or imports what is not there, stops the build with its place', async () => {
  const broken = await pack({ 'web/part.ts': 'export const = 1;' });
  assert.equal(broken.good, false);
  assert.match(broken.errors.join('\n'), /part\.ts:1/);
  const missing = await pack({ 'build/hairline-designer.wasm': null });
  assert.equal(missing.good, false);
  assert.match(missing.errors.join('\n'), /wasm module hairline-designer has not been built/);
});

test('texts come from assets/strings: those that scripts name, and those of the page in its elements and attributes', async () => {
  const { good, read } = await pack({
    'web/index.html': '<!doctype html><h1 class="a" data-text="app.name"></h1><img data-text-alt="page.hero_before"><script type="module" src="main.ts"></script>',
    'web/main.ts': "import { texts } from 'hd:texts'; console.log(texts['memory']);",
  });
  assert.ok(good);
  const html = read(/^index\.html$/);
  assert.match(html, /<h1 class="a" data-text="app\.name">Hairline designer<\/h1>/);
  assert.match(html, / alt="A bald sample head before treatment, seen from above"/);
  const script = read(/^main\./);
  assert.match(script, /there is not enough memory for this;/);
  assert.doesNotMatch(script, /no command given/, 'what only the command says stays out');
});

test('a page that names no text of ours stops the build', async () => {
  const { good, errors } = await pack({ 'web/index.html': '<!doctype html><h1 data-text="no.such_key"></h1>' });
  assert.equal(good, false);
  assert.match(errors.join(), /no\.such_key/);
});
