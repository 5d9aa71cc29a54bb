// node tests/benchmarks/run.mjs [--csv tests/benchmarks/results.csv] [--quick]
//
// Builds bench_pattern natively, as wasm and as wasm without SIMD, runs them and the published npm samplers on the same
// work one after another, measures everybody's points with the same code, and prints the table of the kernels with the
// targets T1 to T12 as met or missed; then what the shipped functions take (bench_shipped), natively and as wasm, with
// their targets. --csv keeps the numbers; --quick leaves out the measures of evenness. --before FOLDER times the
// bench_shipped that was built in another checkout's build folder, too (FOLDER/web-test, FOLDER/native-release).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { buildPreset, die, kRoot } from '../../scripts/build.mjs';

// Pinned, so that two runs compare the same code.
const kPeers = { 'poisson-disk-sampling': '2.3.1', 'fast-2d-poisson-disk-sampling': '1.0.3' };
// The square of work (a) and (b), as bench_pattern has it; its map has 1025 x 1025 corners.
const kSide = 224;
const kPixels = 1024;
// Radius of saturated dart throwing in spacings 1 / sqrt(density).
const kRadius = 0.835;

const { values: options } = parseArgs({ options: { csv: { type: 'string' }, quick: { type: 'boolean', default: false }, before: { type: 'string' } } });

if (!buildPreset('native-release', ['bench_pattern', 'bench_shipped'])) die('the benchmarks do not build');
if (!buildPreset('web-test', ['bench_pattern', 'bench_pattern_scalar', 'bench_shipped'])) die('the benchmarks do not build as wasm');
const kNative = join(kRoot, 'build/native-release/tests/bench_pattern');
const wasm = (name) => [process.execPath, join(kRoot, `build/web-test/tests/${name}.js`)];
const scratch = mkdtempSync(join(tmpdir(), 'pattern-'));

/** Rows "where,what,measure,value" of one program's CSV. */
function rowsOf(where, [command, ...args]) {
  const text = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return text.trim().split('\n').map((line) => `${where},${line}`);
}

/** Runs a sampler several times; rows of its rate in million points a second of processor time, and its last points. */
function timed(name, rounds, sample) {
  const rates = [];
  let points;
  for (let i = 0; i < rounds; ++i) {
    const start = process.cpuUsage().user;
    points = sample();
    rates.push(points.length / (process.cpuUsage().user - start));
  }
  rates.sort((a, b) => a - b);
  const rows = [['mpts_per_s', rates[rounds >> 1]], ['mpts_per_s_low', rates[0]], ['mpts_per_s_high', rates[rounds - 1]]]
    .map(([measure, value]) => `node,${name},${measure},${value}`);
  return { rows, points };
}

/** The measures of points that were made here, by the same code as all others'. */
function measured(work, name, points) {
  if (options.quick) return [];
  const file = join(scratch, 'points');
  writeFileSync(file, new Float64Array(points.flat()));
  return rowsOf('node', [kNative, '--measure', work, name, file]);
}

/** The npm samplers on the maps that bench_pattern samples. */
function peers() {
  writeFileSync(join(scratch, 'package.json'), '{"private":true}');
  const wanted = Object.entries(kPeers).map(([name, version]) => `${name}@${version}`);
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', ...wanted], { cwd: scratch, stdio: 'inherit' });
  const require = createRequire(join(scratch, 'x.js'));
  const PoissonDiskSampling = require('poisson-disk-sampling');
  const Fast = require('fast-2d-poisson-disk-sampling');
  const file = join(scratch, 'map');
  execFileSync(kNative, ['--map', 'b', file]);
  const bytes = readFileSync(file);
  const map = new Float32Array(bytes.buffer, bytes.byteOffset, (kPixels + 1) ** 2);
  const density = (x, y) => {
    const u = Math.min(x / kSide * kPixels, kPixels - 1e-6);
    const v = Math.min(y / kSide * kPixels, kPixels - 1e-6);
    const i = Math.floor(u);
    const j = Math.floor(v);
    const at = j * (kPixels + 1) + i;
    const [s, t] = [u - i, v - j];
    return (map[at] * (1 - s) + map[at + 1] * s) * (1 - t) + (map[at + kPixels + 1] * (1 - s) + map[at + kPixels + 2] * s) * t;
  };
  let peak = 0;
  let least = Infinity;
  for (const value of map) {
    peak = Math.max(peak, value);
    least = Math.min(least, value);
  }
  const rows = [];
  const near = kRadius / Math.sqrt(peak);
  const far = kRadius / Math.sqrt(least);
  for (const tries of [10, 30]) {
    const name = `npm poisson-disk-sampling k=${tries}`;
    const own = timed(`${name} (b)`, 3, () => new PoissonDiskSampling({
      shape: [kSide, kSide], minDistance: near, maxDistance: far, tries,
      distanceFunction: ([x, y]) => (kRadius / Math.sqrt(density(x, y)) - near) / (far - near),
    }, Math.random).fill());
    rows.push(...own.rows, ...measured('b', name, own.points));
  }
  const name = 'npm fast-2d-poisson-disk-sampling';
  const own = timed(`${name} (a)`, 3, () => new Fast({ shape: [kSide, kSide], radius: kRadius / Math.sqrt(2.0), tries: 30 }, Math.random).fill());
  rows.push(...own.rows, ...measured('a', name, own.points));
  return rows;
}

