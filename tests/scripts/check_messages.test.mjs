// People are told what assets/strings holds, whole and nowhere else; and the check does find what breaks that.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkTree, placeholders, readSource, usesInCpp } from '../check_messages.mjs';

const kRoot = join(import.meta.dirname, '../..');

function faultsOf(files, texts) {
  const root = mkdtempSync(join(tmpdir(), 'messages-'));
  try {
    for (const [path, text] of Object.entries({ ...files, 'assets/strings/en.json': JSON.stringify(texts) })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return checkTree(root).faults;
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('this tree says what it has texts for, and nothing else', () => {
  const { faults, counted } = checkTree(kRoot);
  assert.deepEqual(faults, []);
  assert.ok(counted.texts > 400 && counted.uses > counted.texts && counted.files > 200, JSON.stringify(counted));
});

test('a text that is missing, one without use', () => {
  assert.deepEqual(faultsOf({ 'src/core/a.cpp': 'auto e = Error{"a.b"};' }, {}), ['src/core/a.cpp:1: "a.b" has no text']);
  assert.deepEqual(faultsOf({ 'src/core/a.cpp': '// Error{"a.b"}\n' }, { 'a.b': 'x' }), ['assets/strings/en.json: "a.b" has no use']);
});

test('values that a text wants and does not get, or gets and does not want', () => {
  const text = { 'a.b': 'of {file} and {n|one|many}' };
  assert.deepEqual(faultsOf({ 'src/core/a.cpp': 'Error{"a.b", {{"file", f(1, "}")}, {"n", 2}}}' }, text), []);
  assert.deepEqual(faultsOf({ 'src/core/a.cpp': 'Error{"a.b", {{"file", 1}}}' }, text), ['src/core/a.cpp:1: "a.b" wants {n}, which Error does not give']);
  assert.deepEqual(faultsOf({ 'src/core/a.cpp': '\ntrf("a.b", {{"file", 1}, {"n", 2}, {"m", 3}})' }, text), ['src/core/a.cpp:2: "a.b" is given {m}, which its text does not use']);
  assert.deepEqual(faultsOf({ 'src/core/a.cpp': 'trf("a.b", args)' }, text).length, 3, 'a list that cannot be read is a fault, too');
  assert.deepEqual(faultsOf({ 'src/core/a.cpp': 'Error{"a.b", {{"file", Message{"c.d", {{"n", 1}}}}}}' }, { ...text, 'c.d': '{n}' }), ['src/core/a.cpp:1: "a.b" wants {n}, which Error does not give']);
  assert.deepEqual(faultsOf({ 'src/core/a.cpp': 'tr("a.b")' }, { 'a.b': '{x}' }).length, 1);
});

test('sentences outside of the texts', () => {
  const faults = (code) => faultsOf({ 'src/core/a.cpp': code }, {}).length;
  assert.equal(faults('const char* a = "the photo is damaged";'), 1);
  assert.equal(faults('const char* a = "the " "photo " "is";'), 1);
  assert.equal(faults('const char* a = "photo.damaged";  // the photo is damaged'), 0);
  assert.equal(faults('assert(x && "the photo is damaged");'), 0);
  assert.equal(faultsOf({ 'web/js/a.js': "const a = 'This photo is damaged'; // it's\nconst b = /a 'b/;" }, {}).length, 1);
  assert.equal(faultsOf({ 'web/js/a.js': 'const a = `This photo has ${n} pixels`;' }, {}).length, 1);
});

test('sources are read as compilers read them', () => {
  const { literals } = readSource(String.raw`f("a\"b", 'c', 1'000, R"x(d " e)x"); // "no"`);
  assert.deepEqual(literals.map(({ value }) => value), ['a"b', 'd " e']);
  assert.deepEqual([...placeholders('{a} {b|one|{x} more}')], ['a', 'x']);
  assert.deepEqual(usesInCpp('struct Message { int a; }; Message message; f(Message{"k", {}})').uses.map(({ key }) => key), ['k']);
});
