/** Rackbeat's VAT zones. */
export const ZONES = ["domestic", "domestic_exempt", "eu", "abroad"] as const;
export type Zone = (typeof ZONES)[number];
