// The before/after picture of the start page.
import { assetUrl, hasAsset } from './assets.js';
import { say } from './texts.js';

/**
 * Loads both pictures and lets the line between them be moved by pointer and keys.
 * @param {HTMLElement} hero
 */
export function setUpHero(hero) {
  const range = /** @type {HTMLInputElement} */ (hero.querySelector('input'));
  const show = () => {
    hero.style.setProperty('--split', `${range.value}%`);
    range.setAttribute('aria-valuetext', say('page.split', { before: range.value, after: 100 - Number(range.value) }));
  };
  range.addEventListener('input', show);
  show();
  for (const picture of hero.querySelectorAll('img')) {
    const name = /** @type {string} */ (picture.dataset.asset);
    if (!hasAsset(name)) continue;
    picture.src = assetUrl(name);
    picture.decode().then(() => hero.classList.add('loaded'), () => {});
  }
}
