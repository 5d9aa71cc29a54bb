// Modules that packaging makes (scripts/package_web.mjs).

declare module 'hairline-works' {
  /** The factory of works.wasm, as Emscripten writes it. */
  export default function create(options: object): Promise<any>;
}

declare module 'hairline-documents' {
  /** The factory of documents.wasm, as Emscripten writes it. */
  export default function create(options: object): Promise<any>;
}

declare module 'hd:assets' {
  export const assetNames: string[];
  /** Address of a built file by its plain name. */
  export function assetUrl(name: string): string;
}

declare module 'hd:files' {
  /** Names of all files of the build, beside the page. */
  export const kFiles: string[];
  /** Another one for every other set of files. */
  export const kVersion: string;
}

declare module '*.css' {
  const text: string;
  export default text;
}

/** What the service worker uses of its scope; the compiler's own types of it exclude those of pages. */
interface ServiceScope {
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: { waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown; waitUntil(work: Promise<unknown>): void }) => void): void;
  addEventListener(type: 'fetch', listener: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void): void;
}
