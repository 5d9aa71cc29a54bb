// Keeps the files of one version of the page, so that it opens without a network.
//
// What a visit has fetched anyway is kept at once (the browser hands it over from its own cache); large things that few need,
// sample heads and the nets that find a face, when they are first asked for, or all together for an installed page.
import { kFiles, kVersion } from 'hd:files';

const kCache = `hairline-designer-${kVersion}`;
const kOnDemand = /^(samples\/|nets\.|examples\/)/;

const scope = /** @type {ServiceScope} */ (/** @type {unknown} */ (self));
const address = (/** @type {string} */ name) => new URL(name === 'index.html' ? './' : name, scope.registration.scope).href;

/** @param {string[]} names */
async function keep(names) {
  const cache = await caches.open(kCache);
  await Promise.all(names.map(async (name) => {
    if (await cache.match(address(name))) return;
    // The one name that stays the same must not come from an old cache.
    const answer = await fetch(address(name), { cache: name === 'index.html' ? 'no-cache' : 'default' });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    await cache.put(address(name), answer);
  }));
}

scope.addEventListener('install', (event) => {
  event.waitUntil(keep(kFiles.filter((name) => !kOnDemand.test(name))));
});

scope.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith('hairline-designer-') && name !== kCache) await caches.delete(name);
    await scope.clients.claim();
  })());
});

scope.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(scope.skipWaiting());
  if (event.data === 'keep-all') event.waitUntil(keep(kFiles).catch(() => {})); // without a network: the next time
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope.registration.scope)) return;
  event.respondWith((async () => {
    const cache = await caches.open(kCache);
    const isPage = request.mode === 'navigate' && new URL(request.url).pathname.replace(/index\.html$/, '') === new URL(scope.registration.scope).pathname;
    const kept = await cache.match(isPage ? address('index.html') : request, { ignoreVary: true });
    if (kept) return kept;
    const answer = await fetch(request);
    const name = request.url.slice(scope.registration.scope.length);
    if (answer.status === 200 && kFiles.includes(name)) await cache.put(request, answer.clone());
    return answer;
  })());
});
