// The headless command from end to end: its contract of forms, outputs, exit codes and files.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPng } from '../png.mjs';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kProgram = process.env.HAIRLINE ? resolve(process.env.HAIRLINE) : join(kRoot, 'build/native-release/bin/hairline');

let folder;
const at = (name) => join(folder, name);

function run(...args) {
  const { status, stdout, stderr } = spawnSync(kProgram, args, { encoding: 'utf8', maxBuffer: 1 << 29, cwd: folder });
  return { status, stdout, stderr };
}

/** Runs what must work; gives back standard output. */
function good(...args) {
  const { status, stdout, stderr } = run(...args);
  assert.equal(status, 0, `hairline ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** Runs what must fail with this code, saying "error: …" and something about `word`, and writing nothing new. */
function bad(code, word, ...args) {
  const before = readdirSync(folder).sort();
  const { status, stdout, stderr } = run(...args);
  assert.equal(status, code, `hairline ${args.join(' ')} gave ${status}: ${stderr}`);
  assert.match(stderr, /^error: \S/m);
  assert.ok(stderr.includes(word), `"${word}" is not in: ${stderr}`);
  assert.equal(stdout, '');
  assert.deepEqual(readdirSync(folder).sort(), before, 'files were left behind');
}

const json = (name) => JSON.parse(readFileSync(at(name), 'utf8'));

/** Width and height of a PNG. */
function pngSize(name) {
  const bytes = readFileSync(at(name));
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** The JPEG with an EXIF block that holds just an orientation. */
function withOrientation(jpeg, orientation) {
  const tiff = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

function checkInterval(i, name) {
  for (const key of ['value', 'low', 'high']) assert.equal(typeof i[key], 'number', `${name}.${key}`);
  assert.ok(i.low <= i.value && i.value <= i.high, `${name}: ${i.low} ${i.value} ${i.high}`);
}

function checkEstimate(e) {
  for (const key of ['area_cm2', 'dots', 'hours', 'sessions', 'cost', 'chair_hours', 'upkeep_per_year']) checkInterval(e[key], key);
  assert.equal(e.cost.currency, 'USD');
  for (const key of ['dots', 'sessions']) for (const end of ['value', 'low', 'high']) assert.equal(e[key][end] % 1, 0, `${key}.${end}`);
  for (const zone of e.zones) checkInterval(zone.area_cm2, zone.name), checkInterval(zone.dots, zone.name);
  const sum = (key) => e.zones.reduce((total, zone) => total + zone[key].value, 0);
  assert.ok(Math.abs(sum('area_cm2') - e.area_cm2.value) < 1e-6);
  assert.equal(sum('dots'), e.dots.value);
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'hairline-'));
  good('sample', '--view', 'front', '--norwood', '4', '--skin', '3', '--card', '--size', '480x600', '-o', 'head.png', '--truth', 'truth.json');
  good('sample', '--view', 'top', '--norwood', '6', '--skin', '6', '--size', '300x375', '-o', 'top.jpg', '--truth', 'top.json');
  good('new', '--photo', 'head.png', '--truth', 'truth.json', '--norwood', '4', '-o', 'head.design.json');
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('help and version', () => {
  assert.match(good('version'), /^hairline \d+\.\d+\.\d+ \(design format 2\)\n$/);
  const overview = good('--help');
  for (const command of ['sample', 'new', 'estimate', 'dots', 'render', 'check', 'version']) {
    assert.ok(overview.includes(command));
    assert.match(good(command, '--help'), new RegExp(`^usage: hairline ${command}`));
    assert.equal(good('help', command), good(command, '-h'));
  }
});

test('the sample head and its truth', () => {
  assert.deepEqual(pngSize('head.png'), [480, 600]);
  const truth = json('truth.json');
  for (const name of ['pupil_left', 'pupil_right', 'glabella', 'menton']) assert.equal(truth.landmarks[name].length, 2, name);
  // The person's own left is on the right of a picture from the front.
  assert.ok(truth.landmarks.pupil_left[0] > truth.landmarks.pupil_right[0]);
  assert.ok(truth.bald_area_cm2 > 60 && truth.bald_area_cm2 < 150);
  assert.ok(truth.mm_per_px > 0);
  assert.equal(truth.camera.rotation.length, 9);
  assert.equal(readFileSync(at('top.jpg')).readUInt16BE(0), 0xffd8);
});

test('a square in a flat picture is exact', () => {
  // 100 px at 0.25 mm are 25 mm: 6.25 cm2.
  good('new', '--photo', 'head.png', '--mm-per-px', '0.25', '--zone', '100,100 200,100 200,200 100,200', '--density', '160', '--irregularity', '0', '-o', 'flat.json');
  const e = JSON.parse(good('estimate', 'flat.json', '--json'));
  checkEstimate(e);
  assert.ok(Math.abs(e.area_cm2.value - 6.25) < 1e-3, `${e.area_cm2.value}`);
  assert.ok(Math.abs(e.dots.value - 1000) <= 10, `${e.dots.value}`);
  const rows = good('dots', 'flat.json', '--csv').trimEnd().split('\n');
  assert.equal(rows[0], 'x_mm,y_mm,sx_mm,sy_mm,sz_mm,radius_mm,shade,depth_mm,zone,session,rank');
  assert.equal(rows.length - 1, e.dots.value);
  rows.slice(1).forEach((row, i) => {
    const [x, y, sx, sy, sz, radius, shade, depth, zone, session, rank] = row.split(',').map(Number);
    assert.ok(x >= 25 && x <= 50 && y >= 25 && y <= 50, row);
    assert.ok(Math.abs(sx - x) < 1e-3 && Math.abs(sy - y) < 1e-3 && sz === 0, row);
    assert.ok(radius > 0.05 && radius < 0.5 && shade >= 1 && shade <= 6 && depth > 0, row);
    assert.ok(zone === 0 && session >= 1 && session <= 4 && rank === i, row);
  });
});

test('later zones cover earlier ones; a zone without density has the default', () => {
  good('new', '--photo', 'head.png', '--mm-per-px', '0.1', '--zone', '0,0 400,0 400,400 0,400', '--density', '100',
    '--zone', '100,100 300,100 300,300 100,300', '-o', 'two.json');
  const e = JSON.parse(good('estimate', 'two.json', '--json'));
  checkEstimate(e);
  assert.ok(Math.abs(e.zones[0].area_cm2.value - 12) < 0.01);
  assert.ok(Math.abs(e.zones[1].area_cm2.value - 4) < 0.01);
  assert.equal(e.zones[1].density_per_cm2, 150);
  assert.ok(Math.abs(e.dots.value - (12 * 100 + 4 * 150)) < 18 + 5, `${e.dots.value}`);
});

test('a design on a head: estimate, dots on the head, same again', () => {
  const e = JSON.parse(good('estimate', 'head.design.json', '--json'));
  checkEstimate(e);
  const truth = json('truth.json');
  assert.ok(Math.abs(e.area_cm2.value / truth.bald_area_cm2 - 1) < 0.05, `${e.area_cm2.value} for ${truth.bald_area_cm2}`);
  assert.ok(e.area_cm2.low <= truth.bald_area_cm2 && truth.bald_area_cm2 <= e.area_cm2.high);
  assert.ok(e.sessions.value >= 2 && e.sessions.value <= 4);
  assert.ok(e.cost.low >= 2000 && e.cost.high <= 5000);
  const csv = good('dots', 'head.design.json');
  assert.equal(csv, good('dots', 'head.design.json', '--csv'));
  assert.equal(csv.trimEnd().split('\n').length - 1, e.dots.value);
  good('dots', 'head.design.json', '--csv', '-o', 'dots.csv');
  assert.equal(readFileSync(at('dots.csv'), 'utf8'), csv);
  assert.match(good('estimate', 'head.design.json'), /^area {6}\d/);
});

test('a head is found in a photo, and a design starts from it', () => {
  const photo = 'found.png';
  good('sample', '--view', 'front', '--norwood', '3', '--seed', '5', '--size', '600x750', '-o', photo, '--truth', 'found.truth.json');
  const truth = json('found.truth.json');
  const found = JSON.parse(good('find', photo, '--json'));
  assert.equal(found.faces, 1);
  assert.equal(found.view, 'front');
  for (const name of ['pupil_left', 'pupil_right', 'menton']) {
    const [x, y] = found.landmarks[name];
    const mm = Math.hypot(x - truth.landmarks[name][0], y - truth.landmarks[name][1]) * truth.mm_per_px;
    assert.ok(mm < (name === 'menton' ? 6 : 1.5), `${name} is ${mm} mm off`);
    assert.ok(found.sd_px[name] > 0);
  }
  assert.ok(found.outline.length > 40);
  assert.ok(['iris', 'ipd'].includes(found.scale.kind) && found.scale.sd > 0.03 && found.scale.sd < 0.12);
  assert.deepEqual(found.warnings, []);
  good('new', '--photo', photo, '--auto', '-o', 'found.design.json');
  writeFileSync(at('found.landmarks.json'), JSON.stringify(found));
  good('new', '--photo', photo, '--landmarks', 'found.landmarks.json', '--norwood', '3', '-o', 'found.again.json');
  bad(1, 'scripts/setup', 'find', photo, '--nets', 'nowhere.bin');
  bad(1, 'damaged', 'find', photo, '--nets', photo);
  bad(2, 'no photo given', 'find', '--json');
  bad(2, 'more than one scale', 'new', '--photo', photo, '--auto', '--mm-per-px', '1', '-o', 'x.json');
});

test('the truth serves as a landmarks file', () => {
  const { status, stderr } = run('new', '--photo', 'head.png', '--landmarks', 'truth.json', '--norwood', '4', '-o', 'fitted.json');
  assert.equal(status, 0, stderr);
  const e = JSON.parse(good('estimate', 'fitted.json', '--json'));
  const truth = json('truth.json');
  assert.ok(Math.abs(e.area_cm2.value / truth.bald_area_cm2 - 1) < 0.15, `${e.area_cm2.value} for ${truth.bald_area_cm2}`);
});

test('what is missing in a landmarks file is said', () => {
  writeFileSync(at('few.json'), JSON.stringify({ landmarks: { pupil_left: [300, 300] }, scale: { kind: 'ipd', px: 100, mm: 63 } }));
  bad(1, 'few.json', 'new', '--photo', 'head.png', '--landmarks', 'few.json', '-o', 'x.json');
  writeFileSync(at('wrong.json'), JSON.stringify({ landmarks: { pupil_left: [300, 'a'] } }));
  bad(1, 'pupil_left', 'new', '--photo', 'head.png', '--landmarks', 'wrong.json', '-o', 'x.json');
  writeFileSync(at('broken.json'), '{"landmarks":');
  bad(1, 'JSON', 'new', '--photo', 'head.png', '--landmarks', 'broken.json', '-o', 'x.json');
});

test('rendering: full size, sessions, days, before', () => {
  const bytes = (...args) => {
    good('render', 'head.design.json', '-o', 'out.png', ...args);
    assert.deepEqual(pngSize('out.png'), [480, 600]);
    return readFileSync(at('out.png')).toString('base64');
  };
  const settled = bytes(), first = bytes('--session', '1'), fresh = bytes('--session', '1', '--day', '0'), none = bytes('--before');
  assert.equal(new Set([settled, first, fresh, none]).size, 4);
  assert.equal(bytes(), settled);
  assert.equal(none, readFileSync(at('head.png')).toString('base64'), 'before is the photo');
});

test('rendering: years, touch-ups, mistakes and distance', () => {
  const bytes = (...args) => {
    good('render', 'head.design.json', '-o', 'out.png', ...args);
    return readFileSync(at('out.png')).toString('base64');
  };
  const year5 = ['--day', '1826'];
  const looks = [[], year5, [...year5, '--sun', 'average'], [...year5, '--sun', 'high'], [...year5, '--touch-ups', '1'], [...year5, '--pigment', 'temporary'],
    ...['too-deep', 'too-dense', 'too-low', 'too-straight', 'one-shade'].map((name) => ['--mistake', name]),
    ['--mistake', 'too-deep', '--mistake', 'too-dense'], ['--distance', '3'], ['--distance', '10']];
  assert.equal(new Set(looks.map((args) => bytes(...args))).size, looks.length, 'all look different');
  assert.equal(bytes(...year5, '--sun', 'high'), bytes(...year5, '--skin-type', 'oily'));
  const design = readFileSync(at('head.design.json'), 'utf8');
  assert.ok(!design.includes('mistake'));
  const { stderr } = run('render', 'head.design.json', '-o', 'out.png', '--progress');
  const shares = [...stderr.matchAll(/^progress: (\d+) %$/gm)].map((match) => Number(match[1]));
  assert.ok(shares.length >= 5 && shares.at(-1) === 100 && shares.every((share, i) => i === 0 || share >= shares[i - 1]), stderr);
  bad(2, '--sun', 'render', 'head.design.json', '-o', 'x.png', '--sun', 'much');
  bad(2, '--mistake', 'render', 'head.design.json', '-o', 'x.png', '--mistake', 'too-late');
  bad(2, '--distance', 'render', 'head.design.json', '-o', 'x.png', '--distance', '0');
  bad(2, '--touch-ups', 'render', 'head.design.json', '-o', 'x.png', '--touch-ups', '-1');
});

test('the estimate tells when touch-ups are due', () => {
  const years = (...args) => JSON.parse(good('estimate', 'head.design.json', '--json', ...args)).touch_up_years;
  assert.equal(years().length, 1);
  assert.ok(years()[0] > 2.6 && years()[0] < 5, `${years()[0]}`);
  assert.equal(years('--sun', 'high').length, 4);
  assert.ok(years('--pigment', 'temporary').length > 10);
  assert.match(good('estimate', 'head.design.json', '--sun', 'average'), /touch-up {2}after 2\.6, 5\.2 years/);
});

test('colours from the photo are kept in the design and choose the shade', () => {
  const [x, y] = json('truth.json').landmarks.glabella;
  const found = JSON.parse(good('colour', 'head.design.json', '--json'));
  assert.equal(found.skin.tapped, false);
  assert.ok(found.advice.shade >= 1 && found.advice.shade <= 6);
  const tapped = JSON.parse(good('colour', 'head.design.json', '--skin', `${x},${y - 10}`, '--json', '-o', 'tapped.json'));
  assert.equal(tapped.skin.tapped, true);
  assert.equal(tapped.skin.uniform, true);
  assert.ok(Math.abs(tapped.skin.monk_tone - 3) <= 1, `Monk ${tapped.skin.monk_tone}`);
  assert.ok(Math.abs(tapped.skin.l - found.skin.l) < 12);
  const kept = json('tapped.json');
  assert.deepEqual(kept.photo.skin.pos_px, [x, y - 10]);
  assert.equal(Math.max(...kept.zones.map((zone) => zone.shade)), tapped.advice.shade);
  assert.match(good('colour', 'tapped.json'), /^skin .*ITA .*Monk tone/);
  assert.equal(JSON.parse(good('colour', 'tapped.json', '--json')).skin.tapped, true);
  bad(1, 'outside', 'colour', 'head.design.json', '--skin', '9000,1');
  bad(2, '--hair', 'colour', 'head.design.json', '--hair', '9');
});

test('uses: scars, hair that stays, a part line', () => {
  const square = '100,100 300,100 300,300 100,300';
  const make = (name, ...args) => {
    good('new', '--photo', 'head.png', '--mm-per-px', '0.2', ...args, '-o', name);
    return json(name);
  };
  const scar = make('scar.json', '--zone', square, '--use', 'scar-cover').zones[0];
  assert.equal(scar.use, 'scar-cover');
  assert.ok(scar.uptake < 1 && scar.uptake >= 0.5);
  const plan = JSON.parse(good('estimate', 'scar.json', '--json'));
  assert.equal(plan.sessions.value, 3, 'one more than so small an area has');
  assert.ok(plan.why.some((reason) => reason.startsWith('Scars: ')));
  const part = make('part.json', '--part', '100,200 300,200', '--width', '10').zones[0];
  assert.equal(part.use, 'part-line');
  const area = JSON.parse(good('estimate', 'part.json', '--json')).area_cm2.value;
  assert.ok(Math.abs(area - (40 * 10 + Math.PI * 25) / 100) < 0.05, `${area} cm2`);
  const hair = make('hair.json', '--zone', square, '--use', 'between-hair', '--density', '150');
  assert.equal(hair.zones[0].density_per_cm2, 150);
  const count = (file) => good('dots', file).trimEnd().split('\n').length - 1;
  assert.match(good('mask', 'hair.json', '--paint-skin', '200,200,300', '-o', 'all.json'), /^100 % skin/);
  assert.match(good('mask', 'all.json', '--keep', '--paint-hair', '200,200,50', '-o', 'spot.json'), /^[78]\d % skin/);
  const lost = 1 - count('spot.json') / count('all.json');
  assert.ok(Math.abs(lost - Math.PI * 0.0625) < 0.03, `${lost}`);
  // The proposals that the editor keeps in one file are still there after a command wrote it again.
  const kept = json('hair.json');
  kept.proposals = { current: 'B', A: json('scar.json') };
  writeFileSync(join(folder, 'kept.json'), JSON.stringify(kept));
  good('mask', 'kept.json', '--keep', '--paint-skin', '200,200,50', '-o', 'kept.json');
  const { proposals } = json('kept.json');
  assert.equal(proposals.current, 'B');
  assert.deepEqual(proposals.A, kept.proposals.A);
  bad(1, 'between-hair', 'mask', 'scar.json', '-o', 'x.json');
  const [x, y] = json('truth.json').landmarks.glabella;
  const corners = [[-40, -130], [40, -130], [40, -80], [-40, -80]].map(([dx, dy]) => `${x + dx},${y + dy}`).join(' ');
  good('new', '--photo', 'head.png', '--truth', 'truth.json', '--zone', corners, '--use', 'between-hair', '-o', 'crown.json');
  bad(1, 'beside the scalp', 'mask', 'crown.json', '--paint-skin', '1,1,5', '-o', 'x.json');
  bad(2, '--paint-hair', 'mask', 'hair.json', '--paint-hair', '1,2', '-o', 'x.json');
  const base = ['new', '--photo', 'head.png', '--mm-per-px', '0.2', '-o', 'x.json'];
  bad(2, '--use', ...base, '--use', 'scar-cover');
  bad(2, '--use', ...base, '--zone', square, '--use', 'scar');
  bad(2, '--width', ...base, '--zone', square, '--width', '5');
  bad(2, '--part', ...base, '--part', '1,1');
});

test('the photo is found beside the design, from wherever the command runs', () => {
  mkdirSync(at('sub'));
  good('new', '--photo', 'head.png', '--mm-per-px', '0.2', '--zone', '10,10 90,10 50,90', '-o', 'sub/far.json');
  assert.equal(json('sub/far.json').photo.file, '../head.png');
  const { status } = spawnSync(kProgram, ['render', at('sub/far.json'), '-o', at('far.png')], { cwd: '/' });
  assert.equal(status, 0);
});

test('EXIF orientations come out alike', () => {
  good('render', 'head.design.json', '--before', '-o', 'plain.jpg');
  good('render', 'head.design.json', '--before', '--quality', '40', '-o', 'small.jpg');
  assert.ok(statSync(at('small.jpg')).size < 0.5 * statSync(at('plain.jpg')).size, 'a lower quality is a smaller file');
  const jpeg = readFileSync(at('plain.jpg'));
  for (const orientation of [1, 3, 6, 8]) {
    writeFileSync(at('turned.jpg'), withOrientation(jpeg, orientation));
    good('new', '--photo', 'turned.jpg', '--mm-per-px', '0.2', '--zone', '10,10 90,10 50,90', '-o', 'turned.json');
    const photo = json('turned.json').photo;
    assert.deepEqual([photo.width_px, photo.height_px], orientation >= 5 ? [600, 480] : [480, 600]);
    good('render', 'turned.json', '-o', 'turned.png');
    assert.deepEqual(pngSize('turned.png'), [photo.width_px, photo.height_px]);
  }
});

test('check tells findings', () => {
  const fine = JSON.parse(good('check', 'head.design.json', '--json'));
  assert.equal(typeof fine.ok, 'boolean');
  const ids = fine.findings.map((finding) => finding.id);
  for (const id of ['hairline.height', 'hairline.symmetry', 'hairline.feather', 'density.helmet']) assert.ok(ids.includes(id), id);
  for (const f of fine.findings) assert.ok(['good', 'note', 'warning', 'error'].includes(f.severity) && f.message && typeof f.value === 'number' && 'unit' in f);
  assert.ok(fine.ok, JSON.stringify(fine.findings.filter((f) => f.severity !== 'good')));
  good('new', '--photo', 'head.png', '--mm-per-px', '0.1', '--zone', '0,0 400,0 400,400 0,400', '--density', '300', '-o', 'dense.json');
  const dense = JSON.parse(good('check', 'dense.json', '--json'));
  assert.equal(dense.ok, false);
  assert.equal(dense.findings.find((f) => f.id === 'density.helmet').severity, 'warning');
  assert.match(good('check', 'dense.json'), /warning {2}/);
});

test('templates, stages and their combinations', () => {
  for (const template of ['natural', 'round', 'straight', 'winged', 'widows-peak', 'mature']) {
    good('new', '--photo', 'head.png', '--truth', 'truth.json', '--template', template, '-o', 'template.json');
    const design = json('template.json');
    assert.equal(design.hairline.template, template);
    assert.ok(design.hairline.enabled && design.zones.length >= 3);
  }
  const areas = [];
  for (let stage = 1; stage <= 7; ++stage) {
    good('new', '--photo', 'head.png', '--truth', 'truth.json', '--norwood', String(stage), '-o', 'stage.json');
    assert.equal(json('stage.json').norwood, stage);
    areas.push(JSON.parse(good('estimate', 'stage.json', '--json')).area_cm2.value);
  }
  assert.equal(areas[0], 0);
  for (let i = 1; i < areas.length; ++i) assert.ok(areas[i] > areas[i - 1], areas.join(' '));
  good('new', '--photo', 'head.png', '--truth', 'truth.json', '--irregularity', '0.8', '--seed', '9007199254740991', '-o', 'alone.json');
  const alone = json('alone.json');
  assert.equal(alone.norwood, 4);
  assert.equal(alone.irregularity, 0.8);
  assert.equal(alone.hairline.irregularity, 0.8);
  assert.equal(alone.seed, 9007199254740991);
  const { status, stderr } = run('new', '--photo', 'head.png', '--mm-per-px', '0.4', '--norwood', '3', '-o', 'assumed.json');
  assert.equal(status, 0);
  assert.match(stderr, /^warning: /m);
});

test('a design that says nothing costs nothing', () => {
  good('new', '--photo', 'head.png', '--mm-per-px', '0.1', '-o', 'empty.json');
  const e = JSON.parse(good('estimate', 'empty.json', '--json'));
  for (const key of ['area_cm2', 'dots', 'hours', 'sessions', 'cost', 'chair_hours', 'upkeep_per_year']) assert.deepEqual([e[key].value, e[key].low, e[key].high], [0, 0, 0], key);
  assert.equal(good('dots', 'empty.json', '--csv').trimEnd().split('\n').length, 1);
});

test('contact sheets of patterns differ with the skin and are the same each time', () => {
  good('gallery', '--patterns', '--skin', '3', '-o', 'patterns.png');
  const [width, height] = pngSize('patterns.png');
  assert.ok(width > 1000 && height > 1200, `${width} x ${height}`);
  good('gallery', '--patterns', '--skin', '3', '-o', 'again.png');
  assert.ok(readFileSync(at('again.png')).equals(readFileSync(at('patterns.png'))));
  good('gallery', '--patterns', '--skin', '8', '-o', 'dark.png');
  assert.ok(!readFileSync(at('dark.png')).equals(readFileSync(at('patterns.png'))));
  bad(2, '--skin', 'gallery', '--patterns', '--skin', '11', '-o', 'none.png');
});

test('usage errors', () => {
  const base = ['new', '--photo', 'head.png', '-o', 'x.json'];
  bad(2, 'command', 'paint');
  bad(2, 'command');
  bad(2, '--colour', ...base, '--mm-per-px', '0.1', '--colour', 'red');
  bad(2, 'scale', ...base);
  bad(2, 'scale', ...base, '--mm-per-px', '0.1', '--truth', 'truth.json');
  for (const value of ['0', '-1', 'nan', 'inf', '1,5', '0.1mm', '', '1e999', '0x1']) bad(2, '--mm-per-px', ...base, '--mm-per-px', value);
  for (const value of ['0', '8', '3.5', 'III']) bad(2, '--norwood', ...base, '--mm-per-px', '0.1', '--norwood', value);
  bad(2, '--template', ...base, '--mm-per-px', '0.1', '--template', 'mohawk');
  bad(2, '--irregularity', ...base, '--mm-per-px', '0.1', '--irregularity', '1.1');
  bad(2, '--seed', ...base, '--mm-per-px', '0.1', '--seed', '9007199254740992');
  bad(2, '--density', ...base, '--mm-per-px', '0.1', '--density', '100');
  bad(2, '--density', ...base, '--mm-per-px', '0.1', '--zone', '1,1 9,1 5,9', '--density', '401');
  bad(2, '--density', ...base, '--mm-per-px', '0.1', '--zone', '1,1 9,1 5,9', '--density', '10', '--density', '20');
  for (const zone of ['', '1,1 2,2', '1,1 2,2 3', '1,1 2,2 x,3', '1;1 2;2 3;9']) bad(2, '--zone', ...base, '--mm-per-px', '0.1', '--zone', zone);
  bad(2, 'needs a value', 'new', '--photo');
  bad(2, '-o', 'new', '--photo', 'head.png', '--mm-per-px', '0.1');
  bad(2, 'twice', ...base, '--mm-per-px', '0.1', '--mm-per-px', '0.2');
  bad(2, 'design file', 'estimate');
  bad(2, 'unexpected', 'estimate', 'a.json', 'b.json');
  bad(2, '--session', 'render', 'head.design.json', '-o', 'x.png', '--session', '9');
  bad(2, '--day', 'render', 'head.design.json', '-o', 'x.png', '--day', '-1');
  bad(2, '--view', 'sample', '--view', 'behind', '-o', 'x.png');
  bad(2, '--skin', 'sample', '--skin', '11', '-o', 'x.png');
  bad(2, 'seen from the front', 'sample', '--view', 'top', '--bow', '20', '-o', 'x.png');
  bad(2, '--noise', 'sample', '--noise', '61', '-o', 'x.png');
  bad(2, 'same file', 'sample', '-o', 'x.png', '--truth', 'x.png');
});

test('several photos of one head: each with its scale, zones in the photo before them, one picture of each', () => {
  good('sample', '--seed', '4', '--card', '--size', '480x600', '--truth', 'many.front.json', '-o', 'many.front.png');
  good('sample', '--seed', '4', '--card', '--view', 'top', '--size', '480x600', '--truth', 'many.top.json', '-o', 'many.top.png');
  const front = ['--photo', 'many.front.png', '--landmarks', 'many.front.json'];
  const top = ['--photo', 'many.top.png', '--landmarks', 'many.top.json'];
  good('new', ...front, '--norwood', '5', '-o', 'many.one.json');
  good('new', ...front, ...top, '--zone', '210,280 260,280 260,330 210,330', '--norwood', '5', '--circumference', '560', '-o', 'many.two.json');
  const design = json('many.two.json');
  assert.equal(design.other_shots.length, 1);
  assert.equal(design.other_shots[0].photo.file, 'many.top.png');
  assert.equal(design.head_circumference_mm, 560);
  assert.equal(design.zones.at(-1).drawn_on_shot, 1);
  assert.equal(design.head.modes.length, 36);
  const head = (name) => JSON.parse(good('head', name, '--json'));
  const width = (size) => size.high - size.low;
  const one = head('many.one.json'), two = head('many.two.json');
  assert.equal(two.shots.length, 2);
  assert.ok(width(two.circumference_mm) < width(one.circumference_mm), 'the second photo and the tape tell more');
  for (const name of ['length_mm', 'breadth_mm', 'hairline_height_mm']) {
    assert.ok(two[name].low < two[name].value && two[name].value < two[name].high, name);
  }
  good('render', 'many.two.json', '--shot', '2', '-o', 'many.2.png');
  good('render', 'many.two.json', '--shot', '1', '--before', '-o', 'many.1.png');
  assert.deepEqual(readPng(readFileSync(at('many.1.png'))).rgb, readPng(readFileSync(at('many.front.png'))).rgb);
  bad(2, 'has 2 photos', 'render', 'many.two.json', '--shot', '3', '-o', 'x.png');
  bad(2, 'scale is missing', 'new', ...front, '--photo', 'many.top.png', '-o', 'x.json');
  bad(2, 'each', 'new', ...front, '--photo', 'many.top.png', '--mm-per-px', '0.2', '-o', 'x.json');
  // A photo of somebody quite different is named.
  const other = json('many.top.json');
  other.scale.px *= 3;
  writeFileSync(at('many.wrong.json'), JSON.stringify(other));
  bad(1, 'many.wrong.json', 'new', ...front, '--photo', 'many.top.png', '--landmarks', 'many.wrong.json', '-o', 'x.json');
});

test('a zone over the rim of head and photo is cut, told once, and never refused', () => {
  const { status, stderr } = run('new', '--photo', 'head.png', '--truth', 'truth.json', '--zone', '-200,20 700,20 700,250 -200,250', '-o', 'rim.json');
  assert.equal(status, 0, stderr);
  assert.equal(stderr.match(/beyond the scalp/g)?.length, 1);
  assert.ok(JSON.parse(good('estimate', 'rim.json', '--json')).area_cm2.value > 50);
});

test('bad files and bad zones', () => {
  const make = (photo, ...rest) => ['new', '--photo', photo, '--mm-per-px', '0.1', '-o', 'x.json', ...rest];
  writeFileSync(at('empty.png'), '');
  writeFileSync(at('renamed.jpg'), '%PDF-1.4 nothing');
  writeFileSync(at('cut.png'), readFileSync(at('head.png')).subarray(0, 5000));
  writeFileSync(at('cut.jpg'), readFileSync(at('top.jpg')).subarray(0, 5000));
  bad(1, 'empty', ...make('empty.png'));
  bad(1, 'PDF', ...make('renamed.jpg'));
  bad(1, 'cut off', ...make('cut.png'));
  bad(1, 'cut off', ...make('cut.jpg'));
  bad(1, 'missing.png', ...make('missing.png'));
  bad(1, 'folder', ...make('.'));
  bad(1, 'outside', ...make('head.png', '--zone', '900,10 990,10 950,90'));
  bad(1, 'cross', ...make('head.png', '--zone', '10,10 90,90 90,10 10,90'));
  bad(1, 'line', ...make('head.png', '--zone', '10,10 20,20 30,30'));
  bad(1, 'beside the scalp', 'new', '--photo', 'head.png', '--truth', 'truth.json', '--zone', '1,1 30,1 30,30', '-o', 'x.json');
  bad(1, '480 x 600', 'new', '--photo', 'head.png', '--truth', 'top.json', '-o', 'x.json');
  bad(1, 'nowhere', 'new', '--photo', 'head.png', '--mm-per-px', '0.1', '-o', 'nowhere/x.json');
  for (const command of ['estimate', 'dots', 'check']) bad(1, 'missing.json', command, 'missing.json');
  writeFileSync(at('newer.json'), readFileSync(at('head.design.json'), 'utf8').replace('"version": 2', '"version": 3'));
  bad(1, 'version', 'estimate', 'newer.json');
  bad(1, 'JSON', 'estimate', 'head.png');
  writeFileSync(at('moved.json'), readFileSync(at('head.design.json'), 'utf8').replace('"head.png"', '"gone.png"'));
  bad(1, 'gone.png', 'render', 'moved.json', '-o', 'x.png');
});

test('a file that cannot be written leaves the old one as it was', () => {
  const old = readFileSync(at('head.design.json'));
  bad(1, 'outside', 'new', '--photo', 'head.png', '--mm-per-px', '0.1', '--zone', '900,10 990,10 950,90', '-o', 'head.design.json');
  assert.ok(readFileSync(at('head.design.json')).equals(old));
  assert.ok(!readdirSync(folder).some((name) => name.includes('.part')));
  assert.ok(existsSync(at('head.png')));
});
