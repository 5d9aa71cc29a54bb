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
  /** With the needle alone. */
  hours: Interval;
  sessions: Interval;
  cost: Interval & { currency: string };
  touch_up_cost: Interval & { currency: string };
  /** In the chair: with the needle, and what each session takes beside it. */
  chair_hours: Interval;
  /** Touch-ups spread over the years between them. */
  upkeep_per_year: Interval & { currency: string };
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
  /** Look for the head; by default where neither landmarks nor truth are given. */
  find?: boolean;
  /** Known geometry of a sample head, as `hairline sample --truth` writes it. */
  truth?: object | string;
}

/** What a photo tells by itself, in px of the photo: the same JSON as `hairline find --json`. */
export interface FoundHead {
  /** People with a face; 0 when only the outline of a head was found, or nobody. */
  faces: number;
  view: 'none' | 'front' | 'three-quarter-left' | 'three-quarter-right' | 'left' | 'right' | 'top' | 'back';
  landmarks: Record<string, [number, number]>;
  /** Standard errors of the landmarks and of the outline. */
  sd_px?: Record<string, number>;
  outline: Array<[number, number]>;
  scale?: { kind: string; px: number; mm: number; sd: number };
  skin?: { colour: string };
  hair?: { share_of_scalp: number; colour?: string };
  /** What the hair looks like; not a diagnosis. */
  norwood_suggested?: number;
  /** Why the photo is poor; "nobody" and "failed" when nothing could be found. */
  warnings: Array<{ id: string; text: string }>;
  [more: string]: unknown;
}

/** How the work is looked at; dots and plan do not depend on it. Kept with the design (`look`), but for the mistakes. The same words as the options of `hairline render`. */
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

/** What a plan is made by besides the design; all may be left out. */
export interface PlanOptions {
  /** Prices and pace of the practice (assets/profile.schema.json); the one of setProfile by default. */
  profile?: object | string;
  /** Day of the first session, "2026-12-01". */
  start?: string;
  /** Ids of the suitability questions that were answered with yes. */
  yes?: string[];
  /** A name to print; nothing else names a person. */
  client?: string;
  paper?: 'a4' | 'letter';
}

/** The treatment plan, as `hairline plan --json` writes it. */
export interface Plan {
  format: 'hairline-plan';
  version: number;
  currency: string;
  cost: Interval;
  chair_hours: Interval;
  sessions: Array<Record<string, unknown>>;
  [more: string]: unknown;
}

export interface HairlineDesigner {
  /** Resolved: the interface exists only when it can be used. */
  readonly ready: Promise<void>;
  /**
   * Opens a photo in the editor and looks for the head in it; resolves when both is done. JPEG, PNG, WebP and whatever else the browser
   * decodes, turned upright by its EXIF block. On an error the open design stays as it was. Null where the head was not looked for, or
   * when another photo has been opened meanwhile.
   */
  loadPhoto(photo: Blob, options?: PhotoOptions): Promise<FoundHead | null>;
  /** All that Save writes: the open design, the proposals beside it, and the look. */
  getDesign(): Design;
  /**
   * Replaces the design, the proposals beside it and the look, with or without a photo. It is in place when the call returns; the promise reports errors, which
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
  /** The treatment plan for the open design. */
  plan(options?: PlanOptions): Promise<Plan>;
  /** The plan to take home: pages with pictures cropped to the work, or one HTML file without any reference to the outside. */
  exportPlan(options?: PlanOptions & { format?: 'pdf' | 'html' }): Promise<Blob>;
  /** The hairline at 1:1 to print and lay on the head, a PDF. */
  exportTemplate(options?: { paper?: 'a4' | 'letter' }): Promise<Blob>;
  /** The design in millimetres with named layers, an SVG. */
  exportDrawing(): Promise<Blob>;
  /** The design with its photos in one file (*.hairline), without metadata and file names. */
  exportFile(): Promise<Blob>;
  /** Opens such a file. On an error the open design stays as it was. */
  openFile(file: Blob): Promise<void>;
  /**
   * Takes a practice's profile (object or JSON text) for the prices shown, estimates and plans. Rejects, naming the field, when
   * something is wrong in it; the one before it stays then. null: back to the usual prices.
   */
  setProfile(profile: object | string | null): Promise<void>;
  /** For tests; may change at any time. */
  readonly debug: Readonly<Record<string, (...args: never[]) => unknown>>;
}

/** <hairline-designer>, of hairline-designer.js; see “In a clinic's page” in web/README.md. */
export interface HairlineDesignerElement extends HTMLElement, Omit<HairlineDesigner, 'ready' | 'debug'> {
  /** Resolves when the designer can be used; rejects, with a message for people, when it cannot. */
  readonly ready: Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    'hairline-designer': HairlineDesignerElement;
  }
  interface Window {
    readonly hairlineDesigner: HairlineDesigner;
  }
  interface WindowEventMap {
    hairlinedesignerready: Event;
  }
}
