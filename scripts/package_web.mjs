// Packs the page: bundles web/*.ts|js, gives every file a name with its content's hash, rewrites the references, and
// lays .br and .gz beside each.
//
// What web/ holds and what becomes of it:
//   index.html           stays index.html; data-text="key" is filled from assets/strings (page_texts.mjs); src="…", href="…" and content="…" that name a file of web/ are rewritten
//   scripts it names     bundled with their imports by esbuild into one ES module each
//   *.worker.ts|js       bundled on their own, to be started by new Worker(assetUrl('x.worker.js'), {type: 'module'})
//   *.later.js           bundled on their own, to be fetched when the first frame stands, or when they are needed, by
//                        import(assetUrl('x.later.js'))
//   embed.js             bundled as hairline-designer.js, a name that stays: the element for other people's pages
//   service_worker.ts|js bundled as service_worker.js, the one script whose name must stay
//   *.css                minified; url(…) of files of web/ or of the data files are rewritten
//   examples/            copied under their own names; so is notices.txt, which lies beside the modules
//   everything else that index.html, css or manifest.webmanifest names: copied
// Where a file of web/assets.json, a worker, hairline-designer.mjs or .wasm lies, a script learns in one of two ways:
//   <script id="files" type="application/json">{}</script> in index.html is filled with a table name → address
//   import { assetUrl, assetNames } from 'hd:assets'            the same as a function, for workers
// More modules for scripts:
//   import createHairlineWorks from 'hairline-works'            a wasm module's factory, bundled
//   import { texts } from 'hd:texts'                            texts of assets/strings whose keys the scripts name
//   import { kFiles, kVersion } from 'hd:files'                 (service worker only) all files of the build
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { kRoot, say } from './build.mjs';
import { fillTexts, readTexts, textsOfScripts } from './page_texts.mjs';

const kCompressed = new Set(['.html', '.js', '.mjs', '.css', '.wasm', '.json', '.svg', '.otf', '.ttf', '.webmanifest', '.txt', '.bin']);

/** Wasm and scripts that a visit begins with, compressed. What is reached; the aim is 350 KB, the most that may ever be 450. */
export const kScriptBudgetBytes = 380 * 1024;
/**
 * The module and the script of the Worker, which come later. Half of it finds the head: the nets' interpreter, the fit of
 * head and camera, and the design that is proposed.
 */
export const kWorksBudgetBytes = 180 * 1024;
const kWorks = /^(hairline-works|works\.worker)\./;
/** And those that make documents, which come when the first one is asked for. */
export const kDocumentsBudgetBytes = 380 * 1024;
export const kDocuments = /^(hairline-documents|documents\.later|handouts\.later)\./;
/** What a visit to the page does not begin with; of these all but the first are files whose names stay. */
export const kLater = /\.later\.|^(hairline-designer\.js|service_worker\.js|notices\.txt|examples\/.*)$/;
/** The script that a visit goes on with. */
export const kLaterBudgetBytes = 6 * 1024;

function hashedName(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)}.${hash}${extension}`;
}

/** The files of the build while it grows: original name → { name, bytes }. */
class Output {
  files = new Map();

  add(original, bytes, { keepName = false } = {}) {
    const data = Buffer.from(bytes);
    this.files.set(original, { name: keepName ? original : hashedName(original, data), bytes: data });
    return this.files.get(original).name;
  }

  urlOf(original) {
    return this.files.get(original)?.name ?? null;
  }
}

async function bundle(esbuild, entry, { output, modules, debug, assetsModule, textsModule }) {
  const virtual = {
    name: 'hairline-designer',
    setup(build) {
      build.onResolve({ filter: /^hairline-\w+$/ }, ({ path }) => {
        const module = modules.find((each) => basename(each, '.mjs') === path);
        return module ? { path: module } : { errors: [{ text: `the wasm module ${path} has not been built` }] };
      });
      build.onResolve({ filter: /^hd:/ }, (args) => ({ path: args.path, namespace: 'hd' }));
      build.onLoad({ filter: /.*/, namespace: 'hd' }, (args) => {
        if (args.path === 'hd:assets') return { contents: assetsModule(), loader: 'js' };
        if (args.path === 'hd:texts') return { contents: textsModule(), loader: 'js' };
        if (args.path === 'hd:files') return { contents: filesModule(output), loader: 'js' };
        return { errors: [{ text: `no module ${args.path}` }] };
      });
    },
  };
  const result = await esbuild.build({
    entryPoints: [entry], bundle: true, write: false, format: 'esm', target: 'es2022', minify: !debug,
    sourcemap: debug ? 'inline' : false, legalComments: 'none', charset: 'utf8', loader: { '.css': 'text' }, plugins: [virtual], logLevel: 'silent',
  });
  for (const warning of result.warnings) console.log(`warning: ${warning.text}`);
  return result.outputFiles[0].contents;
}

function filesModule(output) {
  const names = [...output.files.values()].map((file) => file.name).sort();
  const version = createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 12);
  return `export const kFiles = ${JSON.stringify(names)};\nexport const kVersion = ${JSON.stringify(version)};\n`;
}

/** Names in the app and the addresses they have beside the page. */
function assetTable(output, names) {
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, output.urlOf(name)])));
}

function assetsModuleText(output, names) {
  return `const table = ${assetTable(output, names)};
