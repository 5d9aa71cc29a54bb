// The designer on a page: one canvas, one program, from start() to stop(). Any number of them may live on a page, each in an
// element of its own, in a shadow tree or not; they share the compiled program and nothing else.
import { hasAsset } from './assets.js';
import { Surface } from './canvas.js';
import { DesignerError } from './errors.js';
import { Input } from './input.js';
import { assetUrl } from './assets.js';
import { Mirror } from './mirror.js';
import { decodePhoto } from './photos.js';
import { completeProgram, completeType, startProgram } from './program.js';
import { say } from './texts.js';
import { Works } from './works/works.js';

/**
 * How a photo is opened: known geometry, as text or object; else the head is looked for, unless `find` is false.
 * @typedef {{name?: string, truth?: unknown, landmarks?: unknown, find?: boolean}} PhotoOptions
 * @typedef {import('../hairline-designer.d.ts').FoundHead} FoundHead
 * @typedef {{blob: Blob, name: string, width: number, height: number, focalPx: number, kind: import('./photo_file.js').PhotoKind}} Photo
 * @typedef {{finding: AbortController, answer: Promise<{found: string, design: string}>}} Search
 */

/**
 * What the designer asks of the page around it.
 * @typedef {object} PageHooks
 * @property {() => void} showEditor called before anything is drawn
 * @property {() => void} showStart
 * @property {() => void} [firstFrame] something has been drawn for the first time
 * @property {() => void} [complete] dots can be made from now on
 * @property {() => void} pickPhoto
 * @property {() => void} pickDesign
 * @property {(id: string) => void} openSample
 * @property {(blob: Blob, name: string) => void} saveFile
 * @property {(message: string) => void} showError
 * @property {(message: string, cancel?: () => void) => void} showStatus a passing note, with a way to stop what it tells of; an
 *     empty one clears it
 */

/**
 * The object of a JSON text which, used where a text is expected, is that text again: both
 * `x.area_cm2` and `JSON.parse(x)` work.
 * @param {string} json
 */
function printable(json) {
  return Object.defineProperty(JSON.parse(json), 'toString', { value: () => json });
}

/**
 * What there is between start() and stop().
 * @typedef {object} Running
 * @property {import('./engine.js').Engine} engine
 * @property {Surface} surface
 * @property {Input} input
 * @property {Mirror} mirror
 * @property {Works} works
 */

/** The designer's own elements; designer.css gives them their looks. */
function makeElements() {
  const canvas = document.createElement('canvas');
  canvas.className = 'designer-canvas';
  canvas.tabIndex = -1;
  const textAgent = document.createElement('textarea');
  textAgent.className = 'designer-text';
  textAgent.tabIndex = -1;
  textAgent.spellcheck = false;
  const mirror = document.createElement('div');
  mirror.className = 'designer-mirror';
  for (const [element, attributes] of /** @type {[HTMLElement, Record<string, string>][]} */ ([
    [canvas, { role: 'img', 'aria-label': say('page.canvas') }],
    [textAgent, { 'aria-label': say('page.text'), autocapitalize: 'off', autocomplete: 'off', autocorrect: 'off' }],
    [mirror, { role: 'application', 'aria-label': say('page.mirror') }],
  ])) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  }
  return { canvas, textAgent, mirror };
}

export class Designer {
  /**
   * @param {HTMLElement} stage what the designer fills; positioned, of any size
   * @param {PageHooks} hooks
   */
  constructor(stage, hooks) {
    this.stage = stage;
    this.hooks = hooks;
    /** @type {Running | null} */
    this.running = null;
    /** @type {AbortController | null} ends all that start() began */
    this.life = null;
    /** @type {Photo | null} */
    this.photo = null;
    /** Photos of a packed design that are not shown, by name. @type {Map<string, Blob>} */
    this.packed = new Map();
    /** A practice's prices and pace, as JSON. */
    this.profile = '';
    /** @type {AbortController | null} ends the search for the head */
    this.finding = null;
    this.loads = 0;
    this.exporting = false;
    /** @type {Promise<void> | null} */
    this.completing = null;
    this.completed = false; // nothing more will be fetched
    /** @type {Set<() => void>} */
    this.watchers = new Set();
  }

