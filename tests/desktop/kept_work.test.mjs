// The desktop program keeps the open work: killed at any moment while a hand is at it, what reopens is at most a second old.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { DesignerWindow, runProgram, scratch, xdotool } from './window.mjs';

/** HD_KILLS asks for more of them. */
const kKills = Number(process.env.HD_KILLS ?? 4);
const kMostLostMs = 1000;

const photo = join(scratch, 'kept.png');
const truth = join(scratch, 'kept-truth.json');
const state = join(scratch, 'state');
const env = { XDG_STATE_HOME: state };
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const sessions = () => readdirSync(join(state, 'hairline-designer')).sort();

before(() => {
  const made = runProgram('hairline', ['sample', '--view', 'front', '--norwood', '3', '--size', '500x640', '-o', photo, '--truth', truth]);
  assert.equal(made.code, 0, made.stderr);
});

let state32 = 7;
const dice = () => ((state32 = (Math.imul(state32, 1664525) + 1013904223) >>> 0) / 2 ** 32);
const key = ({ dots, area_cm2: area }) => `${dots.value} ${area.value}`;

/** The design that lies in the newest whole slot of all sessions. */
function kept() {
  const slots = sessions().flatMap((session) => [0, 1].map((slot) => {
    try {
      const path = join(state, 'hairline-designer', session, `slot${slot}`);
      const [, turn, , ...design] = readFileSync(path, 'utf8').split('\n');
      return { time: statSync(path).mtimeMs, turn: Number(turn), design: JSON.parse(design.join('\n')) };
    } catch {
      return null;
    }
  })).filter(Boolean);
  return slots.sort((a, b) => b.time - a.time || b.turn - a.turn)[0]?.design;
}

async function kill(window) {
  window.process.kill('SIGKILL');
  await window.ended;
}

test(`${kKills} kills while editing lose a second at most`, { timeout: 30_000 * kKills + 60_000 }, async () => {
  let window = await DesignerWindow.open([photo, '--truth', truth], { size: '700x600', env });
  await window.status((status) => status.estimate.dots?.value > 0);
  await pause(1000);
  let worst = 0;
  for (let i = 0; i < kKills; ++i) {
    xdotool('windowfocus', window.id);
    // Each press of R makes the design's seed one larger: the seed that comes back tells which presses did.
    const first = kept().seed;
    const presses = [];
    const end = Date.now() + 800 + 2000 * dice();
    while (Date.now() < end) {
      presses.push(Date.now());
      window.key('r');
      await pause(Math.min(80 + 240 * dice(), Math.max(0, end - Date.now())));
    }
    await kill(window);
    const killed = Date.now();
    window = await DesignerWindow.open([], { size: '700x600', env });
    await window.status((status) => status.estimate.dots?.value > 0);
    await pause(1000);
    const back = kept().seed - first;
    assert.ok(back >= 0 && back <= presses.length, `seed ${back} after ${presses.length} presses`);
    const lost = back === presses.length ? 0 : killed - presses[back];
    worst = Math.max(worst, lost);
    assert.ok(lost <= kMostLostMs, `${lost} ms lost at kill ${i}: ${back} of ${presses.length} edits came back`);
    assert.ok(presses.length < 4 || back > 0, 'no edit came back at all');
    assert.ok(sessions().length <= 2, 'sessions pile up');
  }
  console.log(`${kKills} kills; at most ${worst} ms lost`);
  await window.close();
});

test('two programs keep their own work, a torn slot gives way to the one before it, and --forget deletes', async () => {
  rmSync(state, { recursive: true, force: true });
  const first = await DesignerWindow.open([photo, '--truth', truth], { size: '700x600', env });
  const one = await first.status((status) => status.estimate.dots?.value > 0);
  const second = await DesignerWindow.open([photo, '--truth', truth], { size: '700x600', env });
  await second.status((status) => status.estimate.dots?.value > 0);
  await pause(1200);
  assert.equal(sessions().length, 2);
  assert.equal(runProgram('hairline-designer', ['--forget'], { env }).code, 0);
  assert.equal(sessions().length, 2, 'work of running programs was deleted');
  await kill(second);
  rmSync(join(state, 'hairline-designer', sessions()[1]), { recursive: true });
  await kill(first);
  const [session] = sessions();
  const slots = readdirSync(join(state, 'hairline-designer', session)).filter((name) => /^slot\d$/.test(name));
  assert.ok(slots.length >= 1);
  // As if the power had gone in the middle of the other slot's write.
  const other = slots.includes('slot0') && slots.length === 1 ? 'slot1' : slots[1];
  writeFileSync(join(state, 'hairline-designer', session, other), 'hairline-kept 1 12345\n99\n\n{"format":');
  const again = await DesignerWindow.open([], { size: '700x600', env });
  const back = await again.status((status) => status.estimate.dots?.value > 0);
  assert.equal(key(back.estimate), key(one.estimate));
  assert.match(back.ui.message, /open again/);
  await again.close();
  assert.equal(runProgram('hairline-designer', ['--forget'], { env }).code, 0);
  assert.deepEqual(sessions(), []);
});

test('a packed design opens with its photo', () => {
  assert.equal(runProgram('hairline', ['new', '--photo', photo, '--truth', truth, '--norwood', '4', '-o', 'kept.json']).code, 0);
  assert.equal(runProgram('hairline', ['pack', 'kept.json', '-o', 'kept.hairline']).code, 0);
  const made = runProgram('hairline-designer', ['kept.hairline', '--size', '700x600', '--screenshot', 'kept-shot.png', '--print-estimate-on-exit']);
  assert.equal(made.code, 0, made.stderr);
  assert.equal(made.stderr, '');
  assert.deepEqual(JSON.parse(made.stdout), JSON.parse(runProgram('hairline', ['estimate', 'kept.json', '--json']).stdout));
});
