// The built-in sample heads with their known geometry, fetched ahead so that nothing is asked for later.
import { assetUrl, hasAsset } from './assets.js';
import { DesignerError } from './engine.js';

const kSamples = ['front', 'top', 'left', 'right'];

/** @type {Map<string, Promise<{name: string, photo: Blob, truth: Blob}>>} */
const fetched = new Map();

/** @param {string} file */
async function download(file) {
  try {
    const answer = await fetch(assetUrl(file), /** @type {RequestInit} */ ({ priority: 'low' }));
    if (answer.ok) return await answer.blob();
  } catch {
    // told below
  }
  throw new DesignerError('sample.download', 'The sample head could not be loaded. Check the connection, or add a photo of your own.');
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

/** Fetches all samples in the background. */
export function fetchSamples() {
  for (const name of kSamples) {
    if (hasAsset(`samples/${name}.jpg`)) fetchSample(name).catch(() => {});
  }
}
