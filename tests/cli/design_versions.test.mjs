// Designs of version 1, as the program wrote them before there was a version 2 (tests/design/v1): they give the dots and
// the plan they gave then. golden.json holds those figures, taken from that program, and the picture in the light that dots
// take today, so that its changes are meant.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gridOf, readPng } from '../png.mjs';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kProgram = process.env.HAIRLINE ? resolve(process.env.HAIRLINE) : join(kRoot, 'build/native-release/bin/hairline');
const kGolden = JSON.parse(readFileSync(join(kRoot, 'tests/design/v1/golden.json'), 'utf8'));

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'hairline-v1-'));
  cpSync(join(kRoot, 'tests/design/v1'), folder, { recursive: true });
});
after(() => rmSync(folder, { recursive: true, force: true }));

const at = (name) => join(folder, name);
const json = (name) => JSON.parse(readFileSync(at(name), 'utf8'));
const save = (name, value) => writeFileSync(at(name), JSON.stringify(value));
const sha = (text) => createHash('sha256').update(text).digest('hex');

function run(...args) {
  return spawnSync(kProgram, args, { encoding: 'utf8', maxBuffer: 1 << 29, cwd: folder });
}
function good(...args) {
  const { status, stdout, stderr } = run(...args);
  assert.equal(status, 0, `hairline ${args.join(' ')}: ${stderr}`);
  return stdout;
}
const picture = (name, ...args) => {
  good('render', name, ...args, '-o', 'picture.png');
  return readPng(readFileSync(at('picture.png')));
};

for (const [name, golden] of Object.entries(kGolden)) {
  test(`version 1, ${name}: dots and plan are those of then, the picture is the one that is known`, () => {
    assert.equal(json(name).version, 1);
    const csv = good('dots', name, '--csv');
    assert.equal(csv.split('\n').length - 2, golden.dots);
    assert.equal(sha(csv), golden.dots_sha256);
    const plan = JSON.parse(good('estimate', name, '--json'));
    for (const [key, then] of Object.entries(golden.plan)) {
      for (const end of ['value', 'low', 'high']) {
        assert.ok(Math.abs(plan[key][end] - then[end]) <= 1e-9 * Math.abs(then[end]), `${key}.${end} is ${plan[key][end]}, was ${then[end]}`);
      }
    }
    assert.deepEqual(plan.zones.map((zone) => zone.dots.value), golden.zones);
    if (!golden.picture) return;
    const now = gridOf(picture(name, '--session', '2', '--day', '30'), 8, 10);
    const worst = Math.max(...now.map((mean, i) => Math.abs(mean - golden.picture[i])));
    assert.ok(worst <= 1.0, `the picture is up to ${worst} of 255 from the one that is known`);
  });

  if (!golden.picture) continue;
  test(`${name}: written again it is version 2 and the same work`, () => {
    // The command writes what it read when it is told a colour that is there already.
    const before = json(name);
    const [x, y] = before.photo.skin?.pos_px ?? [200, 235];
    const first = run('colour', name, '--skin', `${x},${y}`, '-o', 'again.json');
    assert.equal(first.status, 0, first.stderr);
    const again = json('again.json');
    assert.equal(again.version, 2);
    assert.deepEqual(again.hairline, before.hairline);
    assert.deepEqual(again.photo.file, before.photo.file);
    assert.deepEqual(Object.keys(again.proposals ?? {}), Object.keys(before.proposals ?? {}));
    // Shades and the tapped colour aside.
    again.zones.forEach((zone, i) => { zone.shade = before.zones[i].shade; });
    if (before.photo.skin) again.photo.skin = before.photo.skin;
    else delete again.photo.skin;
    save('again.json', again);
    assert.equal(sha(good('dots', 'again.json', '--csv')), golden.dots_sha256);
    assert.deepEqual(JSON.parse(good('estimate', 'again.json', '--json')), JSON.parse(good('estimate', name, '--json')));
    assert.ok(picture('again.json').rgb.equals(picture(name).rgb));
  });
}

test('a newer version is refused by its number, whatever else is in it', () => {
  for (const version of [3, 99]) {
    save('newer.json', { ...json('head.json'), version });
    for (const args of [['estimate'], ['dots'], ['check'], ['render', '-o', 'x.png']]) {
      const { status, stderr, stdout } = run(args[0], 'newer.json', ...args.slice(1));
      assert.equal(status, 1);
      assert.match(stderr, new RegExp(`"version" is ${version}.*up to version 2`));
      assert.equal(stdout, '');
    }
  }
});

test('a new design holds measures and look; the look is where render begins, and its options win', () => {
  save('marks.json', {
    landmarks: { pupil_left: [254, 272.8], pupil_right: [148.8, 272.1], glabella: [201, 255.7], menton: [202.7, 448.2], tragion_left: null },
    scale: { kind: 'card', px: 145, mm: 85.6 },
  });
  good('new', '--photo', 'head.jpg', '--landmarks', 'marks.json', '--norwood', '4', '-o', 'new.json');
  const design = json('new.json');
  assert.equal(design.version, 2);
  assert.deepEqual(design.measures.landmarks.glabella, [201, 255.7]);
  assert.deepEqual(design.measures.placed.sort(), ['glabella', 'menton', 'pupil_left', 'pupil_right']);
  assert.deepEqual(design.measures.scale, { kind: 'card', px: 145, mm: 85.6 });
  assert.equal(design.side, 'front');
  assert.equal(design.look, undefined);
  assert.equal(design.head_samples.length, design.camera_samples.length);

  const settled = picture('new.json');
  design.look = { session: 1, day: 1826, sun: 'high', touch_ups: 0, distance_mm: 2000 };
  save('later.json', design);
  const later = picture('later.json');
  assert.ok(!later.rgb.equals(settled.rgb));
  const asked = ['--session', '1', '--day', '1826', '--sun', 'high', '--distance', '2'];
  assert.ok(later.rgb.equals(picture('new.json', ...asked).rgb));
  delete design.look.distance_mm;
  save('later.json', design);
  assert.ok(picture('later.json', '--session', '3', '--day', '60', '--sun', 'low').rgb.equals(settled.rgb));
  const years = (name, ...args) => JSON.parse(good('estimate', name, '--json', ...args)).touch_up_years;
  assert.deepEqual(years('later.json'), years('new.json', '--sun', 'high'));
});

test('other photos of the head change neither dots nor picture of the one that is looked at', () => {
  good('new', '--photo', 'head.jpg', '--mm-per-px', '0.59', '--norwood', '4', '-o', 'one.json');
  const one = json('one.json');
  const aside = { photo: { file: 'gone.jpg', width_px: 100, height_px: 100 }, side: 'left', view: one.view };
  save('two.json', { ...one, shot: 1, other_shots: [aside] });
  assert.equal(sha(good('dots', 'two.json', '--csv')), sha(good('dots', 'one.json', '--csv')));
  assert.ok(picture('two.json').rgb.equals(picture('one.json').rgb));
  // And they are still there after the command has written the file.
  run('colour', 'two.json', '--skin', '200,235', '-o', 'two.json');
  const kept = json('two.json');
  assert.equal(kept.shot, 1);
  assert.equal(kept.other_shots[0].photo.file, 'gone.jpg');
  assert.equal(kept.photo.skin.pos_px[0], 200);
});
