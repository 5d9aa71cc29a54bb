// What test runners report in their machine formats, as { passed, failed, skipped }.

/**
 * Catch2's automake report, a line a case. A program that ended before writing any is one failure, and so is an exit code that
 * says failure where the report knows none: a crash between two cases, a leak found at the end. (Its JSON report tells every
 * single assertion that held, which makes the tests three times as long.)
 */
export function readCatch2(report, code) {
  const cases = [...report.matchAll(/^:test-result: (PASS|XFAIL|FAIL|SKIP) /gm)].map(([, result]) => result);
  const number = (...results) => cases.filter((result) => results.includes(result)).length;
  const counted = { passed: number('PASS', 'XFAIL'), failed: number('FAIL'), skipped: number('SKIP') };
  return counted.failed === 0 && (code !== 0 || cases.length === 0) ? { ...counted, failed: 1 } : counted;
}

/** TAP as node's test runner writes it; the same two cases. */
export function readTap(tap, code) {
  const number = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  const counted = { passed: number('pass'), failed: number('fail') + number('cancelled'), skipped: number('skipped') + number('todo') };
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}