const speedOnly = ['--speed'];
const rows = [
  ...rowsOf('native', [kNative, ...(options.quick ? speedOnly : [])]),
  ...rowsOf('wasm', [...wasm('bench_pattern'), ...speedOnly]),
  ...rowsOf('wasm scalar', [...wasm('bench_pattern_scalar'), ...speedOnly]),
  ...peers(),
];
// In turns, so that what else the machine does meets all alike.
const shippedPrograms = [
  ['shipped native', [join(kRoot, 'build/native-release/tests/bench_shipped')]],
  ['shipped wasm', wasm('bench_shipped')],
  ...(options.before ? [
    ['before native', [join(options.before, 'native-release/tests/bench_shipped')]],
    ['before wasm', [process.execPath, join(options.before, 'web-test/tests/bench_shipped.js')]],
  ] : []),
];
const shipped = shippedPrograms.flatMap(([where, program]) => rowsOf(where, program));
rmSync(scratch, { recursive: true });

const table = new Map(rows.map((row) => {
  const parts = row.split(',');
  return [parts.slice(0, 3).join(','), Number(parts[3])];
}));
const get = (key) => table.get(key) ?? NaN;

// One line per sampler and place: what was measured of it.
const kColumns = ['mpts_per_s', 'mpts_per_s_low', 'mpts_per_s_high', 'points', 'rho', 'rho01', 'cv', 'low', 'lo5', 'rms50', 'edge', 'spike', 'anisotropy'];
const lines = [...new Set([...table.keys()].map((key) => key.split(',').slice(0, 2).join(',')))]
  .filter((line) => kColumns.slice(0, 5).some((column) => table.has(`${line},${column}`)));
const width = Math.max(...lines.map((line) => line.length));
console.log(' '.repeat(width), ...kColumns.map((column) => column.replace('mpts_per_s', 'Mpts/s').padStart(10)));
for (const line of lines)
  console.log(line.padEnd(width), ...kColumns.map((column) => (table.has(`${line},${column}`) ? get(`${line},${column}`).toPrecision(4) : '').padStart(10)));
console.log('');
for (const [key, value] of table)
  if (!kColumns.includes(key.split(',')[2])) console.log(`${key.replaceAll(',', '  ')}  ${value.toPrecision(4)}`);

