// The scripting interface of a designer, as hairline-designer.d.ts tells it.
import { DesignerError } from './errors.js';

/**
 * @param {import('./designer.js').Designer} designer a running one
 * @returns {import('../hairline-designer.d.ts').HairlineDesigner}
 */
export function makeApi(designer) {
  return Object.freeze({
    ready: Promise.resolve(),
    loadPhoto: async (/** @type {Blob} */ blob, /** @type {any} */ options) => designer.loadPhoto(blob, options),
    getDesign: () => designer.getDesign(),
    // Asynchronous only in how it reports errors: the design is in place when the call returns.
    setDesign: async (/** @type {unknown} */ design) => designer.setDesign(design),
    getLook: () => designer.getLook(),
    setLook: (/** @type {unknown} */ look) => designer.setLook(look),
    getEstimate: () => designer.getEstimate(),
    getDots: () => designer.getDots(),
    exportImage: async () => designer.exportImage(),
    plan: async (/** @type {any} */ options) => (await designer.handouts()).plan(options),
    exportPlan: async (/** @type {any} */ options) => (await designer.handouts()).exportPlan(options),
    exportTemplate: async (/** @type {any} */ options) => (await designer.handouts()).exportTemplate(options),
    exportDrawing: async () => (await designer.handouts()).exportDrawing(),
    exportFile: async () => (await designer.handouts()).exportFile(),
    openFile: async (/** @type {Blob} */ file) => (await designer.handouts()).openFile(file),
    setProfile: async (/** @type {unknown} */ profile) => designer.setProfile(profile),
    debug: debugOf(designer),
  });
}

/** @param {import('./designer.js').Designer} designer */
function debugOf(designer) {
  const context = () => {
    const { context } = designer.live.surface;
    if (!context) throw new DesignerError('graphics.none');
    return context;
  };
  return {
    uiItems: () => JSON.parse(designer.live.engine.uiJson()),
    runAction: (/** @type {string} */ id) => {
      designer.live.engine.runAction(id);
      designer.redraw();
    },
    frameCount: () => designer.live.surface.frames,
    frameTimesMs: () => [...designer.live.surface.frameMs],
    framesOwed: () => designer.live.engine.module._hd_frames_owed(),
    // Nothing more to draw, and the mirror says what is on the screen.
    settled: () => designer.live.engine.module._hd_frames_owed() <= 0 && !designer.live.mirror.pending,
    rendererString: () => {
      const gl = designer.live.surface.context;
      if (!gl) return '';
      const info = gl.getExtension('WEBGL_debug_renderer_info');
      return gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
    },
    // Drawn anew because the buffer's contents are gone once the browser has shown it.
    readPixels: () => {
      const { surface, engine } = designer.live;
      const gl = context();
      engine.module._hd_request_frames(1);
      surface.frame();
      const { width, height } = surface.canvas;
      const pixels = new Uint8Array(width * height * 4);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      return { width, height, pixels };
    },
    picturePlan: () => designer.live.engine.picturePlan(),
    complete: () => designer.completed,
    heapBytes: () => designer.live.engine.module.HEAPU8.length,
    loseContext: () => {
      const extension = context().getExtension('WEBGL_lose_context');
      extension?.loseContext();
      return extension;
    },
  };
}
