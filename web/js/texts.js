// What the page says, by key, from assets/strings: packaging brings the texts whose keys these scripts name.
import { texts } from 'hd:texts';

/** @typedef {Record<string, string | number>} Values */

/**
 * The text of a key with its values: {name}, and {name|one|other} for the word that a number asks for. The same as
 * text/sentence.h, for plain values.
 * @param {string} key
 * @param {Values} [values]
 */
export function say(key, values = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (_, name, one, other) => (
    one === undefined ? String(values[name]) : Number(values[name]) === 1 ? one : other));
}
