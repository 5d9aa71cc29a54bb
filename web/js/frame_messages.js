// The designer inside somebody's page (an iframe): calls and events as messages, version 1.
//
//   <iframe src="…/index.html?parent=https%3A%2F%2Fclinic.example"></iframe>
//   frame.contentWindow.postMessage({ hairline: 1, id: 7, call: 'getEstimate', args: [] }, designerOrigin);
//   ← { hairline: 1, id: 7, ok: true, result: {…} }   or   { hairline: 1, id: 7, ok: false, error: { id, message } }
//   ← { hairline: 1, event: 'ready' | 'change' }
//
// Only the page around it is heard, and only when it has the origin that its own address names; answers go to that origin alone.

const kVersion = 1;
/** What may be called, with the number of arguments that are passed on. */
const kCalls = new Map(Object.entries({
  loadPhoto: 2, getDesign: 0, setDesign: 1, getLook: 0, setLook: 1, getEstimate: 0, getDots: 0, exportImage: 0,
  plan: 1, exportPlan: 1, exportTemplate: 1, exportDrawing: 0, exportFile: 0, openFile: 1, setProfile: 1,
}));

/** The origin that may speak, from the page's address; null: nobody. */
export function allowedParent(/** @type {string} */ search) {
  const named = new URLSearchParams(search).get('parent');
  try {
    return named && new URL(named).origin === named ? named : null;
  } catch {
    return null;
  }
}

/** What a message must be to be answered. @param {any} data */
function isCall(data) {
  return typeof data === 'object' && data !== null && data.hairline === kVersion && typeof data.call === 'string'
    && (typeof data.id === 'number' || typeof data.id === 'string') && (data.args === undefined || Array.isArray(data.args));
}

/**
 * @param {any} api as window.hairlineDesigner
 * @param {import('./designer.js').Designer} designer
 * @param {(key: string, values: Record<string, string>) => string} say
 * @returns {() => void} ends it
 */
export function listenToParent(api, designer, say) {
  const origin = allowedParent(location.search);
  if (!origin || window.parent === window) return () => {};
  const send = (/** @type {object} */ message) => window.parent.postMessage({ hairline: kVersion, ...message }, origin);
  const hear = async (/** @type {MessageEvent} */ event) => {
    if (event.source !== window.parent || event.origin !== origin || !isCall(event.data)) return;
    const { id, call, args = [] } = event.data;
    try {
      const count = kCalls.get(call);
      if (count === undefined) throw Object.assign(new Error(say('frame.call', { call })), { id: 'frame.call' });
      const result = await api[call](...args.slice(0, count));
      // Only what can be cloned; the printable objects carry a function.
      send({ id, ok: true, result: result instanceof Blob || typeof result !== 'object' ? result : JSON.parse(String(JSON.stringify(result ?? null))) });
    } catch (error) {
      const { id: errorId = 'frame.failed', message } = /** @type {{id?: string, message: string}} */ (error);
      send({ id, ok: false, error: { id: errorId, message } });
    }
  };
  addEventListener('message', hear);
  let design = '';
  let timer = 0;
  const unwatch = designer.onDrawn(() => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const now = String(designer.getDesign());
      if (now !== design) send({ event: 'change' });
      design = now;
    }, 300);
  });
  send({ event: 'ready' });
  return () => {
    unwatch();
    clearTimeout(timer);
    removeEventListener('message', hear);
  };
}
