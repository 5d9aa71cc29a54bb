// Pointer, wheel, keys and text of the canvas, handed to the program as they come.

const kKind = { mouse: 0, touch: 1, pen: 2 };
const kPhase = { down: 0, move: 1, up: 2, cancel: 3, hover: 4, leave: 5 };
/** Order of `enum class Key` in src/core/input.h. */
const kKeys = ['', 'Escape', 'Enter', 'Tab', 'Backspace', 'Delete', ' ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'Shift', 'Control', 'Alt', 'Meta'];
const kLetter = kKeys.length;
/** Order of `enum class CursorShape` in src/platform/window.h. */
const kCursors = ['default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer', 'not-allowed'];
/** Shortcuts with ctrl or cmd that the designer has; all others stay the browser's. */
const kOwnShortcuts = new Set(['Z', 'Y', 'S', 'O', 'E', 'A', 'C', 'X', 'V']);
const kLinePt = 16;

export class Input {
  /**
   * @param {import('./canvas.js').Surface} surface
   * @param {HTMLTextAreaElement} textAgent hidden field that brings up soft keyboards and input methods
   * @param {AbortSignal} signal ends it
   */
  constructor(surface, textAgent, signal) {
    this.surface = surface;
    this.canvas = surface.canvas;
    this.module = surface.engine.module;
    this.engine = surface.engine;
    this.agent = textAgent;
    this.composing = false;
    this.cursor = 0;
    this.pressedMs = 0;
    this.sawBackspace = false;
    this.listen(signal);
  }

  /** What has the focus where the canvas lives: a page, or a shadow tree. */
  get focused() {
    return /** @type {Document | ShadowRoot} */ (this.canvas.getRootNode()).activeElement;
  }

  /** @param {AbortSignal} signal */
  listen(signal) {
    const { canvas, agent } = this;
    canvas.addEventListener('pointerdown', (e) => this.pointer(e, kPhase.down), { signal });
    canvas.addEventListener('pointermove', (e) => this.pointer(e, e.buttons || e.pointerType === 'touch' ? kPhase.move : kPhase.hover), { signal });
    canvas.addEventListener('pointerup', (e) => this.pointer(e, kPhase.up), { signal });
    canvas.addEventListener('pointercancel', (e) => this.pointer(e, kPhase.cancel), { signal });
    canvas.addEventListener('pointerleave', (e) => {
      if (e.pointerType !== 'touch' && !e.buttons) this.pointer(e, kPhase.leave);
    }, { signal });
    canvas.addEventListener('contextmenu', (e) => e.preventDefault(), { signal });
    canvas.addEventListener('wheel', (e) => this.wheel(e), { passive: false, signal });
    // Older Safari scrolls and zooms the page on touch moves even with touch-action: none.
    canvas.addEventListener('touchmove', (e) => e.preventDefault(), { passive: false, signal });
    for (const target of /** @type {HTMLElement[]} */ ([canvas, agent])) {
      target.addEventListener('keydown', (e) => this.key(e, true), { signal });
      target.addEventListener('keyup', (e) => this.key(e, false), { signal });
    }
    canvas.addEventListener('blur', () => this.releaseModifiers(), { signal });
    agent.addEventListener('blur', () => this.releaseModifiers(), { signal });
    agent.addEventListener('compositionstart', () => {
      this.composing = true;
    }, { signal });
    agent.addEventListener('compositionend', (e) => {
      this.composing = false;
      this.typed(e.data);
    }, { signal });
    agent.addEventListener('beforeinput', (e) => {
      // Android's keyboards send no usable key events: deletions are only told here.
      if (e.inputType === 'deleteContentBackward' && !this.composing && !this.sawBackspace) this.tapKey('Backspace');
      this.sawBackspace = false;
    }, { signal });
    agent.addEventListener('input', (e) => {
      if (!this.composing && e instanceof InputEvent && e.data) this.typed(e.data);
      // Something must be left for the soft keyboard to delete.
      this.agent.value = ' ';
      this.agent.setSelectionRange(1, 1);
    }, { signal });
  }

  /**
   * @param {PointerEvent} event
   * @param {number} phase
   */
  pointer(event, phase) {
    const kind = kKind[/** @type {keyof typeof kKind} */ (event.pointerType)] ?? kKind.mouse;
    if (phase === kPhase.down) {
      this.canvas.setPointerCapture(event.pointerId);
      // Focus without scrolling; a text field in use gives it up by itself when the program says so.
      if (this.focused !== this.agent) this.canvas.focus({ preventScroll: true });
    }
    // A press counts from when it is seen: after a slow frame it would otherwise be a long press at once.
    if (phase === kPhase.down) this.pressedMs = performance.now();
    const rect = this.canvas.getBoundingClientRect();
    const events = phase === kPhase.move ? event.getCoalescedEvents?.() ?? [] : [];
    for (const e of events.length ? events : [event]) {
      this.module._hd_pointer(event.pointerId, kind, phase, e.clientX - rect.left, e.clientY - rect.top,
        e.pointerType === 'mouse' || !e.pressure ? 0.5 : e.pressure, (e.tiltX * Math.PI) / 180, (e.tiltY * Math.PI) / 180,
        // The program counts primary, secondary, middle, as the DOM's button mask does.
        event.buttons & 7, Math.max(e.timeStamp, this.pressedMs));
    }
    if (phase === kPhase.up || phase === kPhase.cancel) {
      // ImGui takes position, press and release of a quick tap in one frame each.
      this.surface.drawNow(3);
      this.updateText();
    } else {
      this.surface.pump();
    }
    if (event.pointerType !== 'touch') this.updateCursor();
    if (event.cancelable && phase === kPhase.down && event.pointerType === 'mouse' && event.button === 1) event.preventDefault();
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    event.preventDefault();
    const rect = this.canvas.getBoundingClientRect();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? kLinePt : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? rect.height : 1;
    this.module._hd_wheel(event.clientX - rect.left, event.clientY - rect.top, event.deltaX * unit, event.deltaY * unit, event.ctrlKey ? 1 : 0);
    this.surface.pump();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {boolean} pressed
   */
  key(event, pressed) {
    if (event.isComposing || this.composing) return;
    // Tab walks the mirror's elements (mirror.js), one for each item drawn.
    if (event.key === 'Tab') return;
    const modifiers = (event.shiftKey ? 1 : 0) | (event.ctrlKey ? 2 : 0) | (event.altKey ? 4 : 0) | (event.metaKey ? 8 : 0);
    let key = kKeys.indexOf(event.key);
    let letter = 0;
    if (key < 1) {
      if (event.key.length !== 1 || event.key.charCodeAt(0) > 126) return;
      key = kLetter;
      letter = event.key.toUpperCase().charCodeAt(0);
    }
    const command = event.ctrlKey || event.metaKey;
    // Reload, new tab, find and their kin stay with the browser.
    if (command && key === kLetter && !kOwnShortcuts.has(String.fromCharCode(letter))) return;
    if (pressed && event.key === 'Backspace') this.sawBackspace = true;
    this.module._hd_key(key, letter, pressed ? 1 : 0, modifiers);
    const inText = event.target === this.agent;
    if (pressed && !inText && key === kLetter && !command && !event.altKey) this.typed(event.key);
    // In the text field letters must reach the field (they come back as input), and paste must happen.
    const paste = command && key === kLetter && String.fromCharCode(letter) === 'V';
    if (!paste && !(inText && key === kLetter && !command)) event.preventDefault();
    if (pressed) {
      this.surface.drawNow(2);
      this.updateText();
    } else {
      this.surface.pump();
    }
  }

  /** @param {string} name as in KeyboardEvent.key */
  tapKey(name) {
    const key = kKeys.indexOf(name);
    this.module._hd_key(key, 0, 1, 0);
    this.module._hd_key(key, 0, 0, 0);
    this.surface.drawNow(2);
  }

  releaseModifiers() {
    // A key released over another window is never told.
    for (const name of ['Shift', 'Control', 'Alt', 'Meta']) this.module._hd_key(kKeys.indexOf(name), 0, 0, 0);
    this.surface.pump();
  }

  /** @param {string} text */
  typed(text) {
    if (!text) return;
    this.engine.typed(text);
    this.surface.drawNow(2);
  }

  /** Moves the hidden field under the caret and gives it the focus while text is wanted. */
  updateText() {
    const caret = this.engine.caret();
    const active = this.focused === this.agent;
    if (caret) {
      this.agent.style.left = `${caret.x}px`;
      this.agent.style.top = `${caret.y}px`;
      if (!active) {
        this.agent.value = ' ';
        this.agent.focus({ preventScroll: true });
      }
    } else if (active) {
      this.canvas.focus({ preventScroll: true });
    }
  }

  updateCursor() {
    const cursor = this.module._hd_cursor();
    if (cursor === this.cursor) return;
    this.cursor = cursor;
    this.canvas.style.cursor = kCursors[cursor] ?? 'default';
  }
}