const npm = get('node,npm poisson-disk-sampling k=10 (b),mpts_per_s');
const of = (what, measure) => get(`native,${what},${measure}`);
const bridson = 'bridson k=30 (b)';
const tiles = 'wang tiles (b)';
const speed = (where, what) => get(`${where},${what},mpts_per_s`);
const targets = [
  ['T1', 'wasm (b) against npm poisson-disk-sampling at 10 tries, x', speed('wasm', 'ours (b)') / npm, '>=', 2500],
  ['T2', 'wasm (b) against Wang tiles, x', speed('wasm', 'ours (b)') / speed('wasm', tiles), '>=', 12],
  ['T2', 'the same with the whole map refreshed, x', speed('wasm', 'ours (b) refreshed') / speed('wasm', `${tiles} refreshed`), '>=', 8],
  ['T3', 'wasm, a density per bucket (a), ns per dot', get('wasm,ours (a),ns_per_dot'), '<=', 1.2],
  ['T3', 'wasm, bilinear map (b), ns per dot', get('wasm,ours (b),ns_per_dot'), '<=', 2.5],
  ['T3', 'wasm, bilinear map (b) refreshed, ns per dot', get('wasm,ours (b) refreshed,ns_per_dot'), '<=', 1.8],
  ['T4', 'wasm brush dab of 40 px, us', get('wasm,ours (b) dab of 40 px,us'), '<=', 15],
  ['T4', 'wasm 100,000 dots of (b), ms', get('wasm,ours (b),ns_per_dot') / 10, '<=', 0.2],
  ['T4', 'wasm scalar (b) against npm, x', speed('wasm scalar', 'ours (b)') / npm, '>=', 600],
  ['T5', 'least distance of 20 prefixes', of('prefixes', 'least_rho'), '>=', 0.65],
  ['T5', 'least distance on (b)', of('ours (b)', 'rho'), '>=', 0.65],
  ['T6', 'low against Bridson on (b)', of('ours (b)', 'low') / of(bridson, 'low'), '<=', 0.8],
  ['T6', 'worst lo5 of 20 prefixes', of('prefixes', 'worst_lo5'), '<=', 0.085],
  ['T7', 'rms50 against Bridson on (b)', of('ours (b)', 'rms50') / of(bridson, 'rms50'), '<=', 0.85],
  ['T7', 'edge against Bridson on (b)', of('ours (b)', 'edge') / of(bridson, 'edge'), '<=', 0.75],
  ['T8', 'cv on (b)', of('ours (b)', 'cv'), '<=', 0.1],
  ['T8', 'cv on (b)', of('ours (b)', 'cv'), '>=', 0.08],
  ['T8', 'worst spike of 20 prefixes', of('prefixes', 'worst_spike'), '<=', 25],
  ['T8', 'anisotropy of the set', of('whole set', 'anisotropy'), '<=', 0.03],
  ['T8', 'anisotropy of its prefixes down to a fifth', of('prefixes', 'anisotropy'), '<=', 0.03],
  ['T9', 'count error on (b)', Math.abs(of('ours (b)', 'count_error')), '<=', 0.003],
  ...[2, 3, 4].flatMap((n) => [
    ['T11', `worst lo5 of a session of ${n}`, of(`sessions.split_${n}`, 'worst_lo5'), '<=', 0.18],
    ['T11', `worst rms50 of a session of ${n}`, of(`sessions.split_${n}`, 'worst_rms50'), '<=', 0.062],
  ]),
  ['T12', 'least distance on the head', of('head surface', 'rho'), '>=', 0.6],
  ['T12', '1st percentile on the head', of('head surface', 'rho01'), '>=', 0.65],
];
console.log('');
for (const [id, text, value, relation, limit] of targets) {
  const met = relation === '>=' ? value >= limit : value <= limit;
  console.log(`${id.padEnd(4)} ${Number.isFinite(value) ? (met ? 'met   ' : 'missed') : 'not run'} ${text}: ${value.toPrecision(4)} (${relation} ${limit})`);
}
console.log('T10  (nested, local, equal bytes) is a matter of tests: tests/pattern, test_pattern_scalar and tests/determinism.');

// What ships, beside the kernels.
const shippedTable = new Map(shipped.map((row) => [row.slice(0, row.lastIndexOf(',')), Number(row.slice(row.lastIndexOf(',') + 1))]));
const works = [...new Set([...shippedTable.keys()].map((key) => key.split(',')[1]))];
const places = shippedPrograms.map(([where]) => where);
console.log('\nShipped functions, ms of processor time: median, 95th percentile');
console.log(' '.repeat(42), ...places.map((where) => where.padStart(18)));
for (const work of works)
  console.log(work.padEnd(42), ...places.map((where) => {
    const [ms, late] = ['ms', 'ms_p95'].map((measure) => shippedTable.get(`${where},${work},${measure}`));
    return `${ms?.toPrecision(3) ?? ''} ${late?.toPrecision(3) ?? ''}`.padStart(18);
  }));
for (const [text, key, limit] of [
  ['wasm makeDots, flat 100,000, ms', 'shipped wasm,makeDots flat,ms', 3],
  ['wasm makeDots, head of 43,000, ms', 'shipped wasm,makeDots head,ms', 12],
  ['wasm event to splats, temple point dragged, p95 ms', 'shipped wasm,event to splats: temple point dragged,ms_p95', 8],
  ['wasm event to splats, middle point dragged, p95 ms', 'shipped wasm,event to splats: middle point dragged,ms_p95', 8],
  ['wasm event to splats, density slider, p95 ms', 'shipped wasm,event to splats: density slider,ms_p95', 8],
]) {
  const value = shippedTable.get(key);
  console.log(`${value <= limit ? 'met   ' : 'missed'} ${text}: ${value.toPrecision(4)} (<= ${limit})`);
}
if (options.csv) {
  const machine = `${cpus()[0].model.replaceAll(',', ' ')}, ${cpus().length} cores, node ${process.version}`;
  writeFileSync(options.csv, `# ${machine}\nwhere,what,measure,value\n${[...rows, ...shipped].join('\n')}\n`);
}
