// Photos that the browser cannot read, decoded by our own libraries.

/**
 * @param {{photo: Blob}} input
 * @param {import('./works_program.js').JobContext} context
 */
export async function decode({ photo }, { program }) {
  const works = await program();
  const { json, bytes } = works.job('decode', {}, new Uint8Array(await photo.arrayBuffer()));
  return createImageBitmap(new ImageData(new Uint8ClampedArray(bytes.buffer), json.width, json.height), { premultiplyAlpha: 'none' });
}
