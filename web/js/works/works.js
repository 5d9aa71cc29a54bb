// The page's end of the works: one Worker for all designers of a page, there while one of them is.
import { assetUrl } from '../assets.js';
import { DesignerError } from '../errors.js';

/**
 * @typedef {object} Waiting
 * @property {(output: any) => void} resolve
 * @property {(error: unknown) => void} reject
 * @property {(share: number) => void} [progress]
 */

/** The Worker and what it owes an answer to; none while nobody needs it. */
class Workshop {
  users = 0;
  lastId = 0;
  /** @type {Worker | null} */
  worker = null;
  /** @type {Map<number, Waiting>} */
  waiting = new Map();

  open() {
    if (this.worker) return this.worker;
    const worker = new Worker(assetUrl('works.worker.js'), { type: 'module' });
    worker.onmessage = ({ data }) => this.hear(data);
    // It did not load, or broke down: what was asked for fails, and the next job starts another one.
    worker.onerror = () => this.close(new DesignerError('works.failed'));
    this.worker = worker;
    return worker;
  }

  /** @param {import('./protocol.js').FromWorker} answer */
  hear(answer) {
    const waiting = this.waiting.get(answer.id);
    if (!waiting) return; // cancelled meanwhile
    if ('progress' in answer) {
      waiting.progress?.(answer.progress);
      return;
    }
    this.waiting.delete(answer.id);
    if ('output' in answer) waiting.resolve(answer.output);
    else waiting.reject(DesignerError.told(answer.error.id, answer.error.message));
  }

  /** @param {DesignerError} why */
  close(why) {
    this.worker?.terminate();
    this.worker = null;
    const { waiting } = this;
    this.waiting = new Map();
    for (const { reject } of waiting.values()) reject(why);
  }
}

const workshop = new Workshop();

const stopped = () => new DesignerError('works.cancelled');

/** One designer's use of it, until the signal ends it and cancels what is still being done. */
export class Works {
  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.signal = signal;
    ++workshop.users;
    signal.addEventListener('abort', () => {
      if (--workshop.users === 0) workshop.close(stopped());
    }, { once: true });
  }

  /**
   * Has a job done. Rejects with the job's own error, with "works.cancelled" after the designer or `signal` ended it, or with
   * "works.failed" when the Worker could not do it.
   * @template {import('./protocol.js').JobName} N
   * @param {N} job
   * @param {import('./protocol.js').InputOf<N>} input
   * @param {{progress?: (share: number) => void, signal?: AbortSignal, transfer?: Transferable[]}} [options]
   * @returns {Promise<import('./protocol.js').OutputOf<N>>}
   */
  do(job, input, { progress, signal, transfer = [] } = {}) {
    const ends = signal ? [this.signal, signal] : [this.signal];
    if (ends.some((each) => each.aborted)) return Promise.reject(stopped());
    const worker = workshop.open();
    const id = ++workshop.lastId;
    const heard = new AbortController(); // ends the listening to the signals
    const done = new Promise((resolve, reject) => {
      workshop.waiting.set(id, { resolve, reject, progress });
      const cancel = () => {
        if (!workshop.waiting.delete(id)) return;
        worker.postMessage({ id, cancel: true });
        reject(stopped());
      };
      for (const each of ends) each.addEventListener('abort', cancel, { once: true, signal: heard.signal });
    });
    worker.postMessage({ id, job, input }, transfer);
    return /** @type {Promise<any>} */ (done.finally(() => heard.abort()));
  }
}
