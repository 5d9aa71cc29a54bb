// What page and Worker say to each other (types only).
//
// A page posts {id, job, input}; the Worker answers {id, progress} any number of times, then {id, output} or {id, error}. While
// a job runs the page may post {id, cancel: true}; its answer is then an error with the id "works.cancelled". A job to
// come adds its row to Jobs and to kJobs in works.worker.js, and nothing else.

/**
 * Input and output of each job. Blobs are only referred to; buffers and bitmaps are handed over.
 * @typedef {object} Jobs
 * @property {{input: null, output: null}} prepare fetches and compiles the module, so that all else works offline later
 * @property {{input: null, output: null}} nets fetches what finds a head
 * @property {{input: {photo: Blob, kind: import('../photo_file.js').PhotoKind, picture?: ImageBitmap, name: string, width: number, height: number, focalPx: number, face: number}, output: {found: string, design: string}}} find
 *     looks for the head in a photo (or in `picture`, a copy of it, which is handed over): what `hairline find --json` writes, and a design
 *     file ("" without a face); `face`: which one, 0 the largest
 * @property {{input: {photo: Blob}, output: ImageBitmap}} decode a JPEG or PNG that the browser cannot read, upright
 * @property {{input: {photo: Blob, kind: import('../photo_file.js').PhotoKind, plan: Uint8Array<ArrayBuffer>}, output: Blob}} picture
 *     the photo at full size with the dots of a plan (src/render/picture_plan.h): a PNG without metadata
 * @property {{input: {design: string, wishes: string, profile: string, document: 'pdf' | 'html' | '', photo: Blob | null, kind: import('../photo_file.js').PhotoKind | null}, output: {json: string, document: Blob | null}}} plan
 *     the treatment plan: the JSON that `hairline plan --json` writes, and a document with pictures of the photo
 * @property {{input: {design: string, paper: 'a4' | 'letter'}, output: Blob}} template the hairline at 1:1, a PDF
 * @property {{input: {design: string}, output: Blob}} svg the drawing in mm
 * @property {{input: {design: string, photos: {name: string, blob: Blob, kind: import('../photo_file.js').PhotoKind}[]}, output: Blob}} pack
 *     a design with those of its photos that are given
 * @property {{input: {file: Blob}, output: {design: string, photos: {name: string, blob: Blob}[]}}} unpack
 */

/** @typedef {keyof Jobs} JobName */
/**
 * @template {JobName} N
 * @typedef {Jobs[N]['input']} InputOf
 */
/**
 * @template {JobName} N
 * @typedef {Jobs[N]['output']} OutputOf
 */

/** @typedef {{id: number, job: JobName, input: InputOf<JobName>} | {id: number, cancel: true}} ToWorker */
/** @typedef {{id: number, progress: number} | {id: number, output: OutputOf<JobName>} | {id: number, error: {id: string, message: string}}} FromWorker */

export {};
