// The items that the program draws, once more as DOM elements: for screen readers, keyboards and tests.
//
// Each lies invisibly over its picture and lets the pointer through; focus shows as a ring over the drawn item, and
// activating it clicks the item's middle. They are refreshed a moment after the last frame, and only when changed.

const kRefreshDelayMs = 120;
const kMousePointerId = 9001;

/** @typedef {{id: string, role: string, label: string, value: string, x: number, y: number, width: number, height: number, enabled: boolean, checked: boolean, focused: boolean}} UiItem */

export class Mirror {
  /**
   * @param {HTMLElement} root
   * @param {import('./canvas.js').Surface} surface
   * @param {import('./engine.js').Engine} engine
   * @param {import('./input.js').Input} input
   * @param {AbortSignal} signal ends it
   */
  constructor(root, surface, engine, input, signal) {
    this.root = root;
    this.surface = surface;
    this.engine = engine;
    this.input = input;
    /** @type {Map<string, HTMLElement>} */
    this.elements = new Map();
    /** @type {WeakMap<Element, string>} */
    this.ids = new WeakMap();
    /** @type {Map<string, UiItem>} */
    this.items = new Map();
    this.last = '';
    this.timer = 0;
    this.pending = false;
    this.listen(signal);
    signal.addEventListener('abort', () => this.clear(), { once: true });
  }

  /**
   * One listener for all elements: they come and go with the panels.
   * @param {AbortSignal} signal
   */
  listen(signal) {
    /** @param {'click' | 'focusin'} type @param {(element: HTMLElement, id: string) => void} act */
    const on = (type, act) => this.root.addEventListener(type, ({ target }) => {
      const id = target instanceof HTMLElement && this.ids.get(target);
      if (id) act(target, id);
    }, { signal });
    on('click', (_, id) => this.activate(id));
    on('focusin', (element, id) => this.focus(element, id));
    this.root.addEventListener('keydown', (event) => this.key(event, true), { signal });
    this.root.addEventListener('keyup', (event) => this.key(event, false), { signal });
  }

  scheduleRefresh() {
    clearTimeout(this.timer);
    this.pending = true;
    this.timer = setTimeout(() => this.refresh(), kRefreshDelayMs);
  }

  clear() {
    clearTimeout(this.timer);
    this.pending = false;
    this.root.replaceChildren();
    this.elements.clear();
    this.items.clear();
    this.last = '';
  }

  refresh() {
    this.pending = false;
    const text = this.engine.uiJson();
    if (text === this.last) return;
    this.last = text;
    /** @type {UiItem[]} */
    const items = JSON.parse(text).items ?? [];
    const seen = new Set();
    /** @type {HTMLElement | null} */
    let before = null;
    for (const item of items) {
      if (!item.label || seen.has(item.id)) continue;
      seen.add(item.id);
      let element = this.elements.get(item.id);
      if (!element) {
        element = this.make(item.id);
        this.elements.set(item.id, element);
      }
      this.items.set(item.id, item);
      this.update(element, item);
      // The order of the elements is the order of the tab key.
      /** @type {ChildNode | null} */
      const next = before ? before.nextSibling : this.root.firstChild;
      if (next !== element) this.root.insertBefore(element, next);
      before = element;
    }
    const { focused } = this.input;
    let focusGone = false;
    for (const [id, element] of this.elements) {
      if (seen.has(id)) continue;
      focusGone ||= element === focused;
      element.remove();
      this.elements.delete(id);
      this.items.delete(id);
    }
    // The button that was pressed may be gone with its panel; a keyboard must not fall out of the designer for it.
    if (focusGone) /** @type {HTMLElement | null} */ (this.root.firstElementChild)?.focus({ preventScroll: true });
  }

  /** @param {string} id */
  make(id) {
    const element = document.createElement('button');
    element.type = 'button';
    this.ids.set(element, id);
    return element;
  }

  /**
   * @param {HTMLElement} element
   * @param {UiItem} item
   */
  update(element, item) {
    const set = (/** @type {string} */ name, /** @type {string | null} */ value) => {
      if (value === null) element.removeAttribute(name);
      else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    };
    set('role', item.role === 'button' ? null : item.role);
    set('aria-label', item.label);
    set('aria-disabled', item.enabled ? null : 'true');
    const slider = item.role === 'slider' || item.role === 'spinbutton';
    set('aria-valuetext', slider ? item.value : null);
    set('aria-valuenow', slider ? String(Number.parseFloat(item.value) || 0) : null);
    set('aria-description', !slider && item.value ? item.value : null);
    const checkable = ['radio', 'switch', 'checkbox', 'menuitemradio', 'menuitemcheckbox'].includes(item.role);
    set('aria-checked', checkable ? String(item.checked) : null);
    set('aria-pressed', item.role === 'button' && item.checked ? 'true' : null);
    const selectable = item.role === 'tab' || item.role === 'option';
    set('aria-selected', selectable ? String(item.checked) : null);
    element.style.transform = `translate(${item.x}px, ${item.y}px)`;
    element.style.width = `${item.width}px`;
    element.style.height = `${item.height}px`;
  }

  /** @param {string} id */
  activate(id) {
    const item = this.items.get(id);
    if (!item || !item.enabled) return;
    this.press(item.x + item.width / 2, item.y + item.height / 2);
    // The press has hidden the ring, as a mouse's does; who works by keyboard still needs to see it.
    const element = this.elements.get(id);
    if (element && element === this.input.focused) this.focus(element, id);
  }

  /**
   * Clicks a point of the canvas as a mouse would.
   * @param {number} x
   * @param {number} y
   */
  press(x, y) {
    const module = this.engine.module;
    const send = (/** @type {number} */ phase, /** @type {number} */ buttons) => {
      module._hd_pointer(kMousePointerId, 0, phase, x, y, 0.5, 0, 0, buttons, performance.now());
      this.surface.drawNow(2);
    };
    send(4, 0);
    send(0, 1);
    send(2, 0);
    send(5, 0);
  }

  /**
   * The program draws its own ring around the item; where it does not know the item, the element shows one.
   * @param {HTMLElement} element
   * @param {string} id
   */
  focus(element, id) {
    let drawn = true;
    try {
      this.engine.runAction(`focus:${id}`);
    } catch {
      drawn = false;
    }
    element.classList.toggle('drawn', drawn);
    this.surface.request();
  }

  /**
   * Enter and space become clicks by themselves and tab moves on; all other keys go to the program, which knows from
   * focus() which item they are for.
   * @param {KeyboardEvent} event
   * @param {boolean} pressed
   */
  key(event, pressed) {
    if (event.key === 'Enter' || event.key === ' ' || event.key === 'Tab') return;
    this.input.key(event, pressed);
  }
}
