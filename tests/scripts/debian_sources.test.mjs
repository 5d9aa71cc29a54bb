// The private source list is derived rightly from both forms a machine's own can have.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kScript = fileURLToPath(new URL('../../scripts/debian_sources', import.meta.url));

function derive(files) {
  const etc = mkdtempSync(join(tmpdir(), 'apt-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(etc, name)), { recursive: true });
      writeFileSync(join(etc, name), text);
    }
    const { status, stdout } = spawnSync(kScript, ['trixie', etc], { encoding: 'utf8' });
    return { status, lines: stdout.trim().split('\n') };
  } finally {
    rmSync(etc, { recursive: true });
  }
}

test('deb822: release and types are replaced, address and keys kept, the security archive passed over', () => {
  const { status, lines } = derive({
    'sources.list.d/a.sources': 'Types: deb\nURIs: http://other.test/tools\nSuites: ./\n',
    'sources.list.d/debian.sources': `# comment
Types: deb
URIs: http://mirror.test/debian-security
Suites: bookworm-security
Components: main

Types: deb
# another
URIs: http://mirror.test/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /keys/debian.gpg
`,
  });
  assert.equal(status, 0);
  assert.deepEqual(lines, ['Types: deb deb-src', 'URIs: http://mirror.test/debian', 'Suites: trixie', 'Components: main', 'Signed-By: /keys/debian.gpg']);
});

test('deb822: keys written into the file survive, disabled paragraphs do not count', () => {
  const { lines } = derive({
    'sources.list.d/debian.sources': `Enabled: no
Types: deb
URIs: http://off.test/debian
Suites: stable
Components: main

Types: deb
URIs: http://on.test/debian
Suites: stable
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc
`,
  });
  assert.ok(lines.includes('URIs: http://on.test/debian'));
  assert.ok(lines.includes(' abc'));
  assert.ok(!lines.some((line) => line.includes('off.test')));
});

test('one-line form, with and without options', () => {
  const { lines } = derive({ 'sources.list': 'deb-src http://mirror.test/debian bookworm main\ndeb [arch=amd64 signed-by=/keys/k.gpg] http://mirror.test/debian bookworm main contrib\n' });
  assert.deepEqual(lines, ['Types: deb deb-src', 'URIs: http://mirror.test/debian', 'Suites: trixie', 'Components: main', 'Signed-By: /keys/k.gpg']);
  const plain = derive({ 'sources.list.d/x.list': 'deb http://mirror.test/debian bookworm main\n' });
  assert.equal(plain.lines[1], 'URIs: http://mirror.test/debian');
});

test('a machine without Debian sources is told so by the exit code', () => {
  assert.equal(derive({ 'sources.list': 'deb http://mirror.test/ubuntu noble main\n' }).status, 1);
  assert.equal(derive({}).status, 1);
});
