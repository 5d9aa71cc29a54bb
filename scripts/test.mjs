// Builds and runs the tests layer by layer (see scripts/test); counts what each runner itself reports.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { buildPreset, die, hasSources, kRoot, runBeside, runCommand, say } from './build.mjs';
import { buildWeb } from './build_web.mjs';
import { readCatch2, readTap } from './test_results.mjs';

const kTestTimeoutMs = 20 * 60 * 1000;
const results = []; // { layer, passed, failed, skipped, seconds }

/** Programs under test keep their settings and caches out of the user's home. */
const home = join(kRoot, 'build/test-home');
mkdirSync(home, { recursive: true });
const homeEnv = { HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_CACHE_HOME: join(home, 'cache'), XDG_DATA_HOME: join(home, 'data') };

async function layer(name, run) {
  say(`tests: ${name}`);
  const started = Date.now();
  const count = { passed: 0, failed: 0, skipped: 0 };
  await run(count);
  const seconds = Math.round((Date.now() - started) / 1000);
  results.push({ name, ...count, seconds });
  console.log(`${name}: ${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ''} (${seconds} s)`);
}

function add(count, other) {
  for (const key of ['passed', 'failed', 'skipped']) count[key] += other[key] ?? 0;
}

/** Runs a unit test program; what it printed and what it counted. */
async function runUnitTest(test) {
  const [command, ...args] = test.command;
  const property = (name) => test.properties?.find((each) => each.name === name)?.value;
  const settings = Object.fromEntries((property('ENVIRONMENT') ?? []).map((line) => line.split(/=(.*)/s, 2)));
  const report = join(home, `${test.name}.txt`);
  rmSync(report, { force: true });
  const reporters = ['--reporter', 'console', '--reporter', `automake::out=${report}`];
  const { code, output, signal } = await runBeside(command, [...args, ...reporters, '--colour-mode', 'none', '--rng-seed', '1'], {
    timeoutMs: kTestTimeoutMs, env: { ...homeEnv, UBSAN_OPTIONS: 'print_stacktrace=1', ASAN_OPTIONS: 'detect_leaks=1', ...settings },
  });
  const counted = readCatch2(existsSync(report) ? readFileSync(report, 'utf8') : '', code === property('SKIP_RETURN_CODE') ? 0 : code);
  return { name: test.name, counted, signal, output };
}

/** Builds and runs every unit test program of a build folder, as many at a time as there are cores; none of them is timed. */
async function runUnitTests(preset, count) {
  // Programs that could be built are run even when another could not: the more is known, the better.
  if (!buildPreset(preset, ['unit_tests'], { keepGoing: true })) add(count, { failed: 1 });
  const listed = runCommand('ctest', ['--test-dir', join(kRoot, 'build', preset), '--show-only=json-v1'], { quiet: true });
  const tests = JSON.parse(listed.output.slice(listed.output.indexOf('{'))).tests ?? [];
  const waiting = tests.filter((test) => existsSync(test.command?.[0] ?? '')); // the others were not built, which has been counted
  const takeNext = async () => {
    for (let test = waiting.shift(); test; test = waiting.shift()) {
      const { name, counted, signal, output } = await runUnitTest(test);
      add(count, counted);
      console.log(`  ${name}: ${counted.passed ?? 0} passed, ${counted.failed ?? 0} failed${signal ? ` (${signal})` : ''}`);
      const lines = output.split('\n').filter((line) => line && !/^(Randomness seeded|={20,}|All tests passed)/.test(line));
      for (const line of lines) console.log(`    ${line}`);
    }
  };
  await Promise.all(Array.from({ length: cpus().length }, takeNext));
}

/** Runs *.test.mjs files of a folder by node's test runner, one file at a time: the machine may be small. */
function runNodeTests(folder, count, { prefix = [], env = {} } = {}) {
  const path = join(kRoot, folder);
  const files = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.test.mjs')).sort() : [];
  for (const file of files) {
    const scratch = mkdtempSync(join(home, 'tap-'));
    const tapFile = join(scratch, 'tap');
    const [command, ...args] = [...prefix, process.execPath, '--test', '--test-reporter=spec', '--test-reporter-destination=stdout',
      '--test-reporter=tap', `--test-reporter-destination=${tapFile}`, join(path, file)];
    const { code } = runCommand(command, args, { env: { ...homeEnv, ...env }, timeoutMs: kTestTimeoutMs });
    add(count, readTap(existsSync(tapFile) ? readFileSync(tapFile, 'utf8') : '', code));
    rmSync(scratch, { recursive: true });
  }
}

