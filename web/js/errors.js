import { say } from './texts.js';

/** An error with a stable id ("photo.truncated") and a message that says what to do. */
export class DesignerError extends Error {
  /**
   * @param {string} key of a text: the id, or the id, a slash and a variant
   * @param {import('./texts.js').Values} [values] that the text asks for
   */
  constructor(key, values) {
    super(asSentence(say(key, values)));
    this.name = 'DesignerError';
    this.id = key.split('/')[0];
  }

  /**
   * An error that has its words already, from the program.
   * @param {string} id
   * @param {string} message
   */
  static told(id, message) {
    const error = new DesignerError(id);
    error.message = asSentence(message);
    return error;
  }
}

/** First letter upper case, full stop at the end: texts of errors are clauses. */
export function asSentence(/** @type {string} */ text) {
  const upper = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(upper) ? upper : `${upper}.`;
}
