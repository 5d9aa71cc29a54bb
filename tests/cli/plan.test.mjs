// What leaves the program on paper: the plan's documents, the hairline at 1:1, the drawing. Sizes are measured in what
// poppler draws of the PDF at 300 dpi.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kProgram = process.env.HAIRLINE ? resolve(process.env.HAIRLINE) : join(kRoot, 'build/native-release/bin/hairline');
const kDpi = 300;
const kMmPerPx = 25.4 / kDpi;

let folder;
const at = (name) => join(folder, name);
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

/** A page as poppler draws it: { width, height, at(x, y) → [r, g, b] }. */
function drawn(pdf, page) {
  const { status, stderr } = spawnSync('pdftoppm', ['-r', String(kDpi), '-f', String(page), '-l', String(page), '-singlefile', pdf, `page${page}`], { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, `pdftoppm: ${stderr}`);
  const bytes = readFileSync(at(`page${page}.ppm`));
  const [, w, h] = /^P6\n(\d+) (\d+)\n255\n/.exec(bytes.toString('latin1', 0, 40));
  const start = bytes.length - 3 * w * h;
  return { width: Number(w), height: Number(h), at: (x, y) => [...bytes.subarray(start + 3 * (y * w + x), start + 3 * (y * w + x) + 3)] };
}

const isBlack = ([r, g, b]) => r + g + b < 200;
const isRed = ([r, g, b]) => r > 150 && g < 110 && b < 130;

/** Middle of the dark pixels' first and last ink along a line from x0 to x1 px, with how much of the line's edge each holds. */
function inkSpan(picture, y, x0, x1) {
  let first = -1;
  let last = -1;
  for (let x = x0; x <= x1; ++x)
    if (isBlack(picture.at(x, y))) {
      if (first < 0) first = x;
      last = x;
    }
  return [first, last];
}

/** Centre in mm of the red cross near (x, y) mm: the middle of its arms' ends. */
function crossNear(picture, xMm, yMm) {
  const px = (mm) => Math.round(mm / kMmPerPx);
  let sx = 0;
  let sy = 0;
  let n = 0;
  for (let y = px(yMm - 1.4); y <= px(yMm + 1.4); ++y)
    for (let x = px(xMm - 1.4); x <= px(xMm + 1.4); ++x)
      if (isRed(picture.at(x, y))) {
        sx += x + 0.5;
        sy += y + 0.5;
        ++n;
      }
  assert.ok(n > 20, `no cross at ${xMm}, ${yMm} mm`);
  return [(sx / n) * kMmPerPx, (sy / n) * kMmPerPx];
}

function checkBar(picture, bar) {
  // The end ticks stand on the bar's ends: their centres are 100 mm apart.
  const y = Math.round((bar.y_mm - 2.2) / kMmPerPx);
  const left = Math.round((bar.x_mm - 1) / kMmPerPx);
  const right = Math.round((bar.x_mm + 101) / kMmPerPx);
  const ends = [];
  for (let x = left; x <= right; ++x) if (isBlack(picture.at(x, y)) || picture.at(x, y)[0] < 140) ends.push(x);
  const middle = (list) => list.reduce((a, b) => a + b, 0) / list.length;
  const first = middle(ends.filter((x) => x < (left + right) / 2));
  const last = middle(ends.filter((x) => x > (left + right) / 2));
  const length = (last - first) * kMmPerPx;
  assert.ok(Math.abs(length - 100) <= 0.2, `the 100 mm bar measures ${length.toFixed(2)} mm`);
  const [inkFirst, inkLast] = inkSpan(picture, Math.round(bar.y_mm / kMmPerPx), left, right);
  assert.ok(Math.abs((inkLast - inkFirst + 1) * kMmPerPx - 100.3) <= 0.3, 'the bar itself is as long');
  // The 4 in bar lies 8 mm below.
  const yInch = Math.round((bar.y_mm + 8) / kMmPerPx);
  const [a, b] = inkSpan(picture, yInch, left, right + Math.round(2 / kMmPerPx));
  assert.ok(Math.abs((b - a + 1) * kMmPerPx - 101.9) <= 0.3, `the 4 in bar measures ${((b - a + 1) * kMmPerPx - 0.3).toFixed(2)} mm`);
  return length;
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-'));
  good('sample', '--view', 'front', '--norwood', '4', '--size', '600x750', '--card', '-o', 'head.png', '--truth', 'truth.json');
  good('new', '--photo', 'head.png', '--landmarks', 'truth.json', '--norwood', '4', '-o', 'head.json');
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('the plan on paper: text to select, dates, every part', () => {
  const json = JSON.parse(good('plan', 'head.json', '--start', '2026-12-01', '--client', 'Zoë Ωmega', '--yes', 'sun', '--pdf', 'p.pdf', '--html', 'p.html', '--json'));
  assert.deepEqual(json.sessions.map((s) => s.date), ['2026-12-01', '2026-12-11', '2026-12-21']);
  assert.equal(json.sessions.reduce((sum, s) => sum + s.dots, 0), json.dots.value);
  assert.equal(json.verdict, 'warn');
  const estimate = JSON.parse(good('estimate', 'head.json', '--json'));
  for (const key of ['chair_hours', 'dots', 'area_cm2']) assert.deepEqual(json[key], estimate[key], key);
  assert.equal(json.upkeep_per_year.value, estimate.upkeep_per_year.value);
  const { stdout } = spawnSync('pdftotext', ['-layout', 'p.pdf', '-'], { cwd: folder, encoding: 'utf8' });
  for (const text of ['Treatment plan', 'Zoë Ωmega', '1 Dec 2026', '11 Dec 2026', 'Aftercare by day', 'Hair transplant', 'Before the first session', 'What nobody can know yet', 'not medical advice']) assert.ok(stdout.includes(text), `no "${text}" in the PDF`);
  const fonts = spawnSync('pdffonts', ['p.pdf'], { cwd: folder, encoding: 'utf8' }).stdout;
  assert.match(fonts, /Inter-Regular.* yes +yes +yes/);
  const images = spawnSync('pdfimages', ['-list', 'p.pdf'], { cwd: folder, encoding: 'utf8' }).stdout.trim().split('\n');
  assert.equal(images.length - 2, 8, 'before, after and six of the strip');
  const html = readFileSync(at('p.html'), 'utf8');
  assert.equal(html.match(/<img src="data:image\/jpeg;base64,/g).length, 8);
  assert.equal(/https?:|url\(|@import|<script|<link|srcset/.test(html), false, 'the page refers to something outside');
  // No name unless typed, no path of a file.
  good('plan', 'head.json', '--html', 'q.html');
  assert.equal(/Zoë|head\.png|truth/.test(readFileSync(at('q.html'), 'utf8')), false);
});

test('a profile sets prices and letterhead; a bad one names the field and nothing is written', () => {
  writeFileSync(at('p.json'), JSON.stringify({ format: 'hairline-profile', version: 1, currency: 'EUR', clinic: { name: 'Studio <Nord>' }, price: { basis: 'hour', per_hour: 200, total: { low: 0, high: 9000 } }, work: { interval_days: 21 } }));
  const json = JSON.parse(good('plan', 'head.json', '--profile', 'p.json', '--html', 'r.html', '--json'));
  assert.equal(json.currency, 'EUR');
  assert.ok(Math.abs(json.cost.value - 200 * json.chair_hours.value) < 1e-6);
  assert.deepEqual(json.sessions.map((s) => s.day), [0, 21, 42]);
  assert.equal(json.ten_years.filter((row) => row.cost).length, 1, 'no prices of others are guessed in EUR');
  assert.ok(readFileSync(at('r.html'), 'utf8').includes('Studio &lt;Nord&gt;'));
  writeFileSync(at('bad.json'), JSON.stringify({ format: 'hairline-profile', version: 1, price: { tax_percent: 'much' } }));
  bad(1, '"price.tax_percent"', 'plan', 'head.json', '--profile', 'bad.json', '--html', 'no.html');
  bad(1, 'profile', 'plan', 'head.json', '--profile', 'none.json', '--json');
  bad(2, '--start', 'plan', 'head.json', '--start', '2026-02-30', '--json');
  bad(2, '--pdf', 'plan', 'head.json');
  bad(1, 'blood_thinners', 'plan', 'head.json', '--yes', 'bold', '--json');
  bad(2, '--paper', 'plan', 'head.json', '--paper', 'a5', '--pdf', 'x.pdf');
});

test('the schema knows the fields that are read', () => {
  const schema = JSON.parse(readFileSync(join(kRoot, 'assets/profile.schema.json'), 'utf8'));
  const refused = (profile) => {
    writeFileSync(at('s.json'), JSON.stringify({ format: 'hairline-profile', version: 1, ...profile }));
    return run('plan', 'head.json', '--profile', 's.json', '--json').stderr;
  };
  for (const [section, { properties }] of Object.entries(schema.properties).filter(([, value]) => value.properties))
    for (const field of Object.keys(properties)) {
      const said = refused({ [section]: { ...(field.startsWith('per_') && field !== 'per_session' ? { basis: { per_cm2: 'area', per_dot: 'dot', per_hour: 'hour' }[field] } : {}), [field]: true } });
      assert.ok(said.includes(`${section}.${field}`), `${section}.${field}: ${said}`);
      assert.ok(!said.includes('is not known'), `${section}.${field} is not read: ${said}`);
    }
});

// A close-up with a hairline whose points are known in mm: no head, so the paper must hold just these distances.
const kPoints = [[15, 60], [45, 38], [80, 30], [120, 30], [155, 38], [185, 60]];
function flatDesign(name, points) {
  const design = JSON.parse(readFileSync(at('flat.json'), 'utf8'));
  design.hairline = { ...design.hairline, enabled: true, points_map_mm: points, feather_mm: 6 };
  writeFileSync(at(name), JSON.stringify(design));
}

for (const paper of ['a4', 'letter'])
  test(`the template at 1:1 on ${paper}: bars and known points`, () => {
    good('new', '--photo', 'head.png', '--mm-per-px', '0.4', '-o', 'flat.json');
    flatDesign('line.json', kPoints);
    const json = JSON.parse(good('template', 'line.json', '--paper', paper, '--json', '-o', 't.pdf'));
    const size = spawnSync('pdfinfo', ['t.pdf'], { cwd: folder, encoding: 'utf8' }).stdout;
    assert.match(size, paper === 'a4' ? /Page size: +841\.\d+ x 595\.\d+ pts \(A4\)/ : /Page size: +79[12](\.\d+)? x 61[12](\.\d+)? pts/);
    assert.equal(json.columns * json.rows, 1);
    const picture = drawn('t.pdf', 1);
    checkBar(picture, json.bars[0]);
    assert.equal(json.points.length, kPoints.length);
    const found = json.points.map((p) => crossNear(picture, p.x_mm, p.y_mm));
    for (let i = 0; i < kPoints.length; ++i)
      for (let k = i + 1; k < kPoints.length; ++k) {
        const paperMm = Math.hypot(found[i][0] - found[k][0], found[i][1] - found[k][1]);
        const trueMm = Math.hypot(kPoints[i][0] - kPoints[k][0], kPoints[i][1] - kPoints[k][1]);
        assert.ok(Math.abs(paperMm - trueMm) <= 0.3, `points ${i} and ${k}: ${paperMm.toFixed(2)} mm on paper, ${trueMm.toFixed(2)} mm designed`);
      }
  });

test('a hairline longer than a page goes over several, which fit together', () => {
  const wide = [[10, 90], [110, 40], [200, 20], [300, 20], [390, 40], [490, 90]];
  good('new', '--photo', 'head.png', '--mm-per-px', '1', '-o', 'flat.json');
  flatDesign('wide.json', wide);
  const json = JSON.parse(good('template', 'wide.json', '--json', '-o', 'w.pdf'));
  assert.ok(json.columns * json.rows > 1);
  assert.match(spawnSync('pdfinfo', ['w.pdf'], { cwd: folder, encoding: 'utf8' }).stdout, new RegExp(`Pages: +${json.bars.length}\n`), 'bars on each page');
  const pictures = json.bars.map((bar) => drawn('w.pdf', bar.page));
  json.bars.forEach((bar, i) => checkBar(pictures[i], bar));
  for (const p of json.points) {
    const [x, y] = crossNear(pictures[p.page - 1], p.x_mm, p.y_mm);
    assert.ok(Math.hypot(x - p.x_mm, y - p.y_mm) <= 0.3);
  }
  // On one page, distances are true again.
  for (let page = 1; page <= json.bars.length; ++page) {
    const here = json.points.filter((p) => p.page === page);
    assert.ok(json.points.length >= wide.length);
    for (let i = 0; i + 1 < here.length; ++i) assert.ok(Math.hypot(here[i].x_mm - here[i + 1].x_mm, here[i].y_mm - here[i + 1].y_mm) > 50);
  }
});

test('on a head the template is as long as the skin and even on both sides', () => {
  const json = JSON.parse(good('template', 'head.json', '--json', '-o', 'h.pdf'));
  const picture = drawn('h.pdf', 1);
  checkBar(picture, json.bars[0]);
  const middle = json.points[(json.points.length - 1) / 2];
  for (let i = 0; i < json.points.length; ++i) {
    const p = json.points[i];
    const q = json.points[json.points.length - 1 - i];
    assert.ok(Math.abs(p.x_mm - middle.x_mm + (q.x_mm - middle.x_mm)) < 0.3 && Math.abs(p.y_mm - q.y_mm) < 0.3, `point ${i} is not opposite of its partner`);
    const [x, y] = crossNear(picture, p.x_mm, p.y_mm);
    assert.ok(Math.hypot(x - p.x_mm, y - p.y_mm) <= 0.3);
  }
  const text = spawnSync('pdftotext', ['h.pdf', '-'], { cwd: folder, encoding: 'utf8' }).stdout;
  for (const said of ['glabella', 'above the pupil', '100 mm', '4 in', 'Print at 100 %']) assert.ok(text.includes(said), said);
});

test('a design without a hairline has no template', () => {
  good('new', '--photo', 'head.png', '--mm-per-px', '0.4', '-o', 'flat.json');
  bad(1, 'no hairline', 'template', 'flat.json', '-o', 'none.pdf');
});

test('the drawing is in millimetres with named layers', () => {
  good('svg', 'head.json', '-o', 'd.svg');
  const svg = readFileSync(at('d.svg'), 'utf8');
  const [, width, height, box] = /width="([\d.]+)mm" height="([\d.]+)mm" viewBox="([^"]+)"/.exec(svg);
  const [, , w, h] = box.split(' ').map(Number);
  assert.equal(Number(width), w);
  assert.equal(Number(height), h);
  const layers = [...svg.matchAll(/inkscape:groupmode="layer" inkscape:label="([^"]+)"/g)].map((m) => m[1]);
  assert.deepEqual(layers, ['Zones', 'Skin left free', 'Direction of hair', 'Dots, session 1', 'Dots, session 2', 'Dots, session 3', 'Hairline', 'Hairline unrolled, 1:1', 'Scale']);
  const dots = JSON.parse(good('estimate', 'head.json', '--json')).dots.value;
  assert.equal(svg.match(/<circle /g).length, dots);
  // The unrolled hairline is as long as the template says.
  const path = /hairline-unrolled"[^>]*>\s*<path d="([^"]+)"/.exec(svg)[1];
  const points = path.slice(1).split('L').map((p) => p.split(' ').map(Number));
  let length = 0;
  for (let i = 1; i < points.length; ++i) length += Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
  const { length_mm: told } = JSON.parse(good('template', 'head.json', '--json', '-o', 'h.pdf'));
  assert.ok(Math.abs(length - told) < 0.5, `${length} and ${told} mm`);
  assert.equal(/(src|href)="/.test(svg), false);
});

test('a packed design: one file for every command, without what the photo tells beside the picture', () => {
  // A JPEG with a place in it.
  good('sample', '--view', 'front', '--norwood', '4', '--size', '600x750', '--card', '-o', 'plain.jpg', '--truth', 'truth2.json');
  const jpeg = readFileSync(at('plain.jpg'));
  const body = Buffer.from('http://ns.adobe.com/xap/1.0/\0GPS 48.1372 N', 'latin1');
  writeFileSync(at('told.jpg'), Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, body.length + 2]), body, jpeg.subarray(2)]));
  good('new', '--photo', 'told.jpg', '--landmarks', 'truth2.json', '--norwood', '4', '-o', 'j.json');
  good('pack', 'j.json', '-o', 'j.hairline');
  const bytes = readFileSync(at('j.hairline'));
  assert.equal(bytes.toString('latin1', 30, 38 + 30), 'mimetypeapplication/vnd.hairline-design'.slice(0, 38));
  assert.equal(bytes.includes('GPS'), false);
  assert.equal(bytes.includes('told.jpg'), false, 'the name of the file is not told');
  // The same everywhere, also where neither design nor photo lie.
  for (const name of ['j.json', 'told.jpg', 'plain.jpg']) rmSync(at(name), { force: true });
  good('new', '--photo', 'head.png', '--landmarks', 'truth.json', '--norwood', '4', '-o', 'k.json');
  good('pack', 'k.json', '-o', 'k.hairline');
  for (const command of [['estimate', '--json'], ['dots'], ['check', '--json'], ['plan', '--json']])
    assert.equal(good(command[0], 'k.hairline', ...command.slice(1)), good(command[0], 'k.json', ...command.slice(1)), command[0]);
  good('render', 'k.json', '-o', 'from-json.png');
  good('render', 'k.hairline', '-o', 'from-pack.png');
  assert.deepEqual(readFileSync(at('from-pack.png')), readFileSync(at('from-json.png')));
  good('template', 'k.hairline', '-o', 'k.pdf');
  good('svg', 'k.hairline', '-o', 'k.svg');
  good('plan', 'k.hairline', '--html', 'k.html');
  good('gallery', 'k.hairline', '-o', 'k.png');
  good('colour', 'k.hairline', '-o', 'k2.hairline');
  good('pack', 'k.hairline', '-o', 'k3.hairline');
  assert.deepEqual(readFileSync(at('k3.hairline')), readFileSync(at('k.hairline')), 'packed again it is the same file');
  good('new', '--photo', 'head.png', '--landmarks', 'truth.json', '--norwood', '4', '-o', 'k.hairline');
  assert.equal(good('dots', 'k.hairline'), good('dots', 'k.json'));
  bad(1, 'k.hairline', 'colour', 'k.hairline', '-o', 'lost.json');
  bad(2, '.hairline', 'pack', 'k.json', '-o', 'k.zip');
  // Any zip program opens it.
  const python = "import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);assert z.testzip() is None;print(','.join(z.namelist()))";
  const { stdout } = spawnSync('python3', ['-c', python, 'k.hairline'], { cwd: folder, encoding: 'utf8' });
  assert.equal(stdout.trim(), 'mimetype,pack.json,design.json,photos/1.png');
});

test('hostile packs: bombs, paths, claims of 4 GB', () => {
  const make = `
import sys,zipfile,struct
def write(name,entries):
  with zipfile.ZipFile(name,'w') as z:
    for n,b,m in entries:
      i=zipfile.ZipInfo(n); i.compress_type=m; z.writestr(i,b)
d=open('k.json').read()
base=[('mimetype','application/vnd.hairline-design',0),('pack.json','{"format":"hairline-pack","version":1}',0)]
write('bomb.hairline',base+[('design.json',b' '*(1<<28),8)])
write('photo-bomb.hairline',base+[('design.json',d,8),('photos/1.png',b'\\0'*(200<<20),8)])
write('path.hairline',base+[('design.json',d,8),('../../evil',b'x',0)])
write('foreign.hairline',[('a.txt','hello',0)])
write('ok.hairline',base+[('design.json',d,8),('photos/1.png',b'x',0)])
b=bytearray(open('ok.hairline','rb').read()); at=b.rfind(b'photos/1.png')-46; b[at+20:at+28]=struct.pack('<II',0xfffffff0,0xfffffff0)
open('claim.hairline','wb').write(b)
b=bytearray(open('ok.hairline','rb').read()); b[-12:-8]=struct.pack('<I',0xfffffff0); open('far.hairline','wb').write(b)
`;
  const { status, stderr } = spawnSync('python3', ['-c', make], { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  for (const [name, word] of [['bomb', 'more than a design can'], ['photo-bomb', 'more than a design can'], ['path', 'evil'], ['foreign', 'no design'], ['claim', 'more than a design can'], ['far', 'damaged']]) {
    const started = process.hrtime.bigint();
    // Little memory is enough to say no.
    const { status: code, stderr: said } = spawnSync('bash', ['-c', `ulimit -v 500000; exec "${kProgram}" estimate ${name}.hairline`], { cwd: folder, encoding: 'utf8' });
    assert.equal(code, 1, `${name}: ${said}`);
    assert.ok(said.includes(word), `${name}: ${said}`);
    assert.ok(Number(process.hrtime.bigint() - started) < 5e9, `${name} took too long`);
  }
  bad(1, 'does not hold its photo', 'render', 'ok.hairline', '-o', 'x.png');
});
