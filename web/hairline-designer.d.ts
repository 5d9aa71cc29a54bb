// The page's scripting interface, as window.hairlineDesigner once the designer has loaded.
//
// The property appears when the program is ready (event "hairlinedesignerready" on window); everything then works without
// the start page being clicked. All work happens in the page: no call sends anything anywhere.

/** A number with the range it may lie in. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/** The same JSON as `hairline estimate --json`. */
export interface Estimate {
  area_cm2: Interval;
  dots: Interval;
  hours: Interval;
  sessions: Interval;
  cost: Interval & { currency: string };
  /** Years after the last session when a touch-up is due, within seven years. */
  touch_up_years?: number[];
  zones: Array<{ name: string; area_cm2: Interval; dots: Interval; density_per_cm2: number }>;
  [more: string]: unknown;
}

/** The design document; its fields and units are described in src/design/README.md. */
export interface Design {
  format: 'hairline-design';
  version: number;
  [field: string]: unknown;
}

export interface PhotoOptions {
  /** File name kept in the design; the name of a File by default. */
  name?: string;
  /** Landmarks and scale as in the landmarks file of the command, as object or JSON text. */
  landmarks?: object | string;
  /** Known geometry of a sample head, as `hairline sample --truth` writes it. */
  truth?: object | string;
}

/** How the work is looked at; no part of the design. The same words as the options of `hairline render`. */
export interface Look {
  /** After this session, 1 to the design's number of sessions. */
  session: number;
  /** Days after that session, 0..2557. */
  day: number;
  sun: 'low' | 'average' | 'high';
  skin_type: 'normal' | 'oily';
  pigment: 'permanent' | 'temporary';
  /** Renewed at most so often, whenever the strength had fallen below 60 %. */
  touch_ups: number;
  /** Shown on the person's own design as a warning. */
  mistakes: Array<'too-deep' | 'too-dense' | 'too-low' | 'too-straight' | 'one-shade'>;
  /** Of the onlooker, metres; 0: as sharp as the photo. Shown on the screen, not in exports. */
  distance_m: number;
}

/** What methods throw or reject with: a stable id and a sentence that says what to do. */
export interface DesignerError extends Error {
  id: string;
}

export interface HairlineDesigner {
  /** Resolved: the interface exists only when it can be used. */
  readonly ready: Promise<void>;
  /**
   * Opens a photo in the editor; resolves when it is on the screen. JPEG, PNG, WebP and whatever else the browser
   * decodes, turned upright by its EXIF block. On an error the open design stays as it was.
   */
  loadPhoto(photo: Blob, options?: PhotoOptions): Promise<void>;
  /** The open design. */
  getDesign(): Design;
  /**
   * Replaces the design, with or without a photo. It is in place when the call returns; the promise reports errors, which
   * name the field and leave everything as it was.
   */
  setDesign(design: Design | string): Promise<void>;
  /** How the work is looked at now. */
  getLook(): Look;
  /** Changes the members that are given; throws, naming the member, and changes nothing if one is wrong. */
  setLook(look: Partial<Look> | string): void;
  /** The plan for the open design. */
  getEstimate(): Estimate;
  /** All dots as CSV, the same bytes as `hairline dots --csv`. */
  getDots(): string;
  /**
   * The photo with the dots as they are shown (sessions, day, viewing distance; never with a shown mistake), at the photo's
   * full size: a PNG without metadata.
   */
  exportImage(): Promise<Blob>;
  /** For tests; may change at any time. */
  readonly debug: Readonly<Record<string, (...args: never[]) => unknown>>;
}

declare global {
  interface Window {
    readonly hairlineDesigner: HairlineDesigner;
  }
  interface WindowEventMap {
    hairlinedesignerready: Event;
  }
}
