// The texts of the page: assets/strings is the one place for them, packaging brings over what the page names.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kRoot } from './build.mjs';

/** @param {string} [root] */
export const readTexts = (root = kRoot) => JSON.parse(readFileSync(join(root, 'assets/strings/en.json'), 'utf8'));

function scriptsUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return scriptsUnder(path);
    return /\.(js|ts|mjs)$/.test(name) ? [path] : [];
  });
}

/** The texts whose keys stand as literals in the scripts of these folders: a few kilobytes, there before the program. */
export function textsOfScripts(folders, texts) {
  const named = {};
  for (const path of folders.flatMap(scriptsUnder)) {
    for (const [, key] of readFileSync(path, 'utf8').matchAll(/['"`]([a-z][\w.]*(?:\/\w+)?)['"`]/g)) if (Object.hasOwn(texts, key)) named[key] = texts[key];
  }
  return Object.fromEntries(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/**
 * Fills a page: data-text="key" becomes what stands in the element, data-text-alt="key" its attribute alt. The keys stay,
 * so that a page in another language can be filled anew; a reader without scripts finds words.
 */
export function fillTexts(html, texts) {
  const textOf = (key) => {
    if (!Object.hasOwn(texts, key)) throw new Error(`index.html: "${key}" has no text`);
    return escaped(texts[key]);
  };
  return html
    .replace(/(<[^>]*\bdata-text="([^"]+)"[^>]*>)[^<]*/g, (_, tag, key) => tag + textOf(key))
    .replace(/\sdata-text-([a-z-]+)="([^"]+)"/g, (whole, attribute, key) => `${whole} ${attribute}="${textOf(key)}"`);
}
