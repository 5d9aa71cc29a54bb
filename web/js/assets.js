// Where the built files lie. The page's own file tells it before anything else is asked for.

/** @type {Record<string, string>} */
let table = {};
let base = '';

/**
 * @param {Record<string, string>} names plain name → address; packaging writes content hashes into the addresses
 * @param {string} beside what the addresses are relative to
 */
export function provideAssets(names, beside) {
  table = names;
  base = beside;
}

/**
 * Address of a built file by its plain name ("hairline-designer.wasm").
 * @param {string} name
 */
export function assetUrl(name) {
  return new URL(table[name] ?? name, base).href;
}

/**
 * Whether packaging knows the file (pictures may be absent in a developer's build).
 * @param {string} name
 */
export function hasAsset(name) {
  return name in table;
}
