// The other side of the frame: its address names this page's origin, and only that one is answered.
const frame = document.getElementById('designer');
const address = new URL('../index.html', location.href);
address.searchParams.set('parent', location.origin);
frame.src = address.href;

const waiting = new Map();
let lastId = 0;

/** Calls the designer: call('getEstimate'), call('setDesign', design). */
function call(name, ...args) {
  const id = ++lastId;
  frame.contentWindow.postMessage({ hairline: 1, id, call: name, args }, address.origin);
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

addEventListener('message', async ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== address.origin || data?.hairline !== 1) return;
  if (data.event === 'ready') document.body.dataset.ready = 'yes';
  if (data.event === 'change') {
    const { cost, sessions } = await call('getEstimate');
    document.getElementById('price').textContent = `About ${sessions.value} sessions, ${cost.low} to ${cost.high} ${cost.currency}.`;
  }
  const request = waiting.get(data.id);
  if (!request) return;
  waiting.delete(data.id);
  if (data.ok) request.resolve(data.result);
  else request.reject(Object.assign(new Error(data.error.message), { id: data.error.id }));
});

window.callDesigner = call; // to try it in the console