export const assetNames = Object.keys(table);
export function assetUrl(name) {
  if (!(name in table)) throw new Error('no asset ' + name);
  return new URL(table[name], import.meta.url).href;
}
`;
}

/** Replaces every reference for which a new name is known; data:, #… and other addresses stay. */
function rewrite(text, pattern, resolveName) {
  return text.replace(pattern, (whole, before, name, after) => {
    const found = resolveName(name.replace(/^\.\//, ''));
    return found ? before + found + after : whole;
  });
}
const kHtmlReference = /((?:src|href|content)=["'])([^"'#?:]+)(["'])/g;
const kFilesBlock = /(<script\b[^>]*\bid=["']files["'][^>]*>)[\s\S]*?(<\/script>)/;
const kCssReference = /(url\(["']?)([^"')#?:]+)(["']?\))/g;
const kJsonReference = /("(?:src|url)"\s*:\s*")([^"#?:]+)(")/g;

/**
 * Writes the packed page to out; false, with the reason printed, when something is missing. modules: the wasm modules' .mjs,
 * the page's own first; workers: those that lie elsewhere than in source.
 */
export async function packageWeb({ source, modules, workers = [], assets, out, debug = false, quiet = false }) {
  let esbuild;
  try {
    esbuild = await import('esbuild');
  } catch {
    console.error('error: esbuild is missing: run scripts/setup');
    return false;
  }
  const page = join(source, 'index.html');
  if (!existsSync(page)) {
    console.error(`error: ${page} does not exist`);
    return false;
  }
  const output = new Output();
  const named = []; // what assetUrl may be asked for
  const assetsModule = () => assetsModuleText(output, named);
  const texts = readTexts();
  const textsModule = () => `export const texts = ${JSON.stringify(textsOfScripts([...new Set([join(kRoot, 'web/js'), source])], texts))};`;
  const wasmOf = (module) => module.replace(/\.mjs$/, '.wasm');
  const built = modules.filter((module) => existsSync(module) && existsSync(wasmOf(module)));
  for (const wasm of built.map(wasmOf)) {
    output.add(basename(wasm), readFileSync(wasm));
    named.push(basename(wasm));
  }
  const pageText = readFileSync(page, 'utf8');
  if (built.includes(modules[0]) && kFilesBlock.test(pageText)) {
    output.add(basename(modules[0]), readFileSync(modules[0]));
    named.push(basename(modules[0]));
  }
  for (const name of assets.names) {
    output.add(name, readFileSync(join(assets.folder, name)));
    named.push(name);
  }

  /** A file of web/ by its name, packed when it is first asked for. */
  const pack = async (name, path = join(source, name)) => {
    if (output.files.has(name)) return;
    if (!existsSync(path) || (path === join(source, name) && relative(source, path).startsWith('..'))) return;
    const extension = extname(name);
    if (/^\.(ts|js|mjs)$/.test(extension)) {
      const bytes = await bundle(esbuild, path, { output, modules: built, debug, assetsModule, textsModule });
      output.files.set(name, { name: hashedName(name.replace(/\.(ts|mjs)$/, '.js'), bytes), bytes: Buffer.from(bytes) });
    } else if (extension === '.css') {
      const built = await esbuild.build({
        entryPoints: [path], bundle: true, write: false, minify: !debug, logLevel: 'silent',
        external: ['*.otf', '*.woff2', '*.svg', '*.png', '*.webp'],
      });
      output.add(name, await packReferences(built.outputFiles[0].text, kCssReference));
    } else if (/^\.(webmanifest)$/.test(extension)) {
      output.add(name, await packReferences(readFileSync(path, 'utf8'), kJsonReference));
    } else {
      output.add(name, readFileSync(path));
    }
  };
  const packReferences = async (text, pattern) => {
    for (const match of [...text.matchAll(pattern)]) await pack(match[2].replace(/^\.\//, ''));
    return rewrite(text, pattern, (name) => output.urlOf(name));
  };

  try {
    const own = readdirSync(source).filter((each) => /\.(worker|later)\.(ts|js|mjs)$/.test(each)).sort().map((name) => join(source, name));
    for (const path of new Set([...own, ...workers])) {
      const name = basename(path);
      await pack(name, path);
      const plain = name.replace(/\.(ts|mjs)$/, '.js');
      if (plain !== name) {
        output.files.set(plain, output.files.get(name));
        output.files.delete(name);
      }
      named.push(plain);
    }
    const html = await packReferences(fillTexts(pageText, texts), kHtmlReference);
    output.add('index.html', html.replace(kFilesBlock, (_, open, close) => open + assetTable(output, named) + close), { keepName: true });
    if (existsSync(join(source, 'embed.js'))) {
      const bytes = await bundle(esbuild, join(source, 'embed.js'), { output, modules: built, debug, assetsModule, textsModule });
      output.add('hairline-designer.js', bytes, { keepName: true });
    }
    const examples = join(source, 'examples');
    for (const name of existsSync(examples) ? readdirSync(examples).sort() : []) {
      output.add(`examples/${name}`, readFileSync(join(examples, name)), { keepName: true });
    }
    const notices = join(dirname(modules[0]), 'notices.txt');
    if (existsSync(notices)) output.add('notices.txt', readFileSync(notices), { keepName: true });
    const service = ['service_worker.ts', 'service_worker.js'].find((name) => existsSync(join(source, name)));
    if (service) {
      const bytes = await bundle(esbuild, join(source, service), { output, modules: [], debug, assetsModule, textsModule });
      output.add('service_worker.js', bytes, { keepName: true });
    }
  } catch (error) {
    const messages = error.errors?.map((each) => `${each.location ? `${each.location.file}:${each.location.line}: ` : ''}${each.text}`) ?? [error.message];
    for (const message of messages) console.error(`error: ${message}`);
    return false;
  }

  // Written beside and put in place by one rename, so that a server never shows half a build.
  const fresh = `${out}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const sizes = [];
  for (const { name, bytes } of output.files.values()) {
    const path = join(fresh, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    const size = { name, raw: bytes.length, brotli: bytes.length };
    if (kCompressed.has(extname(name))) {
      const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: debug ? 4 : 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
      writeFileSync(`${path}.br`, packed);
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      size.brotli = packed.length;
    }
    sizes.push(size);
  }
  writeFileSync(join(fresh, 'sizes.json'), `${JSON.stringify(sizes, null, 1)}\n`);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(dirname(out), { recursive: true });
  renameSync(fresh, out);
  if (!quiet) printSizes(sizes);
  return true;
}

function printSizes(sizes) {
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(11);
  say('build/web/dist');
  for (const { name, raw, brotli } of [...sizes].sort((a, b) => b.brotli - a.brotli)) console.log(`${kb(raw)} ${kb(brotli)} br  ${name}`);
  const scripts = sizes.filter(({ name }) => /\.(wasm|m?js)$/.test(name) && !kWorks.test(name) && !kDocuments.test(name) && !kLater.test(name)).reduce((sum, { brotli }) => sum + brotli, 0);
  console.log(`${kb(scripts)} of wasm and scripts with brotli; the budget is ${kScriptBudgetBytes / 1024} KB`);
}
