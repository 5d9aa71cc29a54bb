// The drawing surface: its WebGL 2 context, its size in device pixels, frames on demand, loss and return of the context.

import { DesignerError } from './engine.js';
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
   */
  constructor(canvas, engine, hooks) {
    this.canvas = canvas;
    this.engine = engine;
    this.hooks = hooks;
    this.up = false;
    this.widthPt = 0;
    this.heightPt = 0;
    this.ratio = 1;
    this.scheduled = 0;
    this.wakeTimer = 0; // for the frame that falls due though nothing happens
    this.frames = 0;
    this.frameMs = new Float32Array(128); // how long the latest frames took to build
    this.coarse = matchMedia('(pointer: coarse)');
    this.darkQuery = matchMedia('(prefers-color-scheme: dark)');
    this.calmQuery = matchMedia('(prefers-reduced-motion: reduce)');
    for (const query of [this.coarse, this.darkQuery, this.calmQuery]) query.addEventListener('change', () => this.request());

    canvas.addEventListener('webglcontextlost', (event) => this.lost(event));
    canvas.addEventListener('webglcontextrestored', () => this.restored());
    this.watchSize();
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.request();
    });
  }

  /** Gets the context and starts drawing. Throws when there is no WebGL 2. */
  start() {
    if (this.up) return;
    const context = this.canvas.getContext('webgl2', {
      alpha: false, antialias: false, depth: false, stencil: false, preserveDrawingBuffer: false, powerPreference: 'high-performance',
    });
    if (!context) throw new DesignerError('graphics.missing', 'This browser cannot draw with WebGL 2. Update it, or switch on hardware acceleration in its settings.');
    if (context.isContextLost()) throw new DesignerError('graphics.lost', 'The graphics card is away. Save your design, reload the page and try again.');
    this.context = context;
    rememberState(context);
    this.engine.module.canvasContext = context;
    if (!this.engine.module._hd_graphics_ready()) throw new DesignerError('graphics.failed', `The picture cannot be drawn: ${this.engine.text()}.`);
    this.up = true;
  }

  // ---- size -------------------------------------------------------------------------------------------------------

  watchSize() {
    const observer = new ResizeObserver((entries) => {
      const entry = entries[entries.length - 1];
      const box = entry.devicePixelContentBoxSize?.[0];
      const width = entry.contentRect.width;
      const height = entry.contentRect.height;
      this.resize(width, height, box?.inlineSize, box?.blockSize);
    });
    try {
      observer.observe(this.canvas, { box: 'device-pixel-content-box' });
    } catch {
      observer.observe(this.canvas);
    }
    // Moving to another screen changes the ratio without changing the size in CSS px.
    const watchRatio = () => {
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
        const rect = this.canvas.getBoundingClientRect();
        this.resize(rect.width, rect.height);
        watchRatio();
      }, { once: true });
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
    rememberState(this.context);
    // The photo's texture gets its old name back before the program rebuilds the rest from what it keeps.
    const attached = await this.hooks.restorePhoto();
    if (!attached || !this.engine.module._hd_graphics_ready()) {
      this.hooks.onGivenUp();
      return;
    }
    this.up = true;
    this.request();
  }
}
