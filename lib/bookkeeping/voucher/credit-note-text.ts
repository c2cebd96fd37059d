import type { SalesVoucher } from "./voucher";

/** Stands on what credits in Fiken; where Fiken numbers it, or reverses, it is the only place for Rackbeat's number. */
export function creditNoteTextOf({ number }: Pick<SalesVoucher, "number">): string {
  return `Kreditnota ${number} fra Rackbeat`;
}
