// The page's scripts keep their types (JSDoc, strict), and the scripting interface is what hairline-designer.d.ts says.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { kRoot } from '../../scripts/build.mjs';

const tsc = (web) => spawnSync(process.execPath, [join(kRoot, 'node_modules/typescript/bin/tsc'), '-p', join(web, 'jsconfig.json'), '--pretty', 'false'], { encoding: 'utf8' });

test('all scripts of the page agree with their types', () => {
  const { status, stdout } = tsc(join(kRoot, 'web'));
  assert.equal(status, 0, stdout);
});

test('a wrong argument and a broken contract are found', () => {
  const copy = mkdtempSync(join(tmpdir(), 'types-'));
  try {
    cpSync(join(kRoot, 'web'), copy, { recursive: true });
    const api = join(copy, 'js/api.js');
    writeFileSync(api, readFileSync(api, 'utf8').replace('getDots: () => designer.getDots(),', "getDots: () => designer.pasted(7),"));
    const { status, stdout } = tsc(copy);
    assert.notEqual(status, 0);
    assert.match(stdout, /js\/api\.js.*TS2345.*number.*string/);
    assert.match(stdout, /js\/api\.js.*TS2322.*void.*string/s);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