  /**
   * Calls back after every frame drawn, and so after everything that can have changed the design.
   * @param {() => void} watcher
   * @returns {() => void} ends it
   */
  onDrawn(watcher) {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  /**
   * Loads the program and makes canvas and mirror in the stage; nothing is drawn before something is opened, and dots only
   * after complete(). Rejects when a part cannot be had or when it is stopped meanwhile.
   */
  async start() {
    if (this.life) throw new DesignerError('designer.started');
    const life = new AbortController();
    this.life = life;
    try {
      const engine = await startProgram((event, first, second, bytes) => this.fromProgram(event, first, second, bytes));
      life.signal.throwIfAborted();
      this.run(engine, life.signal);
    } catch (error) {
      if (this.life === life) this.life = null;
      throw life.signal.aborted ? new DesignerError('designer.stopped') : error;
    }
  }

  /**
   * Fetches what the first frame can do without: the point set, and behind it the whole type and the module for heavy work. Dots
   * can be made when it resolves. Called by itself after the first frame.
   */
  complete() {
    const { engine, works } = this.live;
    if (!this.completing) {
      this.completing = completeProgram(engine);
      this.completing.then(async () => {
        this.hooks.complete?.();
        await Promise.all([completeType(engine), works.do('prepare', null)]);
        this.completed = this.running?.engine === engine;
      }).catch(() => {}); // without the type some letters are boxes; jobs tell by themselves
    }
    return this.completing;
  }

  /**
   * @param {import('./engine.js').Engine} engine
   * @param {AbortSignal} signal
   */
  run(engine, signal) {
    const elements = makeElements();
    this.stage.append(...Object.values(elements));
    const surface = new Surface(elements.canvas, engine, {
      afterFrame: () => {
        mirror.scheduleRefresh();
        for (const watcher of this.watchers) watcher();
        if (surface.frames > 1) return;
        this.hooks.firstFrame?.();
        this.complete().catch((error) => this.hooks.showError(error.message));
      },
      onLost: () => this.hooks.showStatus(say('graphics.away')),
      onGivenUp: () => this.hooks.showError(say('graphics.gone')),
      restorePhoto: () => this.restorePhoto(),
    }, signal);
    const input = new Input(surface, elements.textAgent, signal);
    const mirror = new Mirror(elements.mirror, surface, engine, input, signal);
    this.running = { engine, surface, input, mirror, works: new Works(signal) };
    signal.addEventListener('abort', () => {
      for (const element of Object.values(elements)) element.remove();
    }, { once: true });
  }

  /** Ends it: listeners, frames, timers, the graphics context and the program's memory go. It may be started again. */
  stop() {
    this.life?.abort();
    this.finding?.abort();
    this.life = this.running = this.photo = this.completing = this.finding = null;
    this.completed = false;
    ++this.loads; // what is being decoded now comes too late
  }

  /** The running parts; throws before start() and after stop(). */
  get live() {
    if (!this.running) throw new DesignerError('designer.stopped/absent');
    return this.running;
  }

  /**
   * @param {string} event
   * @param {string} first
   * @param {string} second
   * @param {Uint8Array<ArrayBuffer>} bytes
   */
  fromProgram(event, first, second, bytes) {
    switch (event) {
      case 'pickPhoto': return this.hooks.pickPhoto();
      case 'pickDesign': return this.hooks.pickDesign();
      case 'openSample': return this.hooks.openSample(first);
      case 'saveFile': return this.hooks.saveFile(new Blob([bytes], { type: second }), first);
      case 'findHead': return void this.findHead(undefined, Number(first));
      case 'exportImage': return void this.exportAndSave();
      case 'handout': return void this.handOut(first);
      case 'showStart': return this.hooks.showStart();
      case 'clipboard': return void navigator.clipboard?.writeText(first).catch(() => {});
    }
  }

  /** Makes the canvas visible and starts drawing on it. */
  show() {
    const { surface } = this.live;
    this.hooks.showEditor();
    if (!surface.widthPt) {
      const rect = surface.canvas.getBoundingClientRect();
      surface.resize(rect.width, rect.height);
    }
    surface.start();
    surface.request();
  }

  /** Draws again what is shown: browsers may drop the picture of a page that was in the background. */
  redraw() {
    this.running?.surface.request();
  }

  /**
   * Guided steps or the studio, where the stage is large enough for it; true when that is settled.
   * @param {string | null} mode "guided" or "studio"
   */
  chooseMode(mode) {
    if (mode !== 'guided' && mode !== 'studio') return true;
    const { engine } = this.live;
    const { screen, actions } = JSON.parse(engine.uiJson());
    if (screen === 'start') return false;
    const studio = actions.find((/** @type {{id: string}} */ { id }) => id === 'mode.studio');
    if (!studio.enabled) return true;
    // Chosen even where it is so already: else the stage's size would go on choosing.
    for (let i = studio.checked === (mode === 'studio') ? 0 : 1; i < 2; ++i) engine.runAction('mode.studio');
    return true;
  }

  hide() {
    this.running?.mirror.clear();
  }

  /**
   * What the person has copied elsewhere, for the fields drawn here.
   * @param {string} text
   */
  pasted(text) {
    this.running?.engine.pasted(text);
  }

  // ---- photo --------------------------------------------------------------------------------------------------------

  /**
   * Opens a photo and looks for the head in it.
   * @param {Blob} blob
   * @param {PhotoOptions} [options]
   * @returns {Promise<FoundHead | null>} what was found; null where it was not looked for, or something else has been opened since
   */
  async loadPhoto(blob, options) {
    return (await this.openPhoto(blob, options)).found;
  }

  /**
   * Resolves when the photo is on the screen; `found` tells later what was found in it.
   * @param {Blob} blob
   * @param {PhotoOptions} [options]
   * @returns {Promise<{found: Promise<FoundHead | null>}>}
   */
  async openPhoto(blob, options = {}) {
    const turn = ++this.loads;
    const looks = !options.truth && !options.landmarks && options.find !== false && hasAsset('nets.bin');
    const name = options.name ?? (blob instanceof File ? blob.name : 'photo');
    const { engine, surface, works } = this.live;
    const limit = surface.start().textureLimit;
    // While it is decoded, unless the program itself is still on its way.
    if (looks && this.completed) works.do('nets', null).catch(() => {}); // finding tells by itself
    // On known geometry a design begins at once, with the shade of the skin under its dots.
    const [decoded] = await Promise.all([decodePhoto(blob, engine, works, limit), options.truth || options.landmarks ? this.complete() : null]);
    const { bitmap, width, height, focalPx, kind } = decoded;
    const photo = { blob, name, width, height, focalPx, kind };
    /** @type {Search | null} */
    let search = null;
    try {
      // The search begins before the picture goes to the graphics card, which may take as long; only the first frame of all
      // waits for nothing that finding needs.
      const copy = looks && this.completed && turn === this.loads ? await createImageBitmap(bitmap) : null;
      // A later choice has overtaken this one while it was decoded.
      if (turn !== this.loads) {
        copy?.close();
        throw new DesignerError('photo.superseded');
      }
      this.finding?.abort();
      if (copy) search = this.search(photo, copy);
      engine.openPhoto(bitmap, { name, width, height, focalPx, truth: asText(options.truth), landmarks: asText(options.landmarks) });
    } catch (error) {
      search?.finding.abort();
      bitmap.close();
      throw error;
    }
    this.packed = new Map();
    this.photo = photo;
    if (!looks || search) bitmap.close();
    const found = search ? this.takeOver(search) : null;
    this.show();
    await this.shown();
    if (found || !looks) return { found: found ?? Promise.resolve(null) };
    if (turn === this.loads) return { found: this.findHead(bitmap) };
    bitmap.close();
    return { found: Promise.resolve(null) };
  }

  /**
   * Begins to look for the head in a photo.
   * @param {Photo} photo
   * @param {ImageBitmap} [picture] the photo or a copy of it, handed over; else it is decoded anew
   * @param {number} [face] which one where there are several, the largest being 0
   * @returns {Search}
   */
  search({ blob, kind, name, width, height, focalPx }, picture, face = 0) {
    this.finding?.abort();
    const finding = new AbortController();
    this.finding = finding;
    const answer = this.live.works.do('find', { photo: blob, kind, picture, name, width, height, focalPx, face }, {
      signal: finding.signal, transfer: picture ? [picture] : [],
    });
    answer.catch(() => {}); // told by takeOver
    return { finding, answer };
  }

  /**
   * Looks for the head in the open photo and gives the editor what was found, or says that nothing was.
   * @param {ImageBitmap} [picture] the photo or a copy of it, handed over; else it is decoded anew
   * @param {number} [face] which one where there are several, the largest being 0
   * @returns {Promise<FoundHead | null>}
   */
  async findHead(picture, face = 0) {
    const { photo } = this;
    if (!photo) return null;
    this.live.engine.lookingForHead(true);
    this.redraw();
    // What the dots need comes first, for they are seen first.
    await this.complete().catch(() => {}); // told where it was begun
    if (this.photo !== photo) {
      picture?.close();
      return null;
    }
    return this.takeOver(this.search(photo, picture, face));
  }

  /**
   * Waits for what is found and gives it to the editor.
   * @param {Search} search
   * @returns {Promise<FoundHead | null>}
   */
  async takeOver({ finding, answer }) {
    const { engine } = this.live;
    engine.lookingForHead(true);
    this.redraw();
    try {
      const { found, design } = await answer;
      engine.headFound(found, design);
      performance.mark('designer-head-found');
      return JSON.parse(found);
    } catch (error) {
      if (finding.signal.aborted || this.running?.engine !== engine) return null;
      const { id, message } = /** @type {DesignerError} */ (error);
      const words = id === 'find.nobody' ? message : new DesignerError('find.failed').message;
      engine.headNotFound(words);
      return { faces: 0, view: 'none', landmarks: {}, outline: [], warnings: [{ id: id === 'find.nobody' ? 'nobody' : 'failed', text: words }] };
    } finally {
      this.redraw();
    }
  }

  /** Resolves when what was asked for is on the screen. */
  shown() {
    const { engine, surface } = this.live;
    return new Promise((resolve) => {
      const check = () => {
        if (document.hidden || !surface.up || engine.module._hd_frames_owed() <= 0) resolve(undefined);
        else requestAnimationFrame(check);
      };
      requestAnimationFrame(check);
    });
  }

  async restorePhoto() {
    const { engine, surface, works } = this.live;
    if (!this.photo) return engine.restorePhoto(null);
    const decoded = await decodePhoto(this.photo.blob, engine, works, surface.textureLimit);
    const restored = this.running?.engine === engine && engine.restorePhoto(decoded.bitmap);
    decoded.bitmap.close();
    if (restored) this.hooks.showStatus('');
    return restored;
  }

  // ---- design -------------------------------------------------------------------------------------------------------

  getDesign() {
    return printable(this.live.engine.designJson());
  }

  /** @param {unknown} design JSON text or object */
  setDesign(design) {
    this.live.engine.setDesignJson(asText(design));
    this.finding?.abort(); // it is not for this design
    try {
      this.show();
    } catch (error) {
      // Without graphics the numbers still work.
      this.hooks.showError(/** @type {Error} */ (error).message);
    }
  }

  getLook() {
    return JSON.parse(this.live.engine.lookJson());
  }

  /** @param {unknown} look JSON text or object; members left out stay */
  setLook(look) {
    this.live.engine.setLookJson(asText(look));
    this.live.surface.request();
  }

  /** @param {unknown} profile JSON text or object of a practice's prices and pace; null: the usual ones */
  setProfile(profile) {
    const text = asText(profile);
    this.live.engine.setProfileJson(text);
    this.profile = text;
    this.redraw();
  }

  getEstimate() {
    return printable(this.live.engine.estimateJson());
  }

  getDots() {
    return this.live.engine.dotsCsv();
  }

  // ---- results ------------------------------------------------------------------------------------------------------

  /** @returns {Promise<Blob>} */
  async exportImage() {
    if (!this.photo) throw new DesignerError('export.photo');
    if (this.exporting) throw new DesignerError('export.busy');
    const { photo, kind } = { photo: this.photo.blob, kind: this.photo.kind };
    const { engine, works } = this.live;
    const stop = new AbortController();
    this.exporting = true;
    try {
      await this.complete();
      return await works.do('picture', { photo, kind, plan: engine.picturePlan() }, {
        progress: (share) => this.hooks.showStatus(say('export.progress', { done: Math.round(share * 100) }), () => stop.abort()),
        signal: stop.signal,
      });
    } finally {
      this.exporting = false;
      this.hooks.showStatus('');
    }
  }

  exportAndSave() {
    return this.orTell(async () => this.hooks.saveFile(await this.exportImage(), 'hairline.png'));
  }

  /**
   * Plan, paper and packed designs: another script, fetched when it is asked for.
   * @returns {Promise<import('../handouts.later.js').Handouts>}
   */
  async handouts() {
    const { Handouts } = await import(assetUrl('handouts.later.js')).catch(() => { throw new DesignerError('engine.download'); });
    return new Handouts(this, say);
  }

  /** What a button asks for. @param {string} kind "plan", "template" or "design" */
  handOut(kind) {
    return this.orTell(async () => {
      const { blob, name } = await (await this.handouts()).make(kind);
      this.hooks.saveFile(blob, name);
    });
  }

  /** Opens a design, with its photos or without, or a photo. @param {File} file */
  async openFile(file) {
    if (isPacked(file)) await (await this.handouts()).openFile(file);
    else if (isDesign(file)) this.setDesign(await file.text());
    else await this.openPhoto(file); // the head is found while the page answers
  }

  /** @param {() => Promise<unknown>} work */
  async orTell(work) {
    try {
      await work();
    } catch (error) {
      const { id, message } = /** @type {DesignerError} */ (error);
      if (id !== 'works.cancelled') this.hooks.showError(message);
    }
  }
}

const isPacked = (/** @type {File} */ file) => /\.hairline$/i.test(file.name);
/** Whether a file is a design, by its name. */
export const isDesign = (/** @type {File} */ file) => isPacked(file) || file.type === 'application/json' || /\.json$/i.test(file.name);

/** @param {unknown} value */
function asText(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
