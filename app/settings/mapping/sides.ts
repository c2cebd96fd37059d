export const SIDES = ["sales", "purchase"] as const;
export type Side = (typeof SIDES)[number];
