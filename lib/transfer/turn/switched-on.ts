import type { TransferSettings } from "@/db/schema/transfer-settings";
import type { EntityKind } from "@/db/schema/transfers";

type Choices = Pick<TransferSettings, "kinds" | "supplierInvoiceMode">;

/**
 * Whether the user wants entities of the kind in Fiken. Supplier invoices count as switched off until somebody has
 * chosen what they become there.
 */
export function isSwitchedOn(kind: EntityKind, { kinds, supplierInvoiceMode }: Choices): boolean {
  if (kind === "supplier_invoice" && supplierInvoiceMode === null) return false;
  return kinds.includes(kind);
}

/** Gone live, and not paused since. */
export function isLive({ liveAt, pausedAt }: Pick<TransferSettings, "liveAt" | "pausedAt">) {
  return liveAt !== null && pausedAt === null;
}
