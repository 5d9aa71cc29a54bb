// Answers questions about the WebGL state from memory.
//
// Renderers that share a context ask for the state before they change it. For some of it the browser has to wait until
// the graphics process has worked off everything queued: a frame then takes as long as its drawing, on the page's own
// thread. (Measured while a point is dragged, software GL on a busy machine: 480 ms a frame before, 6 ms with this.)

/**
 * Makes viewport, scissor box and blending of this context readable without waiting. Call again when the context was
 * lost and is back.
 * @param {WebGL2RenderingContext} gl
 */
export function rememberState(gl) {
  const own = WebGL2RenderingContext.prototype;
  const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
  /** @type {Map<number, Int32Array | number>} */
  const state = new Map(/** @type {[number, Int32Array | number][]} */ ([
    [gl.VIEWPORT, new Int32Array([0, 0, width, height])], [gl.SCISSOR_BOX, new Int32Array([0, 0, width, height])],
    [gl.BLEND_SRC_RGB, gl.ONE], [gl.BLEND_SRC_ALPHA, gl.ONE], [gl.BLEND_DST_RGB, gl.ZERO], [gl.BLEND_DST_ALPHA, gl.ZERO],
    [gl.BLEND_EQUATION_RGB, gl.FUNC_ADD], [gl.BLEND_EQUATION_ALPHA, gl.FUNC_ADD],
  ]));
  gl.viewport = (x, y, w, h) => {
    state.set(gl.VIEWPORT, new Int32Array([x, y, w, h]));
    own.viewport.call(gl, x, y, w, h);
  };
  gl.scissor = (x, y, w, h) => {
    state.set(gl.SCISSOR_BOX, new Int32Array([x, y, w, h]));
    own.scissor.call(gl, x, y, w, h);
  };
  gl.blendFuncSeparate = (srcRgb, dstRgb, srcAlpha, dstAlpha) => {
    state.set(gl.BLEND_SRC_RGB, srcRgb).set(gl.BLEND_DST_RGB, dstRgb).set(gl.BLEND_SRC_ALPHA, srcAlpha).set(gl.BLEND_DST_ALPHA, dstAlpha);
    own.blendFuncSeparate.call(gl, srcRgb, dstRgb, srcAlpha, dstAlpha);
  };
  gl.blendFunc = (src, dst) => gl.blendFuncSeparate(src, dst, src, dst);
  gl.blendEquationSeparate = (rgb, alpha) => {
    state.set(gl.BLEND_EQUATION_RGB, rgb).set(gl.BLEND_EQUATION_ALPHA, alpha);
    own.blendEquationSeparate.call(gl, rgb, alpha);
  };
  gl.blendEquation = (mode) => gl.blendEquationSeparate(mode, mode);
  gl.getParameter = (name) => state.get(name) ?? own.getParameter.call(gl, name);
}
