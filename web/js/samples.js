// The built-in sample heads with their known geometry, fetched when they are asked for.
import { assetUrl, hasAsset } from './assets.js';
import { DesignerError } from './errors.js';

const kSamples = ['front', 'top', 'left', 'right'];

/** @type {Map<string, Promise<{name: string, photo: Blob, truth: Blob}>>} */
const fetched = new Map();

/** @param {string} file */
async function download(file) {
  try {
    const answer = await fetch(assetUrl(file));
    if (answer.ok) return await answer.blob();
  } catch {
    // told below
  }
  throw new DesignerError('sample.download');
}

/**
 * A sample by name; an unknown name gives the first one.
 * @param {string} id
 */
export function fetchSample(id) {
  const name = kSamples.includes(id) && hasAsset(`samples/${id}.jpg`) ? id : kSamples[0];
  let sample = fetched.get(name);
  if (!sample) {
    sample = Promise.all([download(`samples/${name}.jpg`), download(`samples/${name}.jpg.json`)]).then(([photo, truth]) => ({ name, photo, truth }));
    sample.catch(() => fetched.delete(name)); // the next try asks again
    fetched.set(name, sample);
  }
  return sample;
}
