// What a person takes home – plan, hairline on paper, drawing, packed design – as the page asks the Worker for it. Fetched when
// the first of them is asked for.
import { inspectPhoto } from './js/photo_file.js';

/**
 * Who is signed as a plan's wishes, as hairline-designer.d.ts tells them.
 * @typedef {import('./hairline-designer.d.ts').PlanOptions} PlanOptions
 */

export class Handouts {
  /**
   * @param {import('./js/designer.js').Designer} designer
   * @param {(key: string, values?: Record<string, string | number>) => string} say
   */
  constructor(designer, say) {
    this.designer = designer;
    this.say = say;
  }

  /**
   * The plan as JSON and, where one is asked for, as a document.
   * @param {PlanOptions} options
   * @param {'pdf' | 'html' | ''} document
   */
  async makePlan({ profile, ...wishes }, document) {
    const { designer } = this;
    const { photo } = designer;
    return this.doing((how) => designer.live.works.do('plan', {
      design: String(designer.getDesign()), wishes: JSON.stringify(wishes), profile: asText(profile ?? designer.profile), document,
      photo: document && photo ? photo.blob : null, kind: photo?.kind ?? null,
    }, how), Boolean(document));
  }

  /** @param {PlanOptions} [options] */
  async plan(options = {}) {
    const { json } = await this.makePlan(options, '');
    return Object.defineProperty(JSON.parse(json), 'toString', { value: () => json });
  }

  /** @param {PlanOptions & {format?: 'pdf' | 'html'}} [options] */
  async exportPlan({ format = 'pdf', ...options } = {}) {
    return /** @type {Blob} */ ((await this.makePlan(options, format === 'html' ? 'html' : 'pdf')).document);
  }

  /** @param {{paper?: 'a4' | 'letter'}} [options] */
  exportTemplate({ paper = 'a4' } = {}) {
    return this.doing((how) => this.designer.live.works.do('template', { design: String(this.designer.getDesign()), paper }, how));
  }

  exportDrawing() {
    return this.doing((how) => this.designer.live.works.do('svg', { design: String(this.designer.getDesign()) }, how));
  }

  /** The design and its photos in one file. */
  async exportFile() {
    const { designer } = this;
    /** @type {{name: string, blob: Blob, kind: import('./js/photo_file.js').PhotoKind}[]} */
    const photos = [];
    for (const [name, blob] of designer.packed) photos.push({ name, blob, kind: await inspectPhoto(blob).then(({ kind, label, mayHaveAlpha }) => ({ kind, label, mayHaveAlpha })) });
    if (designer.photo) photos.push({ name: designer.photo.name, blob: designer.photo.blob, kind: designer.photo.kind });
    return this.doing((how) => designer.live.works.do('pack', { design: String(designer.getDesign()), photos }, how));
  }

  /** Opens such a file; on an error the open design stays as it was. @param {Blob} file */
  async openFile(file) {
    const { designer } = this;
    const { design, photos } = await designer.live.works.do('unpack', { file });
    /** @type {string} */
    const shown = JSON.parse(design).photo?.file ?? '';
    const photo = photos.find(({ name }) => name === shown);
    await designer.complete();
    if (photo) await designer.openPhoto(photo.blob, { name: photo.name, find: false });
    designer.setDesign(design);
    // Those of other shots are kept for saving it again.
    designer.packed = new Map(photos.filter((each) => each !== photo).map(({ name, blob }) => [name, blob]));
  }

  /**
   * Shows how far a job is and lets the person stop it.
   * @template T
   * @param {(how: {signal: AbortSignal, progress: (share: number) => void}) => Promise<T>} work
   * @param {boolean} [shown]
   */
  async doing(work, shown = true) {
    const stop = new AbortController();
    const { hooks } = this.designer;
    const tell = (/** @type {number} */ share) => {
      if (shown) hooks.showStatus(this.say('handout.progress', { done: Math.round(share * 100) }), () => stop.abort());
    };
    tell(0);
    try {
      return await work({ signal: stop.signal, progress: tell });
    } finally {
      if (shown) hooks.showStatus('');
    }
  }

  /**
   * What a button of the editor asks for, as a file for the person.
   * @param {string} kind
   * @returns {Promise<{blob: Blob, name: string}>}
   */
  async make(kind) {
    switch (kind) {
      case 'plan': return { blob: await this.exportPlan(), name: 'hairline-plan.pdf' };
      case 'template': return { blob: await this.exportTemplate(), name: 'hairline-1to1.pdf' };
      default: return { blob: await this.exportFile(), name: 'hairline-design.hairline' };
    }
  }
}

/** @param {unknown} value */
function asText(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
