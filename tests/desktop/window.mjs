// The desktop program in a real window, driven by real X events through xdotool.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const shots = join(root, 'build/screenshots');
mkdirSync(shots, { recursive: true });
export const scratch = mkdtempSync(join(tmpdir(), 'hairline-desktop-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** Path of a program of the native build. */
export function program(name) {
  const build = join(root, process.env.HD_NATIVE ?? 'build/native-release');
  const found = ['bin', 'src', ''].map((folder) => join(build, folder, name)).find(existsSync);
  assert.ok(found, `${name} is not built in ${build}`);
  return found;
}

/** Runs a program to its end; returns { code, stdout, stderr }. */
export function runProgram(name, args, { timeoutMs = 60_000, env = {} } = {}) {
  const { status, stdout, stderr } = spawnSync(program(name), args, { encoding: 'utf8', timeout: timeoutMs, cwd: scratch, env: { ...process.env, ...env } });
  return { code: status, stdout, stderr };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function xdotool(...args) {
  const { status, stdout, stderr } = spawnSync('xdotool', args.map(String), { encoding: 'utf8' });
  assert.equal(status, 0, `xdotool ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** The running designer. */
export class DesignerWindow {
  static async open(args, { size = '1180x820', env = {} } = {}) {
    const window = new DesignerWindow();
    window.statusFile = join(scratch, `status-${Math.random().toString(36).slice(2)}.json`);
    window.process = spawn(program('hairline-designer'), [...args, '--size', size, '--status', window.statusFile, '--stats', '--print-estimate-on-exit'], { cwd: scratch, env: { ...process.env, ...env } });
    window.output = '';
    window.errors = '';
    window.process.stdout.on('data', (data) => (window.output += data));
    window.process.stderr.on('data', (data) => (window.errors += data));
    window.ended = new Promise((resolve) => window.process.once('exit', resolve));
    await window.status((status) => status);
    window.id = xdotool('search', '--onlyvisible', '--name', '^Hairline designer$').split('\n')[0];
    const geometry = Object.fromEntries(xdotool('getwindowgeometry', '--shell', window.id).split('\n').map((line) => line.split('=')));
    window.origin = [Number(geometry.X), Number(geometry.Y)];
    return window;
  }

  read() {
    try {
      return JSON.parse(readFileSync(this.statusFile, 'utf8'));
    } catch {
      return null;
    }
  }

  /** The status once it satisfies `wanted`; fails after `timeoutMs`. */
  async status(wanted, timeoutMs = 30_000) {
    for (const end = Date.now() + timeoutMs; Date.now() < end; await pause(50)) {
      assert.equal(this.process.exitCode, null, `the program ended: ${this.errors}`);
      const status = this.read();
      if (status && wanted(status)) return status;
    }
    return assert.fail(`the status never came: ${JSON.stringify(this.read())?.slice(0, 400)} ${this.errors}`);
  }

  item(label) {
    const { items } = this.read().ui;
    const found = items.find((each) => (label instanceof RegExp ? label.test(each.label) : each.label === label));
    assert.ok(found, `no item ${label} among: ${items.map((each) => each.label).join(' | ')}`);
    return found;
  }

  /** Moves the real pointer to a point of the window. */
  move(x, y) {
    xdotool('mousemove', Math.round(this.origin[0] + x), Math.round(this.origin[1] + y));
  }

  async click(label) {
    const { x, y, width, height } = this.item(label);
    const { frames } = this.read();
    this.move(x + width / 2, y + height / 2);
    await pause(60);
    xdotool('mousedown', 1);
    await pause(60);
    xdotool('mouseup', 1);
    await this.status((status) => status.frames > frames + 1);
    await pause(350); // animations come to rest
  }

  async drag(label, dx, dy) {
    const { x, y, width, height } = this.item(label);
    const from = [x + width / 2, y + height / 2];
    this.move(...from);
    await pause(80);
    xdotool('mousedown', 1);
    for (let i = 1; i <= 8; ++i) {
      this.move(from[0] + (dx * i) / 8, from[1] + (dy * i) / 8);
      await pause(25);
    }
    await pause(60);
    xdotool('mouseup', 1);
    await pause(400);
  }

  key(...names) {
    xdotool('key', '--window', this.id, ...names);
  }

  screenshot(name) {
    const path = join(shots, name);
    const { status, stderr } = spawnSync('import', ['-window', this.id, path], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return path;
  }

  async close() {
    this.process.kill('SIGTERM');
    await this.ended;
    return { output: this.output, errors: this.errors, code: this.process.exitCode };
  }
}
