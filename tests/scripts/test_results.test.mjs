// What scripts/test counts: the runners' own reports, and programs that end before or after them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCatch2, readTap } from '../../scripts/test_results.mjs';

const report = (...results) => results.map((result, i) => `:test-result: ${result} case ${i}: PASS and FAIL\n`).join('');

test('Catch2: cases are counted, failures that were expected are none', () => {
  assert.deepEqual(readCatch2(report('PASS', 'PASS', 'XFAIL', 'SKIP'), 0), { passed: 3, failed: 0, skipped: 1 });
  assert.deepEqual(readCatch2(report('PASS', 'FAIL', 'PASS', 'FAIL'), 2), { passed: 2, failed: 2, skipped: 0 });
});

test('a crash before the first case, between two and after the last is one failure each', () => {
  assert.deepEqual(readCatch2('', 139), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(readCatch2('', 0), { passed: 0, failed: 1, skipped: 0 });
  assert.deepEqual(readCatch2(report('PASS').slice(0, -20), 139), { passed: 1, failed: 1, skipped: 0 });
  assert.deepEqual(readCatch2(report('PASS', 'PASS'), 1), { passed: 2, failed: 1, skipped: 0 });
});

test('TAP of node: what was cancelled has failed', () => {
  const tap = (pass, fail, cancelled, skipped, todo) => `1..3\n# tests 9\n# pass ${pass}\n# fail ${fail}\n# cancelled ${cancelled}\n# skipped ${skipped}\n# todo ${todo}\n`;
  assert.deepEqual(readTap(tap(4, 0, 0, 1, 1), 0), { passed: 4, failed: 0, skipped: 2 });
  assert.deepEqual(readTap(tap(4, 1, 2, 0, 0), 1), { passed: 4, failed: 3, skipped: 0 });
  assert.deepEqual(readTap(tap(4, 0, 0, 0, 0), 1), { passed: 4, failed: 1, skipped: 0 });
  assert.deepEqual(readTap('', 1), { passed: 0, failed: 1, skipped: 0 });
});
