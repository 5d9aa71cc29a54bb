// <hairline-designer>: the designer as an element of somebody's page. Loaded by one line:
//   <script type="module" src="…/hairline-designer.js"></script>
//   <hairline-designer style="height: 640px"></hairline-designer>
// Any number of them may stand on a page. An element that is taken out gives back everything it held.
import { assetNames, assetUrl } from 'hd:assets';
import designerStyle from './designer.css';
import embedStyle from './embed.css';
import { makeApi } from './js/api.js';
import { provideAssets } from './js/assets.js';
import { Designer } from './js/designer.js';
import { DesignerError } from './js/errors.js';
import { Messages } from './js/messages.js';
import { fetchSample } from './js/samples.js';
import { say } from './js/texts.js';

provideAssets(Object.fromEntries(assetNames.map((name) => [name, assetUrl(name)])), import.meta.url);

/** Calls that an element passes on to its designer. */
const kCalls = /** @type {const} */ (['loadPhoto', 'getDesign', 'setDesign', 'getLook', 'setLook', 'getEstimate', 'getDots', 'exportImage',
  'plan', 'exportPlan', 'exportTemplate', 'exportDrawing', 'exportFile', 'openFile', 'setProfile']);

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export class HairlineDesignerElement extends HTMLElement {
  static observedAttributes = ['profile', 'currency', 'photo', 'design', 'sample'];

  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
    /** @type {Designer | null} */
    this.designer = null;
    /** @type {import('./hairline-designer.d.ts').HairlineDesigner | null} */
    this.api = null;
    /** Resolves when the designer can be used; rejects, with a message for people, when it cannot. @type {Promise<void>} */
    this.ready = new Promise(() => {});
    this.change = '';
    this.timer = 0;
  }

  connectedCallback() {
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    const style = new CSSStyleSheet();
    style.replaceSync(designerStyle + embedStyle);
    root.adoptedStyleSheets = [style];
    const stage = element('div', { class: 'stage' });
    const file = /** @type {HTMLInputElement} */ (element('input', { type: 'file', accept: 'image/*,.hairline,.json', hidden: '', 'aria-label': say('page.photo_input') }));
    const add = element('button', { type: 'button', class: 'primary' }, say('start.add_photo'));
    const sample = element('button', { type: 'button' }, say('start.sample'));
    const cover = element('div', { class: 'cover' },
      element('p', { class: 'title' }, say('start.title')), add, sample,
      element('p', { class: 'fine' }, `${say('page.private')} ${say('embed.private_why')}`));
    const edit = element('button', { type: 'button', class: 'primary' }, say('embed.edit'));
    const gate = element('div', { class: 'gate', hidden: '' }, edit);
    const leave = element('button', { type: 'button', class: 'leave', hidden: '' }, say('embed.done'));
    const alerts = element('div', { class: 'toasts', role: 'alert', 'aria-live': 'assertive' });
    const note = element('div', { class: 'status', role: 'status', 'aria-live': 'polite', hidden: '' });
    root.replaceChildren(stage, cover, gate, leave, alerts, note, file);

    const messages = new Messages(alerts, note);
    const editing = (/** @type {boolean} */ on) => {
      gate.hidden = on || !cover.hidden;
      leave.hidden = !on || !cover.hidden;
      this.toggleAttribute('editing', on && cover.hidden);
    };
    const designer = new Designer(stage, {
      showEditor: () => {
        const first = !cover.hidden;
        cover.hidden = true;
        if (first) editing(this.isEditing);
      },
      showStart: () => {
        cover.hidden = false;
        editing(false);
      },
      pickPhoto: () => file.click(),
      pickDesign: () => file.click(),
      openSample: (id) => void attempt(() => openSample(id)),
      saveFile: (blob, name) => this.offer(blob, name),
      showError: (message) => messages.error(message),
      showStatus: (message, cancel) => messages.status(message, cancel),
    });
    const attempt = async (/** @type {() => Promise<unknown>} */ work) => {
      messages.clear();
      try {
        await this.ready;
        await work();
        return true;
      } catch (error) {
        const { id, message } = /** @type {DesignerError} */ (error);
        if (id !== 'photo.superseded' && id !== 'designer.stopped') messages.error(message);
        this.dispatchEvent(new CustomEvent('error', { detail: { id, message } }));
        return false;
      }
    };
    const openSample = async (/** @type {string} */ id) => {
      const { name, photo, truth } = await fetchSample(id);
      await designer.loadPhoto(photo, { name: `sample-${name}.jpg`, truth: await truth.text() });
    };
    // Who opens something here wants to edit it here.
    const openAndEdit = async (/** @type {() => Promise<unknown>} */ work) => {
      this.isEditing = true;
      await attempt(work);
    };
    file.addEventListener('change', () => {
      const chosen = file.files?.[0];
      file.value = '';
      if (chosen) void openAndEdit(() => designer.openFile(chosen));
    });
    add.addEventListener('click', () => file.click());
    sample.addEventListener('click', () => void openAndEdit(() => openSample('front')));
    edit.addEventListener('click', () => editing(this.isEditing = true));
    leave.addEventListener('click', () => editing(this.isEditing = false));

    this.attempt = attempt;
    this.openSample = openSample;
    this.designer = designer;
    this.ready = designer.start().then(async () => {
      designer.onDrawn(() => this.tellChange());
      const stopAsking = designer.onDrawn(() => {
        if (designer.chooseMode(this.getAttribute('mode'))) stopAsking();
      });
      await designer.complete();
      this.api = makeApi(designer);
      this.dispatchEvent(new CustomEvent('ready'));
    });
    this.ready.catch((error) => {
      if (error.id !== 'designer.stopped') messages.error(error.message);
    });
    for (const name of HairlineDesignerElement.observedAttributes) this.attributeChangedCallback(name, null, this.getAttribute(name));
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.designer?.stop();
    this.designer = this.api = null;
    this.shadowRoot?.replaceChildren();
  }

  /** Whether fingers and wheels act on the designer, not on the page around it. */
  isEditing = false;

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} value
   */
  attributeChangedCallback(name, before, value) {
    if (!this.designer || !value || before === value) return;
    const { designer, attempt, openSample } = this;
    if (!attempt || !openSample) return;
    if (name === 'sample') void attempt(() => openSample(value));
    else if (name === 'currency') {
      // A profile tells its own.
      if (!this.hasAttribute('profile')) void attempt(async () => designer.setProfile({ format: 'hairline-profile', version: 1, currency: value }));
    } else {
      void attempt(async () => {
        const answer = await fetch(new URL(value, document.baseURI)).catch(() => null);
        if (!answer?.ok) throw new DesignerError('embed.fetch', { address: value });
        if (name === 'profile') designer.setProfile(await answer.text());
        else if (name === 'photo') await designer.loadPhoto(await answer.blob(), { name: value.split('/').pop() });
        else designer.setDesign(await answer.text());
      });
    }
  }

  /** A file for the person, unless the page takes it: its listener for "save" calls preventDefault(). @param {Blob} blob @param {string} name */
  offer(blob, name) {
    if (!this.dispatchEvent(new CustomEvent('save', { detail: { blob, name }, cancelable: true }))) return;
    const link = /** @type {HTMLAnchorElement} */ (element('a', { href: URL.createObjectURL(blob), download: name }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  /** "change", when the design is another one than before and the hand rests. */
  tellChange() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const design = this.designer?.running ? String(this.designer.getDesign()) : this.change;
      if (design === this.change) return;
      this.change = design;
      this.dispatchEvent(new CustomEvent('change'));
    }, 300);
  }
}

for (const call of kCalls) {
  Object.defineProperty(HairlineDesignerElement.prototype, call, {
    value(/** @type {unknown[]} */ ...args) {
      if (!this.api) throw new DesignerError('designer.stopped/absent');
      return this.api[call](...args);
    },
  });
}

if (!customElements.get('hairline-designer')) customElements.define('hairline-designer', HairlineDesignerElement);
