// The same photo gives the same points, natively and as wasm.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kNative = [join(kRoot, 'build/native-release/bin/hairline')];
const kOthers = {
  clang: [join(kRoot, 'build/native-clang/bin/hairline')],
  wasm: [process.execPath, join(kRoot, 'build/web-test/bin/hairline.js')],
};
const kTolerancePx = 0.05;

let scratch;
before(() => { scratch = mkdtempSync(join(tmpdir(), 'find-')); });
after(() => rmSync(scratch, { recursive: true, force: true }));

function run([command, ...first], args) {
  const { status, stdout, stderr } = spawnSync(command, [...first, ...args], { encoding: 'utf8', maxBuffer: 1 << 29 });
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

for (const view of ['front', 'left']) {
  test(`${view} view: points of ${Object.keys(kOthers).join(' and ')} within ${kTolerancePx} px`, () => {
    const head = join(scratch, `${view}.png`);
    run(kNative, ['sample', '--view', view, '--skin', '6', '--seed', '11', '--size', '720x900', '-o', head]);
    const expected = JSON.parse(run(kNative, ['find', head, '--json']));
    for (const [name, program] of Object.entries(kOthers)) {
      const found = JSON.parse(run(program, ['find', head, '--json']));
      let most = 0;
      const compare = (a, b) => { most = Math.max(most, Math.hypot(a[0] - b[0], a[1] - b[1])); };
      assert.deepEqual(Object.keys(found.landmarks), Object.keys(expected.landmarks));
      for (const key of Object.keys(expected.landmarks)) compare(found.landmarks[key], expected.landmarks[key]);
      assert.equal(found.outline.length, expected.outline.length);
      found.outline.forEach((point, i) => compare(point, expected.outline[i]));
      console.log(`${view}, ${name}: ${most.toFixed(3)} px apart at most, ${found.outline.length} points of outline`);
      assert.ok(most <= kTolerancePx, `${name} is ${most} px off`);
      assert.equal(found.view, expected.view);
    }
  });
}
