// Made by packaging (scripts/page_texts.mjs).
declare module 'hd:texts' {
  /** The texts of assets/strings whose keys the scripts name. */
  export const texts: Record<string, string>;
}
