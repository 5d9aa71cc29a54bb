// The same design gives the same dots, byte for byte, in the programs of gcc, clang and Emscripten.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kPrograms = {
  gcc: [join(kRoot, 'build/native-release/bin/hairline')],
  clang: [join(kRoot, 'build/native-clang/bin/hairline')],
  wasm: [process.execPath, join(kRoot, 'build/web-test/bin/hairline.js')],
};

/** Designs that between them use every input of the pattern: stages, edges, polygons, seeds, views. */
const kDesigns = [
  { view: 'front', stage: 2, options: ['--norwood', '2', '--seed', '1'] },
  { view: 'front', stage: 4, options: ['--norwood', '4', '--irregularity', '0.9', '--seed', '7'] },
  { view: 'top', stage: 6, options: ['--norwood', '6', '--irregularity', '0', '--seed', '9007199254740991'] },
  { view: 'left', stage: 5, options: ['--norwood', '5', '--seed', '42'] },
];

let scratch;
before(() => { scratch = mkdtempSync(join(tmpdir(), 'dots-')); });
after(() => rmSync(scratch, { recursive: true, force: true }));

function run(program, args) {
  const [command, ...first] = kPrograms[program];
  const { status, stdout, stderr } = spawnSync(command, [...first, ...args], { encoding: 'utf8', maxBuffer: 1 << 29 });
  assert.equal(status, 0, `${program}: hairline ${args.join(' ')}: ${stderr}`);
  return stdout;
}

for (const { view, stage, options } of kDesigns) {
  test(`${view} view, ${options.join(' ')}: equal dots from ${Object.keys(kPrograms).join(', ')}`, () => {
    const head = join(scratch, `${view}-${stage}.png`);
    const truth = join(scratch, `${view}-${stage}.json`);
    const design = join(scratch, `${view}-${stage}.design.json`);
    run('gcc', ['sample', '--view', view, '--norwood', String(stage), '--skin', '3', '-o', head, '--truth', truth]);
    run('gcc', ['new', '--photo', head, '--truth', truth, ...options, '-o', design]);
    const before = readFileSync(design);
    const hashes = {};
    let rows = 0;
    for (const program of Object.keys(kPrograms)) {
      const csv = run(program, ['dots', design, '--csv']);
      rows = csv.trimEnd().split('\n').length - 1;
      assert.ok(rows > 100, `${program}: only ${rows} dots`);
      hashes[program] = createHash('sha256').update(csv).digest('hex');
    }
    console.log(`${view} ${stage}: ${rows} dots, ${hashes.gcc.slice(0, 16)}`);
    assert.equal(hashes.clang, hashes.gcc, 'clang differs from gcc');
    assert.equal(hashes.wasm, hashes.gcc, 'wasm differs from gcc');
    assert.ok(readFileSync(design).equals(before), 'the design file was written to');
  });
}
