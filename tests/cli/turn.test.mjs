// The head from any side: pictures of the size asked for, dots and photos where they belong, clear words for wrong wishes.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPng } from '../png.mjs';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kProgram = process.env.HAIRLINE ? resolve(process.env.HAIRLINE) : join(kRoot, 'build/native-release/bin/hairline');

let folder;
const run = (...args) => spawnSync(kProgram, args, { encoding: 'utf8', maxBuffer: 1 << 29, cwd: folder });

function good(...args) {
  const { status, stdout, stderr } = run(...args);
  assert.equal(status, 0, `hairline ${args.join(' ')}: ${stderr}`);
  return stdout;
}

function bad(code, word, ...args) {
  const files = readdirSync(folder).sort();
  const { status, stderr } = run(...args);
  assert.equal(status, code, stderr);
  assert.ok(stderr.includes(word), `"${word}" is not in: ${stderr}`);
  assert.deepEqual(readdirSync(folder).sort(), files, 'files were left behind');
}

const turned = (name, ...args) => {
  good('turn', 'design.json', '--size', '240x300', ...args, '-o', name);
  return readPng(readFileSync(join(folder, name)));
};

/** Share of pixels in which two pictures differ by more than `least` of 255. */
function differing(a, b, least = 2) {
  let count = 0;
  for (let i = 0; i < a.rgb.length; i += 3)
    count += Math.max(Math.abs(a.rgb[i] - b.rgb[i]), Math.abs(a.rgb[i + 1] - b.rgb[i + 1]), Math.abs(a.rgb[i + 2] - b.rgb[i + 2])) > least;
  return count / (a.rgb.length / 3);
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'turn-'));
  good('sample', '--view', 'front', '--norwood', '4', '--size', '600x750', '-o', 'head.png', '--truth', 'truth.json');
  good('new', '--photo', 'head.png', '--landmarks', 'truth.json', '--norwood', '4', '-o', 'design.json');
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('the head turns, with dots, photo, both or neither', () => {
  const front = turned('front.png');
  assert.deepEqual([front.width, front.height], [240, 300]);
  assert.deepEqual(front.types.filter((type) => !['IHDR', 'IDAT', 'IEND'].includes(type)), [], 'no metadata');
  const back = turned('back.png', '--azimuth', '180', '--elevation', '30');
  assert.ok(differing(front, back) > 0.2);
  assert.equal(differing(front, turned('whole.png', '--azimuth', '360')), 0, 'a whole turn changes nothing');
  const before = turned('before.png', '--before');
  const dots = differing(front, before);
  assert.ok(dots > 0.01 && dots < 0.3, `dots change ${dots} of the picture`);
  const plain = turned('plain.png', '--plain', '--before');
  assert.ok(differing(plain, before) > 0.1, 'the photo lies on the face');
  // A photo of the face says nothing of the back of the head but its tone.
  const backBefore = turned('back-before.png', '--azimuth', '180', '--before');
  const tone = (picture, x, y) => [...picture.rgb.subarray(3 * (y * 240 + x), 3 * (y * 240 + x) + 3)];
  const [r, g, b] = tone(backBefore, 120, 150);
  assert.ok(r > g && g > b && r > 90, `skin at the back: ${r} ${g} ${b}`);
});

test('the same design gives the same picture, left and right are the person\'s own', () => {
  const left = turned('left.png', '--azimuth', '90');
  assert.equal(differing(left, turned('left-again.png', '--azimuth', '90'), 0), 0);
  // From the person's left the face looks to the left of the picture: the back of the head is on its right.
  const edge = (picture, step) => {
    for (let x = step > 0 ? 0 : 239; x >= 0 && x < 240; x += step) {
      const at = 3 * (190 * 240 + x);
      if (picture.rgb[at] - picture.rgb[at + 2] > 20) return x;
    }
    return -1;
  };
  const right = turned('right.png', '--azimuth', '-90');
  const nose = edge(left, 1);
  assert.ok(nose > 0 && nose < 40, `the nose is at ${nose}`);
  assert.ok(edge(right, -1) > 200);
});

test('a design whose photo is gone says so, and --plain needs none', () => {
  const design = JSON.parse(readFileSync(join(folder, 'design.json'), 'utf8'));
  const text = JSON.stringify(design).replaceAll('head.png', 'gone.png');
  writeFileSync(join(folder, 'gone.json'), text);
  bad(1, 'gone.png', 'turn', 'gone.json', '-o', 'x.png');
  good('turn', 'gone.json', '--plain', '--size', '100x100', '-o', 'gone-plain.png');
});

test('wrong wishes are told', () => {
  good('new', '--photo', 'head.png', '--mm-per-px', '0.1', '-o', 'flat.json');
  bad(1, 'flat', 'turn', 'flat.json', '-o', 'x.png');
  bad(1, 'missing.json', 'turn', 'missing.json', '-o', 'x.png');
  bad(2, '--elevation', 'turn', 'design.json', '--elevation', '91', '-o', 'x.png');
  bad(2, '--elevation', 'turn', 'design.json', '--elevation', '-31', '-o', 'x.png');
  bad(2, '--azimuth', 'turn', 'design.json', '--azimuth', '361', '-o', 'x.png');
  bad(2, '--azimuth', 'turn', 'design.json', '--azimuth', 'north', '-o', 'x.png');
  bad(2, '--azimuth', 'turn', 'design.json', '--azimuth', 'nan', '-o', 'x.png');
  bad(2, '--size', 'turn', 'design.json', '--size', '10x10', '-o', 'x.png');
  bad(2, '--size', 'turn', 'design.json', '--size', '300', '-o', 'x.png');
  bad(2, '-o', 'turn', 'design.json');
  bad(2, '--session', 'turn', 'design.json', '--session', '9', '-o', 'x.png');
  bad(2, '--turn', 'turn', 'design.json', '--turn', '9', '-o', 'x.png');
  bad(2, 'design', 'turn', '-o', 'x.png');
  assert.ok(good('turn', '--help').includes('--azimuth'));
});
