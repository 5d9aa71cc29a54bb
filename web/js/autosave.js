// Saves the open work by itself, within a second of the last change, and offers what an earlier visit has left.
import { SavedWorkStore } from './saved_work.js';

/** From the first frame after a change to the save; a second in all on a slow machine, too, where writing takes half of it. */
const kWaitMs = 150;
const kConsent = 'hairline-designer/keep-photo';

export class Autosave {
  /**
   * @param {import('./designer.js').Designer} designer
   * @param {{refused: () => void}} hooks refused: nothing can be kept here (told once)
   */
  constructor(designer, hooks) {
    this.designer = designer;
    this.hooks = hooks;
    /** @type {SavedWorkStore | null} */
    this.store = null;
    this.saved = '';
    /** @type {Blob | null} */
    this.keptPhoto = null;
    this.photoKey = '';
    this.timer = 0;
    this.busy = Promise.resolve();
    this.told = false;
  }

  /** The work of an earlier visit that can be gone on with, or null. */
  async start() {
    try {
      this.store = await SavedWorkStore.open();
      await this.store.begin();
      await this.store.tidy();
      const [latest] = await this.store.left();
      return latest ? await this.store.read(latest) : null;
    } catch (error) {
      this.refuse(error);
      return null;
    }
  }

  /** Something may have changed: called after every frame. */
  changed() {
    if (!this.store || this.timer) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      void this.save();
    }, kWaitMs);
  }

  /** Saves now what is not saved yet; resolves when it lies there. */
  save() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.busy = this.busy.then(() => this.write()).catch((error) => this.refuse(error));
    return this.busy;
  }

  async write() {
    const { store, designer } = this;
    if (!store || !designer.running) return;
    const design = String(designer.getDesign());
    const photo = this.keepsPhoto ? designer.photo : null;
    if (design === this.saved && (photo?.blob ?? null) === this.keptPhoto) return;
    if (photo && photo.blob !== this.keptPhoto) this.photoKey = await store.keepPhoto(photo.blob, photo.name);
    if (!photo) this.photoKey = '';
    await store.write(design, this.photoKey);
    this.keptPhoto = photo?.blob ?? null;
    this.saved = design;
  }

  /** What is open now is as it was found or as it began: not worth a slot before it changes. */
  asFound() {
    this.saved = String(this.designer.getDesign());
    this.keptPhoto = this.keepsPhoto ? this.designer.photo?.blob ?? null : null;
    this.photoKey = '';
  }

  /** Goes on with what an earlier visit left. @param {import('./saved_work.js').SavedWork} work */
  async resume(work) {
    const { designer, store } = this;
    await designer.complete();
    if (work.photo) await designer.openPhoto(work.photo.blob, { name: work.photo.name, find: false }); // what was found is in the design
    designer.setDesign(work.design);
    if (!(await store?.take(work.session, 1 - work.slot))) return; // somebody else has gone on with it: this is a copy
    this.asFound();
    this.keptPhoto = designer.photo?.blob ?? null;
    this.photoKey = work.photo ? `${work.session}/photo` : '';
  }

  /** Whether the person lets us keep the photo, too. */
  get keepsPhoto() {
    try {
      return localStorage.getItem(kConsent) === 'yes';
    } catch {
      return false;
    }
  }

  set keepsPhoto(yes) {
    try {
      if (yes) localStorage.setItem(kConsent, 'yes');
      else localStorage.removeItem(kConsent);
    } catch {
      // Refused: then it is not kept.
    }
    this.changed();
  }

  /** Deletes all that was kept on this device. What is open now is kept again only when it changes. */
  async forgetAll() {
    this.keepsPhoto = false;
    await this.busy;
    clearTimeout(this.timer);
    this.timer = 0;
    this.asFound();
    await this.store?.forgetAll();
  }

  /** @param {unknown} error */
  refuse(error) {
    console.warn('not saved on this device:', error);
    if (this.told) return;
    this.told = true;
    this.hooks.refused();
  }
}
