import type { Invoice } from "../world/rows";

/** `1 234,50 NOK`, as Norwegians write it. */
export function amount(value: number, currency: string): string {
  const format = new Intl.NumberFormat("nb-NO", {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return `${format.format(value)} ${currency}`;
}

export function invoiceState({ kind, is_booked, is_creditnote }: Invoice): string {
  const document = is_creditnote ? "kreditnota" : "faktura";
  const owner = kind === "supplier" ? `leverandør${document}` : document;
  return `${owner}, ${is_booked ? "bokført" : "kladd"}`;
}
