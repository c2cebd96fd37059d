/** Who can put a problem right; `nobody`: it passes by itself. */
export const FIXERS = [
  "bookkeeper_in_fiken",
  "user_in_rackbeat",
  "user_here",
  "vendor",
  "nobody",
] as const;
export type Fixer = (typeof FIXERS)[number];
