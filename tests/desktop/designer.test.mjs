// The desktop program opens a photo named on its command line, obeys real X events and rests when nothing happens.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { DesignerWindow, runProgram, scratch, shots, xdotool } from './window.mjs';

const photo = join(scratch, 'head.png');
const truth = join(scratch, 'truth.json');

before(() => {
  const made = runProgram('hairline', ['sample', '--view', 'front', '--norwood', '3', '--skin', '4', '--size', '800x1000', '-o', photo, '--truth', truth]);
  assert.equal(made.code, 0, made.stderr);
});

/** Standard deviation of a picture's light, 0..1, by ImageMagick. */
function deviation(path) {
  const { stdout, status } = spawnSync('identify', ['-format', '%[fx:standard_deviation]', path], { encoding: 'utf8' });
  assert.equal(status, 0);
  return Number(stdout);
}

/** Label of the point in the middle of the hairline. */
function middlePoint({ ui }) {
  const points = ui.items.filter((item) => /^Hairline point \d+ of \d+$/.test(item.label));
  return points[points.length >> 1]?.label;
}

test('opens a photo from the command line; a hairline point dragged by the mouse changes the estimate; undo restores it', async () => {
  const window = await DesignerWindow.open([photo, '--truth', truth]);
  const first = await window.status((status) => status.ui.items.length > 0 && status.estimate.dots?.value > 0);
  assert.ok(first.estimate.area_cm2.value > 5);
  // Wherever the program starts, the hairline tool is one action away.
  if (!middlePoint(first)) await window.click(/^Hairline( \(|$)/);
  const shown = await window.status(middlePoint);
  window.screenshot('desktop-before.png');
  await window.drag(middlePoint(shown), 0, -24);
  const second = await window.status((status) => status.estimate.area_cm2.value !== first.estimate.area_cm2.value);
  const shot = window.screenshot('desktop-after.png');
  assert.ok(deviation(shot) > 0.05, 'the window is flat');
  xdotool('windowfocus', window.id);
  window.key('ctrl+z');
  const third = await window.status((status) => status.estimate.area_cm2.value === first.estimate.area_cm2.value && status.estimate.dots.value === first.estimate.dots.value);
  assert.deepEqual(third.estimate, first.estimate);
  console.log(`area ${first.estimate.area_cm2.value.toFixed(1)} → ${second.estimate.area_cm2.value.toFixed(1)} cm², dots ${first.estimate.dots.value} → ${second.estimate.dots.value}, undo restores`);

  // Nothing happens: nothing is drawn.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const before = window.read().frames;
  await new Promise((resolve) => setTimeout(resolve, 2000));
  assert.equal(window.read().frames, before);
  const { output, code } = await window.close();
  assert.equal(code, 0);
  assert.equal(Number(/^frames (\d+)$/m.exec(output)[1]), before, 'frames at rest');
  assert.deepEqual(JSON.parse(output.slice(output.indexOf('{'))), third.estimate);
  console.log(`${before} frames in all, 0 in two seconds at rest`);
});

test('the picture at full size is made while the window tells how far it is, and is saved where one says', async () => {
  // No dialog program on the path: the window asks for the name itself.
  const window = await DesignerWindow.open([photo, '--truth', truth], { env: { PATH: scratch } });
  await window.status((status) => status.estimate.dots?.value > 0);
  xdotool('windowfocus', window.id);
  window.key('ctrl+e');
  await window.status((status) => /full size|Packing/.test(status.ui.message));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  window.screenshot('desktop-export.png');
  window.key('Return');
  const saved = join(scratch, 'hairline.png');
  await window.status((status) => /Saved as/.test(status.ui.message) && existsSync(saved));
  const { stdout } = spawnSync('identify', ['-format', '%m %wx%h', saved], { encoding: 'utf8' });
  assert.equal(stdout, 'PNG 800x1000');
  assert.ok(deviation(saved) > 0.05);
  // The message goes by itself, and then nothing is drawn.
  await window.status((status) => status.ui.message === '');
  await new Promise((resolve) => setTimeout(resolve, 800));
  const { frames } = window.read();
  await new Promise((resolve) => setTimeout(resolve, 1200));
  assert.equal(window.read().frames, frames);
  assert.equal((await window.close()).code, 0);
});

test('a broken file is told in the window and on the terminal, and the program goes on', async () => {
  const broken = join(scratch, 'broken.jpg');
  writeFileSync(broken, '%PDF-1.4');
  const window = await DesignerWindow.open([broken]);
  await window.status((status) => /PDF/.test(status.ui.message));
  window.screenshot('desktop-broken-file.png');
  const { errors, code } = await window.close();
  assert.match(errors, /^error: .*PDF/);
  assert.equal(code, 0);
});

test('--screenshot draws one settled frame of exactly the asked size and ends', () => {
  const out = join(shots, 'desktop-studio.png');
  const made = runProgram('hairline-designer', [photo, '--truth', truth, '--size', '1180x820', '--screenshot', out]);
  assert.equal(made.code, 0, made.stderr);
  const png = readFileSync(out);
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1180, 820]);
  assert.ok(deviation(out) > 0.05, 'the picture is flat');
  assert.ok(statSync(out).size > 50_000);
});

test('a design opens with its photo', () => {
  const design = join(scratch, 'design.json');
  assert.equal(runProgram('hairline', ['new', '--photo', photo, '--truth', truth, '--norwood', '4', '-o', design]).code, 0);
  const out = join(shots, 'desktop-design.png');
  const made = runProgram('hairline-designer', [design, '--size', '1000x700', '--screenshot', out, '--print-estimate-on-exit']);
  assert.equal(made.code, 0, made.stderr);
  assert.equal(made.stderr, '');
  const told = runProgram('hairline', ['estimate', design, '--json']);
  assert.deepEqual(JSON.parse(made.stdout), JSON.parse(told.stdout));
  assert.ok(deviation(out) > 0.05, 'the picture is flat');
});

test('wrong usage is refused with exit code 2, a missing file is told', () => {
  for (const args of [['--size', 'big'], ['--nonsense'], ['a.png', 'b.png'], ['--truth', 't.json'], ['--ui-scale', '0'], ['--screenshot']]) {
    const { code, stderr } = runProgram('hairline-designer', args);
    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, /^error: /);
  }
  assert.equal(runProgram('hairline-designer', ['--help']).code, 0);
  assert.match(runProgram('hairline-designer', ['--version']).stdout, /^hairline-designer \d+\.\d+\.\d+$/m);
  const missing = runProgram('hairline-designer', [join(scratch, 'nowhere.png'), '--screenshot', join(scratch, 'x.png')]);
  assert.match(missing.stderr, /nowhere\.png/);
});
