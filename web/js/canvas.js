// The drawing surface: its WebGL 2 context, its size in device pixels, frames on demand, loss and return of the context.

import { DesignerError } from './errors.js';
import { rememberState } from './gl_state.js';

/** Backing store at most this large: four times a full-HD screen. */
const kMaxPixels = 16.7e6;
const kMaxRatioOnPhones = 2;
/** A context that has not come back by then is given up. */
const kRestoreTimeoutMs = 5000;

export class Surface {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {import('./engine.js').Engine} engine
   * @param {{afterFrame: () => void, onLost: () => void, onGivenUp: () => void, restorePhoto: () => Promise<boolean>}} hooks
   * @param {AbortSignal} signal ends it: nothing is listened to, drawn or kept on the graphics card any more
   */
  constructor(canvas, engine, hooks, signal) {
    this.canvas = canvas;
    this.engine = engine;
    this.hooks = hooks;
    this.signal = signal;
    /** @type {WebGL2RenderingContext | null} */
    this.context = null;
    this.up = false;
    this.textureLimit = 0; // longest side, px
    this.widthPt = 0;
    this.heightPt = 0;
    this.ratio = 1;
    this.scheduled = 0;
    this.wakeTimer = 0; // for the frame that falls due though nothing happens
    this.giveUpTimer = 0;
    this.frames = 0;
    this.frameMs = new Float32Array(128); // how long the latest frames took to build
    this.coarse = matchMedia('(pointer: coarse)');
    this.darkQuery = matchMedia('(prefers-color-scheme: dark)');
    this.calmQuery = matchMedia('(prefers-reduced-motion: reduce)');
    for (const query of [this.coarse, this.darkQuery, this.calmQuery]) query.addEventListener('change', () => this.request(), { signal });

    canvas.addEventListener('webglcontextlost', (event) => this.lost(event), { signal });
    canvas.addEventListener('webglcontextrestored', () => this.restored(), { signal });
    this.watchSize();
    signal.addEventListener('abort', () => this.end(), { once: true });
  }

  /** What an abort does not end by itself. Browsers allow a page only some contexts: this one is given back at once. */
  end() {
    this.up = false;
    cancelAnimationFrame(this.scheduled);
    clearTimeout(this.wakeTimer);
    clearTimeout(this.giveUpTimer);
    this.observer?.disconnect();
    this.context?.getExtension('WEBGL_lose_context')?.loseContext();
    this.context = null;
  }

  /** Gets the context and starts drawing. Throws when there is no WebGL 2. */
  start() {
    if (this.up) return this;
    const context = this.canvas.getContext('webgl2', {
      alpha: false, antialias: false, depth: false, stencil: false, preserveDrawingBuffer: false, powerPreference: 'high-performance',
    });
    if (!context) throw new DesignerError('graphics.missing');
    if (context.isContextLost()) throw new DesignerError('graphics.lost');
    this.context = context;
    rememberState(context);
    this.engine.module.canvasContext = context;
    if (!this.engine.module._hd_graphics_ready()) throw new DesignerError('graphics.failed', { problem: this.engine.text() });
    this.textureLimit = context.getParameter(context.MAX_TEXTURE_SIZE);
    this.up = true;
    return this;
  }

  // ---- size -------------------------------------------------------------------------------------------------------

