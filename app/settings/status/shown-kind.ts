import type { Transfer } from "@/db/schema/transfers";
import type { TransferRow } from "./transfer-row";

/** Rackbeat keeps credit notes among the invoices; they are the ones below zero. */
export function shownKindOf({
  kind,
  totalMinor,
}: Pick<Transfer, "kind" | "totalMinor">): TransferRow["kind"] {
  if ((totalMinor ?? 0) >= 0) return kind;
  if (kind === "customer_invoice") return "customer_credit_note";
  return kind === "supplier_invoice" ? "supplier_credit_note" : kind;
}
