// The page without a network: a service worker keeps the files of this version; a new version comes when the person agrees.

/**
 * @param {{say: (key: string) => string, messages: import('./messages.js').Messages}} page
 */
export function keepForOffline({ say, messages }) {
  // Refused in private windows and over plain http: then the page works as long as it is open, which is no error.
  navigator.serviceWorker?.register('service_worker.js').then((registration) => {
    if (!registration) return; // switched off from outside
    const offer = (/** @type {ServiceWorker} */ worker) => messages.offer(say('offline.update'), say('offline.update_now'), () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      worker.postMessage('take-over');
    });
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing;
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed' && navigator.serviceWorker.controller) offer(coming);
      });
    });
    // Who installs the page wants all of it in aeroplane mode, sample heads included.
    const all = () => registration.active?.postMessage('keep-all');
    if (matchMedia('(display-mode: standalone)').matches) all();
    addEventListener('appinstalled', all);
  }, () => {});
}
