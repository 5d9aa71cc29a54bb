// Short messages over the page: errors stay until closed or until the next try, notes pass.
import { say } from './texts.js';

export class Messages {
  /**
   * @param {HTMLElement} alerts element with role alert
   * @param {HTMLElement} note element with role status
   */
  constructor(alerts, note) {
    this.alerts = alerts;
    this.note = note;
    this.words = document.createElement('span');
    this.stop = document.createElement('button');
    this.stop.type = 'button';
    this.stop.addEventListener('click', () => this.cancel?.());
    note.append(this.words);
  }

  /** @param {string} text says what is wrong and what to do */
  error(text) {
    const card = document.createElement('div');
    card.className = 'toast';
    const paragraph = document.createElement('p');
    paragraph.textContent = text;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'toast-close';
    close.setAttribute('aria-label', say('page.close_message'));
    close.textContent = '×';
    close.addEventListener('click', () => card.remove());
    card.append(paragraph, close);
    this.alerts.replaceChildren(card);
  }

  /**
   * @param {string} text empty clears the note
   * @param {() => void} [cancel] stops what the note tells of
   */
  status(text, cancel) {
    this.cancel = cancel;
    this.stop.textContent = say('page.cancel');
    this.words.textContent = text;
    this.note.hidden = !text;
    if (!cancel) this.stop.remove();
    else if (!this.stop.isConnected) this.note.append(this.stop); // and stays, for it may have the focus
  }

  /**
   * A note that stays until its button is pressed or another note comes.
   * @param {string} text
   * @param {string} label of the button
   * @param {() => void} act
   */
  offer(text, label, act) {
    this.status(text, act);
    this.stop.textContent = label;
  }

  clear() {
    this.alerts.replaceChildren();
    this.status('');
  }
}
