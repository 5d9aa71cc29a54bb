// The include rule holds in this tree, and the check does find what breaks it.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkTree, readModules, whyForbidden } from '../check_includes.mjs';

const kTable = `# comment
core:            | glm yyjson
scalp:  core     | eigen
editor: core scalp | imgui
`;

function withTree(files, run) {
  const root = mkdtempSync(join(tmpdir(), 'includes-'));
  try {
    mkdirSync(join(root, 'src'));
    writeFileSync(join(root, 'src/modules.txt'), kTable);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    run(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('no file of this tree includes what its module may not use', () => {
  const { problems, files } = checkTree(join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..'));
  assert.deepEqual(problems, []);
  assert.ok(files > 0);
});

test('no module of this tree holds 16 % of the lines', () => {
  const src = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../src');
  const linesOf = (folder) => readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sum + linesOf(path);
    return /\.(h|cpp)$/.test(entry.name) ? sum + readFileSync(path, 'utf8').split('\n').length - 1 : sum;
  }, 0);
  const total = linesOf(src);
  assert.ok(total > 10_000);
  for (const module of readModules(readFileSync(join(src, 'modules.txt'), 'utf8')).keys()) {
    const share = linesOf(join(src, module)) / total;
    assert.ok(share < 0.16, `${module}: ${(100 * share).toFixed(1)} %`);
  }
});

test('a forbidden module, library and relative path are each found with file and line', () => {
  withTree({
    'src/core/a.h': '#pragma once\n#include "scalp/b.h"\n',
    'src/scalp/b.cpp': '#include "scalp/b.h"\n#include "core/a.h"\n  #  include <imgui.h>\n#include <Eigen/Core>\n',
    'src/editor/c.cpp': '#include "../core/a.h"\n#include <imgui.h>\n#include <glm/vec2.hpp>\n#include <vector>\n',
    'src/other/d.h': '',
  }, (root) => {
    const { problems, files } = checkTree(root);
    assert.equal(files, 3);
    assert.equal(problems.length, 4);
    assert.match(problems[0], /^src\/other: not a module/);
    assert.match(problems[1], /^src\/core\/a\.h:2: scalp\/b\.h: core may not use scalp$/);
    assert.match(problems[2], /^src\/scalp\/b\.cpp:3: imgui\.h: scalp may not use the library imgui$/);
    assert.match(problems[3], /^src\/editor\/c\.cpp:1: /);
  });
});

test('headers under internal/ are refused from outside their module', () => {
  withTree({
    'src/core/a.h': '#include "core/internal/b.h"\n',
    'src/core/internal/b.h': '#pragma once\n',
    'src/scalp/c.cpp': '#include "core/a.h"\n#include "core/internal/b.h"\n',
    'src/editor/d.cpp': '',
  }, (root) => {
    assert.deepEqual(checkTree(root).problems, ['src/scalp/c.cpp:2: core/internal/b.h: internal to core']);
  });
});

test('a module of the table without a folder is told', () => {
  withTree({ 'src/core/a.h': '', 'src/scalp/b.h': '' }, (root) => {
    assert.deepEqual(checkTree(root).problems, ['src/modules.txt: editor has no folder']);
  });
});

test('rooms use each other by the table, and nothing that lies above them', () => {
  withTree({
    'src/core/a.h': '',
    'src/scalp/b.h': '',
    'src/editor/top.h': '#include "editor/low/a.h"\n#include "editor/high/b.h"\n',
    'src/editor/low/a.h': '#include "editor/high/b.h"\n',
    'src/editor/high/b.h': '#include "editor/low/a.h"\n#include "editor/top.h"\n',
    'src/editor/odd/c.h': '',
  }, (root) => {
    writeFileSync(join(root, 'src/modules.txt'), `${kTable}editor/low:\neditor/high: low\neditor/none:\n`);
    assert.deepEqual(checkTree(root).problems, [
      'src/modules.txt: editor/none has no folder',
      'src/editor/odd: not a room of src/modules.txt',
      'src/editor/high/b.h:2: editor/top.h: editor/high may not use what lies above the rooms of editor',
      'src/editor/low/a.h:1: editor/high/b.h: editor/low may not use editor/high',
    ]);
  });
  assert.throws(() => readModules(`${kTable}editor/low: high\neditor/high:\n`), /does not come before/);
});

test('a table line that cannot be read is an error, not an empty rule', () => {
  assert.throws(() => readModules('core: glm'), /not 'module: modules \| libraries'/);
});

test('what is generated and what belongs to the language is not judged', () => {
  const modules = readModules(kTable);
  assert.equal(whyForbidden(modules, 'scalp', 'assets/facts.h'), null);
  assert.equal(whyForbidden(modules, 'scalp', 'vector'), null);
  assert.equal(whyForbidden(modules, 'scalp', 'glm/vec3.hpp'), null);
  assert.equal(whyForbidden(modules, 'core', 'Eigen/Core'), 'core may not use the library eigen');
});
