// The letters that the first frame has in the browser are those of our own texts.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { kRoot } from '../../scripts/build.mjs';

test('every letter of the English texts is in the basic files', () => {
  const basic = /^BASIC = .*ord\(c\) for c in "([^"]+)"\]$/m.exec(readFileSync(join(kRoot, 'scripts/subset_font'), 'utf8'));
  assert.ok(basic, 'scripts/subset_font: BASIC has changed its form');
  const has = (letter) => (letter >= ' ' && letter <= '~') || letter === '\n' || basic[1].includes(letter);
  const files = ['web/index.html', ...readdirSync(join(kRoot, 'assets/strings')).filter((name) => name.startsWith('en')).map((name) => `assets/strings/${name}`)];
  assert.ok(files.length >= 2);
  for (const file of files) assert.deepEqual([...new Set(readFileSync(join(kRoot, file), 'utf8'))].filter((letter) => !has(letter)), [], file);
});
