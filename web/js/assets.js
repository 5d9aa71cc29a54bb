// Where the built files lie: packaging writes their hashed names into the page's data block.

/** @type {Record<string, string>} */
let table = {};
try {
  table = JSON.parse(document.getElementById('files')?.textContent || '{}');
} catch {
  table = {};
}

/**
 * Address of a built file by its plain name ("hairline-designer.wasm").
 * @param {string} name
 */
export function assetUrl(name) {
  return new URL(table[name] ?? name, document.baseURI).href;
}

/**
 * Whether packaging knows the file (pictures may be absent in a developer's build).
 * @param {string} name
 */
export function hasAsset(name) {
  return name in table;
}
