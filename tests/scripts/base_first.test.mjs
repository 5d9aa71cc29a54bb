// No class calls a member function of its own to make its base: there is no object yet whose member it could be.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

function filesUnder(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : /\.(h|cpp)$/.test(name) ? [path] : [];
  });
}

/** 'Class: Base(function(' for each base that is made from a non-static member function of its class. */
function earlyCalls(texts) {
  const members = new Map();  // class -> { bases, functions }
  for (const text of texts) {
    for (const match of text.matchAll(/class (\w+)(?: final)?\s*:\s*public (\w+)[^{]*\{([\s\S]*?)\n\};/g)) {
      const functions = [...match[3].matchAll(/^  (?!static\b|return\b)[\w:<>&*, ]+[ &*](\w+)\(/gm)].map((m) => m[1]);
      members.set(match[1], { base: match[2], functions: new Set(functions) });
    }
  }
  const found = [];
  for (const text of texts) {
    for (const [name, { base, functions }] of members) {
      for (const match of text.matchAll(new RegExp(`\\b${name}\\([^;{]*\\)\\s*:\\s*${base}\\(([^;{]*)`, 'g'))) {
        for (const call of match[1].matchAll(/(?<![\w.>:])(\w+)\(/g)) {
          if (functions.has(call[1])) found.push(`${name}: ${base}(${call[1]}(`);
        }
      }
    }
  }
  return found;
}

test('the check finds a base made from a member, and lets a static one pass', () => {
  const wrong = ['class Desktop : public Designer {\n private:\n  EditorHost hostFunctions();\n};', 'Desktop::Desktop(Options o) : Designer(hostFunctions()), options_(o) {}'];
  assert.deepEqual(earlyCalls(wrong), ['Desktop: Designer(hostFunctions(']);
  assert.deepEqual(earlyCalls(wrong.map((text) => text.replace('  EditorHost', '  static EditorHost'))), []);
});

test('no class of this tree does', () => {
  const texts = filesUnder(join(root, 'src')).map((path) => readFileSync(path, 'utf8'));
  assert.ok(texts.some((text) => /class Desktop : public Designer/.test(text)));
  assert.deepEqual(earlyCalls(texts), []);
});
