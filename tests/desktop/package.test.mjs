// The .deb: what is in it, and that its programs run from an unpacked tree with nothing else.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, scratch } from './window.mjs';

const build = join(root, process.env.HD_NATIVE ?? 'build/native-release');
const run = (program, args, options = {}) => spawnSync(program, args, { encoding: 'utf8', cwd: scratch, ...options });

test('the package names what it needs, brings what a desktop asks for, and runs from its own tree', () => {
  const made = run('cpack', ['--config', join(build, 'CPackConfig.cmake'), '-B', join(scratch, 'package')]);
  assert.equal(made.status, 0, made.stdout + made.stderr);
  const name = readdirSync(join(scratch, 'package')).find((each) => each.endsWith('.deb'));
  const deb = join(scratch, 'package', name);
  assert.match(name, /^hairline-designer_\d+\.\d+\.\d+_\w+\.deb$/);
  const about = run('dpkg-deb', ['-I', deb]).stdout;
  assert.match(about, /Depends:.*libsdl2-2\.0-0/);
  assert.match(about, /Depends:.*libc6/);
  assert.doesNotMatch(about, /Depends:[^\n]*(network|curl|libssl)/);
  const files = run('dpkg-deb', ['-c', deb]).stdout.split('\n').map((line) => line.split(/\s+/)[5]).filter(Boolean);
  for (const file of ['bin/hairline', 'bin/hairline-designer', 'lib/hairline-designer/hairline', 'lib/hairline-designer/hairline-designer', 'lib/hairline-designer/nets.bin',
    'share/applications/hairline-designer.desktop', 'share/mime/packages/hairline-designer.xml', 'share/icons/hicolor/scalable/apps/hairline-designer.svg',
    'share/doc/hairline-designer/copyright']) assert.ok(files.includes(`./usr/${file}`), `${file} is not in it: ${files.join(' ')}`);
  assert.ok(files.every((file) => file.startsWith('./usr') || file === './'), files.join(' '));

  const tree = join(scratch, 'tree');
  assert.equal(run('dpkg-deb', ['-x', deb, tree]).status, 0);
  const desktop = readFileSync(join(tree, 'usr/share/applications/hairline-designer.desktop'), 'utf8');
  assert.match(desktop, /^MimeType=.*application\/vnd\.hairline-design;/m);
  assert.match(readFileSync(join(tree, 'usr/share/mime/packages/hairline-designer.xml'), 'utf8'), /glob pattern="\*\.hairline"/);
  assert.match(readFileSync(join(tree, 'usr/share/doc/hairline-designer/copyright'), 'utf8'), /Dear ImGui[\s\S]*libHaru/);
  // Nothing of the checkout: its own programs alone, and no network where that can be taken away.
  const env = { PATH: `${join(tree, 'usr/bin')}:/usr/bin:/bin`, HOME: scratch, DISPLAY: process.env.DISPLAY ?? '', LIBGL_ALWAYS_SOFTWARE: '1' };
  const alone = run('unshare', ['-rn', 'true']).status === 0 ? ['unshare', '-rn'] : ['env'];
  const own = (...args) => run(alone[0], [...alone.slice(1), ...args], { env });
  const sample = own('hairline', 'sample', '--view', 'front', '--norwood', '3', '--size', '500x640', '-o', 'deb.png', '--truth', 'deb-truth.json');
  assert.equal(sample.status, 0, sample.stderr);
  assert.equal(own('hairline', 'new', '--photo', 'deb.png', '--truth', 'deb-truth.json', '--norwood', '3', '-o', 'deb.json').status, 0);
  assert.equal(own('hairline', 'pack', 'deb.json', '-o', 'deb.hairline').status, 0);
  assert.match(own('hairline', '--notices').stdout, /Dear ImGui/);
  assert.equal(own('hairline', 'find', 'deb.png', '--json').status, 0, 'the nets are not found');
  // The window needs the display, which a machine without network may not reach: no unshare here.
  const shown = run('hairline-designer', ['deb.hairline', '--size', '700x600', '--screenshot', 'deb-shot.png'], { env });
  assert.equal(shown.status, 0, shown.stderr);
  assert.ok(existsSync(join(scratch, 'deb-shot.png')));
  console.log(`${name}: ${(readFileSync(deb).length / 1e6).toFixed(1)} MB, ${about.match(/Depends: (.*)/)[1]}`);
});
