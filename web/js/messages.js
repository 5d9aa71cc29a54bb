// Short messages over the page: errors stay until closed or until the next try, notes pass.

export class Messages {
  /**
   * @param {HTMLElement} alerts element with role alert
   * @param {HTMLElement} note element with role status
   */
  constructor(alerts, note) {
    this.alerts = alerts;
    this.note = note;
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
    close.setAttribute('aria-label', 'Close message');
    close.textContent = '×';
    close.addEventListener('click', () => card.remove());
    card.append(paragraph, close);
    this.alerts.replaceChildren(card);
  }

  /** @param {string} text empty clears the note */
  status(text) {
    this.note.textContent = text;
    this.note.hidden = !text;
  }

  clear() {
    this.alerts.replaceChildren();
    this.status('');
  }
}
