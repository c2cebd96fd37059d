import { ENTITY_KINDS } from "@/lib/entity-kinds";
import type { TransferChoices } from "./set-up-state";

export type Kind = TransferChoices["kinds"][number];
type Chosen = Pick<TransferChoices, "kinds" | "supplierInvoiceMode">;

/** Whether entities of the kind are transferred: supplier invoices need a choice of what they become as well. */
export function isTransferred(kind: Kind, { kinds, supplierInvoiceMode }: Chosen): boolean {
  if (kind === "supplier_invoice" && supplierInvoiceMode === null) return false;
  return kinds.includes(kind);
}

/** The kinds with one switched on or off, in their own order. */
export function switched(kinds: readonly Kind[], kind: Kind, isOn: boolean): Kind[] {
  return ENTITY_KINDS.filter((one) => (one === kind ? isOn : kinds.includes(one)));
}

/** What a supplier invoice becomes in Fiken; null: it is not transferred, and what was chosen before stays. */
export function withSupplierMode(
  { kinds, supplierInvoiceMode }: Chosen,
  mode: TransferChoices["supplierInvoiceMode"],
): Chosen {
  return {
    kinds: switched(kinds, "supplier_invoice", mode !== null),
    supplierInvoiceMode: mode ?? supplierInvoiceMode,
  };
}

/** The fields in the order in which they are believed, with this one first. */
export function believedFirst(
  fields: TransferChoices["supplierNumberFields"],
  first: TransferChoices["supplierNumberFields"][number],
): TransferChoices["supplierNumberFields"] {
  return [first, ...fields.filter((field) => field !== first)];
}
