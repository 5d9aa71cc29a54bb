// The licences of everything that is linked are gathered, and what has none stops the build.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { kRoot } from '../../scripts/build.mjs';

const folder = mkdtempSync(join(tmpdir(), 'notices-'));
after(() => rmSync(folder, { recursive: true }));
const deps = (name) => join(kRoot, '.deps', name);
const kSources = ['imgui', 'yyjson', 'stb', 'zlib', 'libharu'].map((name) => `${name}=${deps(name)}`);

const run = (target, sources, env = {}) => spawnSync(join(kRoot, 'scripts/notices'), [join(folder, 'out.txt'), target, ...sources], { encoding: 'utf8', env: { ...process.env, ...env } });

test('every library of src/modules.txt is in the notices, with its own words', () => {
  const { status, stderr } = run('native', kSources);
  assert.equal(status, 0, stderr);
  const text = readFileSync(join(folder, 'out.txt'), 'utf8');
  const kWords = { glm: /G-Truc/, eigen: /Mozilla Public License|MPL-2/, yyjson: /YaoYuan/, stb: /Sean Barrett/, zlib: /Jean-loup Gailly/, minizip: /Gilles Vollant/,
    hpdf: /Takeshi Kanno/, imgui: /Omar Cornut/, imgui_gl: /Omar Cornut/ };
  const kOutside = new Set(['gl', 'sdl2', 'emscripten']);
  const libraries = new Set(readFileSync(join(kRoot, 'src/modules.txt'), 'utf8').split('\n').filter((line) => /^[a-z_0-9]+:/.test(line)).flatMap((line) => line.split('|')[1]?.trim().split(/\s+/).filter(Boolean) ?? []));
  for (const library of libraries) if (!kOutside.has(library)) assert.match(text, kWords[library] ?? /^$/, library);
  assert.match(text, /Open Font License/);
  assert.match(text, /MediaPipe/);
  // The web program holds the compiler's libraries, too.
  const emscripten = [process.env.EMSDK && join(process.env.EMSDK, 'upstream/emscripten'), deps('emscripten')].find((path) => path && existsSync(path));
  assert.equal(run('web', [...kSources, `emscripten=${emscripten}`]).status, 0);
  const web = readFileSync(join(folder, 'out.txt'), 'utf8');
  for (const words of [/Emscripten Authors/, /musl as a whole is licensed/, /LLVM/]) assert.match(web, words);
});

test('a library without an entry, and one without a licence, stop the build and are named', () => {
  const modules = join(folder, 'modules.txt');
  writeFileSync(modules, `${readFileSync(join(kRoot, 'src/modules.txt'), 'utf8')}\nnews: core | newlib\n`);
  const unknown = run('native', kSources, { HD_MODULES: modules });
  assert.notEqual(unknown.status, 0);
  assert.match(unknown.stderr, /newlib/);
  const absent = run('native', kSources.map((each) => (each.startsWith('yyjson') ? `yyjson=${folder}` : each)));
  assert.notEqual(absent.status, 0);
  assert.match(absent.stderr, /yyjson/);
});
