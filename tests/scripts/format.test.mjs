// The C++ sources are laid out as .clang-format says.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { kRoot } from '../../scripts/build.mjs';

const version = /version (\d+)/.exec(spawnSync('clang-format', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
// Other versions lay a few constructs out differently; a source has one layout only.
const skip = version === '14' ? false : `the layout is that of clang-format 14, here is ${version ?? 'none'}`;
const check = () => spawnSync(join(kRoot, 'scripts/format'), ['--check'], { encoding: 'utf8' });

test('the sources are formatted', { skip }, () => {
  const { status, stderr } = check();
  assert.equal(status, 0, `run scripts/format:\n${stderr.split('\n').filter((line) => line.includes('error:')).slice(0, 20).join('\n')}`);
});

test('a badly laid out file is found', { skip }, () => {
  const folder = mkdtempSync(join(kRoot, 'tests/format-'));
  try {
    writeFileSync(join(folder, 'bad.cpp'), 'int   main( ){return 0 ;}\n');
    assert.equal(check().status, 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