/** Replays each fuzz target's corpus under the sanitizers; libFuzzer says how many inputs it ran. */
function runFuzzCorpus(count) {
  if (!hasSources('tests/fuzz')) return;
  if (!buildPreset('native-asan', ['fuzz'])) return add(count, { failed: 1 });
  for (const name of readdirSync(join(kRoot, 'tests/fuzz')).filter((file) => /^fuzz_.*\.cpp$/.test(file)).sort()) {
    const target = name.replace('.cpp', '');
    const corpus = join(kRoot, 'tests/fuzz/corpus', target.replace('fuzz_', ''));
    const { code, output } = runCommand(join(kRoot, 'build/native-asan/fuzz', target), ['-runs=0', corpus],
      { quiet: true, env: homeEnv, timeoutMs: kTestTimeoutMs });
    const inputs = Number(/(\d+) files found in/.exec(output)?.[1] ?? 0);
    const good = code === 0 && inputs > 0;
    add(count, good ? { passed: 1 } : { failed: 1 });
    console.log(`  ${target}: ${inputs} inputs replayed${good ? '' : ', FAILED'}`);
    if (!good) console.log(output);
  }
}

const kLayers = {
  scripts: (count) => runNodeTests('tests/scripts', count),
  native: (count) => runUnitTests('native-release', count),
  asan: (count) => runUnitTests('native-asan', count),
  cli: (count) => {
    if (!hasSources('src/cli')) return;
    if (!buildPreset('native-release', ['hairline'])) return add(count, { failed: 1 });
    runNodeTests('tests/cli', count);
  },
  wasm: (count) => runUnitTests('web-test', count),
  determinism: (count) => {
    if (!hasSources('src/cli')) return;
    const built = ['native-release', 'native-clang', 'web-test'].every((preset) => buildPreset(preset, ['hairline']));
    if (!built) return add(count, { failed: 1 });
    runNodeTests('tests/determinism', count);
  },
  fuzz: runFuzzCorpus,
  web: async (count) => {
    if (!existsSync(join(kRoot, 'web/index.html'))) return;
    // Besides the page a program that only its tests use.
    if (!(await buildWeb()) || !buildPreset('web-release', ['preview-check'])) return add(count, { failed: 1 });
    runNodeTests('tests/web', count);
  },
  desktop: (count) => {
    if (!hasSources('src/app')) return;
    if (!buildPreset('native-release', ['hairline', 'hairline-designer'])) return add(count, { failed: 1 });
    runNodeTests('tests/desktop', count, {
      prefix: ['xvfb-run', '-a', '-s', '-screen 0 1280x800x24 +extension GLX'],
      env: { LIBGL_ALWAYS_SOFTWARE: '1', SDL_VIDEODRIVER: 'x11', SDL_AUDIODRIVER: 'dummy' },
    });
  },
};

const wanted = [];
for (let i = 2; i < process.argv.length; ++i) {
  if (process.argv[i] !== '--only') die(`unknown argument ${process.argv[i]} (scripts/test --help)`);
  const name = process.argv[++i];
  if (!kLayers[name]) die(`--only takes one of: ${Object.keys(kLayers).join(' ')}`);
  wanted.push(name);
}
for (const [name, run] of Object.entries(kLayers)) {
  if (!wanted.length || wanted.includes(name)) await layer(name, run);
}

const total = { passed: 0, failed: 0, skipped: 0 };
say('summary');
for (const result of results) {
  add(total, result);
  console.log(`  ${result.name.padEnd(12)} ${String(result.passed).padStart(5)} passed ${String(result.failed).padStart(4)} failed`
    + `${result.skipped ? ` ${result.skipped} skipped` : ''}  ${result.seconds} s`);
}
if (total.passed + total.failed === 0) console.error('error: no test ran');
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed || !total.passed ? 1 : 0;
