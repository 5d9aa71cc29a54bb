// The data files that the web app fetches, as listed in web/assets.json, made in build/web/assets.
//
// web/assets.json: { "<name in the app>": source, … } where source is one of
//   { "file": "assets/x.json" }                  a file of the checkout
//   { "built": "nets.bin" }                      made by the native build; left out where that could not make it
//   { "font": "Regular", "basic": true }         that weight of Inter, cut down by scripts/subset_font, further if "basic"
//   { "hairline": ["sample", "--view", "front", "-o", "@"] }   made by the native command; "@" stands for the file,
//        and "@.json" for a second file beside it, which gets the same name with .json added
// "ships": the names among these that go into the app, where not all do: the others are only made from.
// What is there already is made again only when its source, or the program that made it, has changed.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildPreset, kRoot, runCommand, say } from './build.mjs';

const kBuilt = join(kRoot, 'build/native-release/bin');
const kFolder = join(kRoot, 'build/web/assets');

function hashOf(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** Makes one file (and companions); returns the names made, or null after saying what went wrong. */
function make(name, source, program) {
  const path = join(kFolder, name);
  const names = [name];
  let key, run;
  if (source.file) {
    const from = join(kRoot, source.file);
    if (!existsSync(from)) return complain(name, `${source.file} does not exist`);
    key = hashOf(readFileSync(from));
    run = () => (copyFileSync(from, path), { code: 0 });
  } else if (source.built) {
    const from = join(kBuilt, source.built);
    if (!existsSync(from)) {
      rmSync(path, { force: true });
      say(`${name} is left out: ${source.built} has not been built`);
      return [];
    }
    key = hashOf(readFileSync(from));
    run = () => (copyFileSync(from, path), { code: 0 });
  } else if (source.font) {
    const args = source.basic ? ['basic'] : [];
    key = hashOf(source.font, ...args, readFileSync(join(kRoot, 'scripts/subset_font')));
    run = () => runCommand(join(kRoot, 'scripts/subset_font'), [source.font, path, ...args], { quiet: true });
  } else if (source.hairline) {
    const args = source.hairline.map((word) => (word === '@' ? path : word === '@.json' ? `${path}.json` : word));
    if (source.hairline.includes('@.json')) names.push(`${name}.json`);
    const inputs = source.hairline.map((word) => join(kRoot, word)).filter((input) => dirname(input).startsWith(kFolder));
    key = hashOf(JSON.stringify(source.hairline), readFileSync(program), ...inputs.map((input) => readFileSync(input)));
    run = () => runCommand(program, args, { quiet: true });
  } else {
    return complain(name, 'has neither file, built, font nor hairline');
  }
  const stamp = join(kFolder, '.made', `${name.replaceAll('/', '~')}`);
  if (names.every((each) => existsSync(join(kFolder, each))) && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return names;
  mkdirSync(dirname(path), { recursive: true });
  mkdirSync(dirname(stamp), { recursive: true });
  rmSync(stamp, { force: true });
  const { code, output } = run();
  if (code !== 0 || !names.every((each) => existsSync(join(kFolder, each)))) return complain(name, output || 'was not written');
  writeFileSync(stamp, key);
  return names;
}

function complain(name, why) {
  console.error(`error: web/assets.json: ${name}: ${why}`);
  return null;
}

/** { folder, names } of all data files, or null when one could not be made. */
export function makeWebAssets() {
  const list = join(kRoot, 'web/assets.json');
  if (!existsSync(list)) return { folder: kFolder, names: [] };
  const sources = JSON.parse(readFileSync(list, 'utf8'));
  let program = '';
  if (Object.values(sources).some((source) => source.hairline || source.built)) {
    if (!buildPreset('native-release', ['hairline'])) return null;
    program = join(kBuilt, 'hairline');
  }
  const names = [];
  for (const [name, source] of Object.entries(sources)) {
    const made = make(name, source, program);
    if (!made) return null;
    names.push(...(source.ships ?? made));
  }
  say(`data files of the web app: ${names.length}`);
  return { folder: kFolder, names };
}

/** The same as makeWebAssets gave, for files that have been made already. */
export function madeWebAssets() {
  const sources = JSON.parse(readFileSync(join(kRoot, 'web/assets.json'), 'utf8'));
  const namesOf = ([name, source]) => source.ships ?? (source.hairline?.includes('@.json') ? [name, `${name}.json`] : [name]);
  return { folder: kFolder, names: Object.entries(sources).flatMap(namesOf).filter((name) => existsSync(join(kFolder, name))) };
}
