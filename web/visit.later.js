// What a visit does beside the designer once its first frame stands: keeps the work, goes on with earlier work, works without
// a network. Fetched after the first frame, for which it does not count.
import { Autosave } from './js/autosave.js';
import { listenToParent } from './js/frame_messages.js';
import { keepForOffline } from './js/offline.js';

/**
 * @typedef {object} Visit
 * @property {import('./js/designer.js').Designer} designer
 * @property {import('./hairline-designer.d.ts').HairlineDesigner} api
 * @property {(key: string, values?: Record<string, string | number>) => string} say
 * @property {import('./js/messages.js').Messages} messages
 * @property {(note: string, work: () => Promise<unknown>) => Promise<void>} attempt
 * @property {boolean} framed inside somebody's page
 */

/** @template {HTMLElement} T @param {string} id @returns {T} */
const byId = (id) => /** @type {T} */ (document.getElementById(id));

/** @param {Visit} visit */
export async function beginVisit({ designer, api, say, messages, attempt, framed }) {
  const stopListening = framed ? listenToParent(api, designer, say) : () => {};
  const autosave = new Autosave(designer, { refused: () => messages.error(say('saved.refused')) });
  const left = await autosave.start();
  designer.onDrawn(() => autosave.changed());
  // Hidden pages may be ended without another word.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void autosave.save();
  });
  addEventListener('pagehide', () => void autosave.save());

  const keep = /** @type {HTMLInputElement} */ (byId('keep-photo'));
  keep.checked = autosave.keepsPhoto;
  keep.addEventListener('change', () => {
    autosave.keepsPhoto = keep.checked;
  });
  const resume = byId('resume');
  const forget = byId('forget');
  if (left) {
    resume.textContent = say('saved.resume', { when: ago(left.time) });
    resume.hidden = forget.hidden = false;
    // Who has work here looks for it, not for a sample.
    const sample = byId('try-sample');
    sample.className = 'link';
    document.querySelector('.start .more')?.prepend(sample);
    resume.addEventListener('click', () => void attempt(say('page.opening_design'), async () => {
      await autosave.resume(left);
      resume.hidden = true;
      forget.hidden = false;
    }));
  }
  forget.addEventListener('click', () => void attempt(say('page.opening_design'), async () => {
    await autosave.forgetAll();
    keep.checked = false;
    resume.hidden = forget.hidden = true;
    messages.status(say('saved.forgotten'));
    setTimeout(() => messages.status(''), 4000);
  }));
  if (!framed) keepForOffline({ say, messages });
  document.documentElement.dataset.visit = 'begun';
  return { autosave, stopListening };
}

/** "5 minutes ago" in the page's language. @param {number} time */
function ago(time) {
  const minutes = (time - Date.now()) / 60_000;
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', { numeric: 'auto' });
  if (minutes > -60) return format.format(Math.round(minutes), 'minute');
  if (minutes > -48 * 60) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / 60 / 24), 'day');
}
