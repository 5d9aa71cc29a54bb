// The include rule holds in this tree, and the check does find what breaks it.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, writeFileSync, rmSync } from 'node:fs';
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
