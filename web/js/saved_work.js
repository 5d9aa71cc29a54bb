// Work kept on this device, in IndexedDB: what a crash, a closed tab or an empty battery would have taken.
//
// A session is one tab's work. It has two slots that are written by turns, each with a checksum, so that a write which was cut
// off leaves the one before it; a lock that the tab holds as long as it lives tells other tabs whose work it is.

const kDatabase = 'hairline-designer';
/** Older sessions are forgotten beyond this many. */
const kSessionsKept = 4;

/**
 * @typedef {object} Found
 * @property {string} session
 * @property {number} slot where it lies
 * @property {number} time ms since 1970
 * @property {string} design all that Save writes
 * @property {string} photoKey empty: no photo is kept
 *
 * @typedef {Found & {photo: {blob: Blob, name: string} | null}} SavedWork
 */

/**
 * FNV-1a over the UTF-16 units: tells a record that was cut off or mixed up, not an enemy's.
 * @param {string} text
 */
export function checksum(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; ++i) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
const committed = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = transaction.onerror = () => reject(transaction.error);
});

const lockName = (/** @type {string} */ session) => `${kDatabase}/${session}`;

export class SavedWorkStore {
  /** @param {IDBDatabase} database */
  constructor(database) {
    this.database = database;
    this.slot = 0;
    this.session = '';
    /** Gives the session's lock back. */
    this.release = () => {};
  }

  /** Rejects where the browser keeps nothing (private windows of some, storage switched off). */
  static async open() {
    const request = indexedDB.open(kDatabase, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('slots');
      request.result.createObjectStore('photos');
    };
    const database = await done(request);
    // Another tab deletes everything, or a newer version of this page changes the layout.
    database.onversionchange = () => database.close();
    return new SavedWorkStore(database);
  }

  /**
   * Takes a session as this tab's own, in place of the one it had; false when another living tab holds it.
   * @param {string} session
   * @param {number} slot to write first
   * @returns {Promise<boolean>}
   */
  take(session, slot = 0) {
    return new Promise((resolve) => {
      void navigator.locks.request(lockName(session), { ifAvailable: true }, (lock) => {
        resolve(Boolean(lock));
        if (!lock) return undefined;
        this.release();
        this.session = session;
        this.slot = slot;
        return new Promise((release) => { this.release = () => release(undefined); });
      });
    });
  }

  /** A session of its own, for work that begins here. */
  async begin() {
    await this.take(crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  }

  /** The latest work of every session that no living tab holds, newest first. */
  async left() {
    const transaction = this.database.transaction('slots');
    const store = transaction.objectStore('slots');
    const [keys, slots] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    const held = new Set((await navigator.locks.query()).held?.map(({ name }) => name));
    /** @type {Map<string, Found>} */
    const newest = new Map();
    keys.forEach((key, i) => {
      const [session, slot] = String(key).split('/');
      const { time, design, sum, photoKey } = slots[i];
      if (held.has(lockName(session)) || typeof design !== 'string' || checksum(`${time} ${design}`) !== sum) return;
      if (time > (newest.get(session)?.time ?? 0)) newest.set(session, { session, slot: Number(slot), time, design, photoKey });
    });
    return [...newest.values()].sort((a, b) => b.time - a.time);
  }

  /**
   * @param {Found} found of left()
   * @returns {Promise<SavedWork>}
   */
  async read(found) {
    const photo = found.photoKey ? await done(this.database.transaction('photos').objectStore('photos').get(found.photoKey)) : null;
    return { ...found, photo: photo ?? null };
  }

  /**
   * Writes the other slot of this tab's session. Rejects when there is no room; the slot before it stays.
   * @param {string} design
   * @param {string} photoKey of keepPhoto(), or empty
   */
  async write(design, photoKey) {
    const time = Date.now();
    const transaction = this.database.transaction('slots', 'readwrite', { durability: 'strict' });
    transaction.objectStore('slots').put({ time, design, photoKey, sum: checksum(`${time} ${design}`) }, `${this.session}/${this.slot}`);
    await committed(transaction);
    this.slot = 1 - this.slot;
  }

  /**
   * @param {Blob} blob
   * @param {string} name
   * @returns {Promise<string>} its key
   */
  async keepPhoto(blob, name) {
    const key = `${this.session}/photo`;
    const transaction = this.database.transaction('photos', 'readwrite');
    transaction.objectStore('photos').put({ blob, name }, key);
    await committed(transaction);
    return key;
  }

  /** Forgets a session with its photo. @param {string} session */
  async forget(session) {
    const transaction = this.database.transaction(['slots', 'photos'], 'readwrite');
    for (const slot of [0, 1]) transaction.objectStore('slots').delete(`${session}/${slot}`);
    transaction.objectStore('photos').delete(`${session}/photo`);
    await committed(transaction);
  }

  /** Forgets what is older than the latest few. */
  async tidy() {
    for (const { session } of (await this.left()).slice(kSessionsKept)) await this.forget(session);
  }

  /** Everything of everybody, open tabs included: they begin anew with their next change. */
  async forgetAll() {
    const transaction = this.database.transaction(['slots', 'photos'], 'readwrite');
    transaction.objectStore('slots').clear();
    transaction.objectStore('photos').clear();
    await committed(transaction);
  }
}
