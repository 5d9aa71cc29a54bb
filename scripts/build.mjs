// Building by CMake presets, for run, test and fuzz.
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const kRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** A line on the terminal that says what is being done. */
export function say(text) {
  console.log(process.stdout.isTTY ? `\x1b[1m== ${text}\x1b[0m` : `== ${text}`);
}

/** Ends the program with one line on stderr. */
export function die(text) {
  console.error(`error: ${text}`);
  process.exit(1);
}

/** Runs a command in the checkout and returns its exit code and, when quiet, what it printed. */
export function runCommand(command, args, { quiet = false, env = {}, timeoutMs = 0, cwd = kRoot } = {}) {
  const result = spawnSync(command, args, {
    cwd, env: { ...process.env, ...env }, timeout: timeoutMs || undefined, killSignal: 'SIGKILL',
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8', maxBuffer: 1 << 28,
  });
  const late = result.error?.code === 'ETIMEDOUT' ? `\n(stopped after ${timeoutMs / 1000} s)\n` : '';
  const failed = result.error && !late ? `\n(${result.error.message})\n` : '';
  return { code: result.status ?? 1, signal: result.signal, output: (result.stdout ?? '') + (result.stderr ?? '') + late + failed };
}

/** Runs a command while others run; resolves with its exit code, the signal that ended it, and what it printed. */
export function runBeside(command, args, { env = {}, timeoutMs = 0, cwd = kRoot } = {}) {
  const settings = { cwd, env: { ...process.env, ...env }, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 1 << 28 };
  return new Promise((resolve) => {
    execFile(command, args, settings, (error, stdout, stderr) => {
      const why = error && typeof error.code !== 'number' ? `\n(${error.killed ? `stopped after ${timeoutMs / 1000} s` : error.message})\n` : '';
      resolve({ code: error ? Number(error.code) || 1 : 0, signal: error?.signal, output: stdout + stderr + why });
    });
  });
}

/** True when the source folder holds a .cpp file, that is, when its target exists. */
export function hasSources(folder) {
  const path = join(kRoot, folder);
  return existsSync(path) && readdirSync(path).some((name) => name.endsWith('.cpp'));
}

/**
 * Makes a build folder ready for ninja; false, with the output shown, when it fails. Asking CMake costs a second even when
 * nothing changed, and ninja itself configures again when a listed input changed, so it is asked only when the preset is
 * another one, or when a package was missing the last time: it may be there by now.
 */
export function configurePreset(preset, folder = join(kRoot, 'build', preset)) {
  const stamp = join(folder, '.configured-for');
  const missing = join(folder, 'missing_packages.txt');
  const key = createHash('sha256').update(kRoot).update(readFileSync(join(kRoot, 'CMakePresets.json'))).digest('hex');
  const same = existsSync(join(folder, 'build.ninja')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === key;
  if (same && existsSync(missing) && readFileSync(missing, 'utf8') === '') return true;
  // A cache made elsewhere, or for what the preset was, would win over the preset.
  if (!same) rmSync(join(folder, 'CMakeCache.txt'), { force: true });
  const configured = runCommand('cmake', ['--preset', preset, '-B', folder], { quiet: true });
  if (configured.code !== 0) {
    console.log(configured.output);
    return false;
  }
  writeFileSync(stamp, key);
  return true;
}

/**
 * Configures and builds a preset; targets: [] for all; keepGoing: builds what does not depend on a failure, too.
 * False, with the output shown, when it fails.
 */
export function buildPreset(preset, targets = [], { keepGoing = false } = {}) {
  const folder = join(kRoot, 'build', preset);
  const started = Date.now();
  if (!configurePreset(preset, folder)) return false;
  const built = runCommand('cmake',
    ['--build', folder, '-j', String(cpus().length), ...(targets.length ? ['--target', ...targets] : []), ...(keepGoing ? ['--', '-k', '0'] : [])],
    { quiet: true });
  if (built.code !== 0) {
    console.log(built.output.split('\n').filter((line) => !/^\[\d+\/\d+\] (Building|Linking|Embedding)|^-- |^$/.test(line)).join('\n'));
    return false;
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  const steps = /\[\d+\/(\d+)\]/g.exec(built.output.split('\n').reverse().find((line) => /^\[\d+\/\d+\]/.test(line)) ?? '');
  say(`built ${preset}${targets.length ? ` (${targets.join(' ')})` : ''}: ${steps ? `${steps[1]} steps, ${seconds} s` : 'up to date'}`);
  return true;
}