  watchSize() {
    this.observer = new ResizeObserver((entries) => {
      const entry = entries[entries.length - 1];
      const box = entry.devicePixelContentBoxSize?.[0];
      const width = entry.contentRect.width;
      const height = entry.contentRect.height;
      this.resize(width, height, box?.inlineSize, box?.blockSize);
    });
    try {
      this.observer.observe(this.canvas, { box: 'device-pixel-content-box' });
    } catch {
      this.observer.observe(this.canvas);
    }
    // Moving to another screen changes the ratio without changing the size in CSS px.
    const watchRatio = () => {
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
        const rect = this.canvas.getBoundingClientRect();
        this.resize(rect.width, rect.height);
        watchRatio();
      }, { once: true, signal: this.signal });
    };
    watchRatio();
  }

  /**
   * @param {number} widthPt
   * @param {number} heightPt
   * @param {number} [exactWidth] device px, where the browser tells them
   * @param {number} [exactHeight]
   */
  resize(widthPt, heightPt, exactWidth, exactHeight) {
    if (widthPt < 1 || heightPt < 1) return;
    let ratio = devicePixelRatio || 1;
    const phone = this.coarse.matches && Math.min(screen.width, screen.height) < 600;
    if (phone) ratio = Math.min(ratio, kMaxRatioOnPhones);
    ratio = Math.min(ratio, Math.sqrt(kMaxPixels / (widthPt * heightPt)));
    // The exact size differs from the rounded one by a pixel at most; emulated screens tell it in CSS px instead.
    const pixels = (/** @type {number} */ size, /** @type {number | undefined} */ exact) => {
      const rounded = Math.max(1, Math.round(size * ratio));
      return exact && Math.abs(exact - rounded) <= 1 ? exact : rounded;
    };
    const width = pixels(widthPt, exactWidth);
    const height = pixels(heightPt, exactHeight);
    this.widthPt = widthPt;
    this.heightPt = heightPt;
    this.ratio = width / widthPt;
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      // A resized canvas is blank until it is drawn: without a frame now it would flash.
      if (this.up) {
        this.engine.module._hd_request_frames(2);
        this.drawNow(1);
      }
    }
    this.request();
  }

  // ---- frames -----------------------------------------------------------------------------------------------------

  /** Asks the program for fresh frames and sees to it that they are drawn. */
  request() {
    if (!this.up) return;
    this.engine.module._hd_request_frames(2);
    this.pump();
  }

  /** Schedules a frame if the program owes one, now or at a time it names. */
  pump() {
    if (!this.up || this.scheduled || this.canvas.hidden || this.widthPt === 0) return;
    clearTimeout(this.wakeTimer);
    if (this.engine.module._hd_frames_owed() <= 0) {
      const at = this.engine.module._hd_next_frame_at();
      if (at >= 0) this.wakeTimer = setTimeout(() => this.request(), Math.max(0, at * 1000 - performance.now()) + 1);
      return;
    }
    this.scheduled = requestAnimationFrame(() => {
      this.scheduled = 0;
      this.frame();
      this.pump();
    });
  }

  /**
   * Draws up to `count` owed frames at once, inside the event that is being handled: pickers, downloads and sharing
   * that a frame brings about then still count as the person's own action.
   * @param {number} count
   */
  drawNow(count) {
    for (let i = 0; i < count && this.up && this.widthPt > 0 && this.engine.module._hd_frames_owed() > 0; ++i) this.frame();
    this.pump();
  }

  frame() {
    if (!this.up || this.widthPt === 0) return;
    const started = performance.now();
    const flags = (this.coarse.matches ? 1 : 0) | (this.darkQuery.matches ? 2 : 0) | (this.calmQuery.matches ? 4 : 0);
    this.engine.module._hd_frame(this.widthPt, this.heightPt, this.ratio, started / 1000, flags);
    ++this.frames;
    this.frameMs[this.frames % this.frameMs.length] = performance.now() - started;
    this.hooks.afterFrame();
  }

  // ---- loss of the context ------------------------------------------------------------------------------------------

  /** @param {Event} event */
  lost(event) {
    event.preventDefault(); // else it would never be given back
    this.up = false;
    if (this.scheduled) cancelAnimationFrame(this.scheduled);
    this.scheduled = 0;
    clearTimeout(this.wakeTimer);
    this.engine.module._hd_graphics_lost();
    this.hooks.onLost();
    this.giveUpTimer = setTimeout(() => this.hooks.onGivenUp(), kRestoreTimeoutMs);
  }

  async restored() {
    clearTimeout(this.giveUpTimer);
    if (this.context) rememberState(this.context);
    // The photo's texture gets its old name back before the program rebuilds the rest from what it keeps.
    const attached = await this.hooks.restorePhoto();
    if (this.signal.aborted) return;
    if (!attached || !this.engine.module._hd_graphics_ready()) {
      this.hooks.onGivenUp();
      return;
    }
    this.up = true;
    this.request();
  }
}
