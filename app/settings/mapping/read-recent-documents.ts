import type { Database } from "@/db/client";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";
import { countRecentGroups } from "@/lib/transfer/view/recent-groups";
import type { RecentDocuments } from "./recent-documents";

/** Asks Rackbeat, of purchases only where they are transferred. */
export async function readRecentDocuments(
  db: Database,
  { installationId }: { installationId: string },
): Promise<RecentDocuments> {
  const settings = await getTransferSettings(db, { installationId });
  const isOn = isSwitchedOn("supplier_invoice", settings);
  const countOf = (kind: "customer_invoice" | "supplier_invoice") =>
    countRecentGroups(db, { installationId, kind });
  return {
    sales: await countOf("customer_invoice"),
    purchase: isOn ? await countOf("supplier_invoice") : null,
  };
}
