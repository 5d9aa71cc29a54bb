// Folders are configured again when what they were configured without has come: the README's two commands, one after the
// other on a fresh machine, install SDL2 between them.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { configurePreset, runCommand } from '../../scripts/build.mjs';

const folder = mkdtempSync(join(tmpdir(), 'configured-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const read = (name) => readFileSync(join(folder, name), 'utf8');
const hasTarget = (name) => new RegExp(`^build ${name}: phony`, 'm').test(read('build.ninja'));

test('scripts/run before SDL2 is there, then scripts/test with it: the desktop program can be built', () => {
  assert.ok(configurePreset('native-release', folder));
  // As scripts/run leaves the folder on a machine without SDL2: CMake is kept from seeing the one that is here.
  const hidden = runCommand('cmake', ['-B', folder, '-DCMAKE_DISABLE_FIND_PACKAGE_SDL2=ON'], { quiet: true });
  assert.equal(hidden.code, 0, hidden.output);
  assert.ok(hasTarget('hairline') && !hasTarget('hairline-designer'), 'SDL2 was not hidden');
  // It arrives, as scripts/test installs it.
  writeFileSync(join(folder, 'CMakeCache.txt'), read('CMakeCache.txt').replace(/^(CMAKE_DISABLE_FIND_PACKAGE_SDL2:.*)=ON$/m, '$1=OFF'));
  assert.ok(configurePreset('native-release', folder));
  assert.ok(hasTarget('hairline-designer'), 'the folder still knows no desktop program');
});

test('a folder that lacks nothing is not configured again', () => {
  const made = read('build.ninja');
  writeFileSync(join(folder, 'build.ninja'), `${made}# untouched\n`);
  assert.ok(configurePreset('native-release', folder));
  assert.match(read('build.ninja'), /# untouched\n$/);
});
