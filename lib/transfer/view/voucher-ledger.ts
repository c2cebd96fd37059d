import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { listPostings } from "@/db/queries/postings";
import { findTransfer } from "@/db/queries/transfers";
import type { PartyLedger } from "@/lib/bookkeeping/voucher/voucher-entries";
import { openFikenCompany } from "@/lib/connection/open-fiken-company";
import { findLedger, partyOf } from "./preview-context";
import { standingVoucherOf } from "./standing-voucher";

/**
 * Which sub-account the document that was sent stands on: Fiken alone knows, so it is asked, with one request. Null:
 * there is no such transfer, nothing was sent, or it stands in another company's books than those we write to now.
 */
export async function readVoucherLedger(
  db: Database,
  key: { installationId: string; transferId: string },
): Promise<PartyLedger | null> {
  const { installationId } = key;
  const transfer = await findTransfer(db, key);
  const connection = transfer && (await findActiveConnection(db, { installationId }));
  if (!connection || connection.id !== transfer.connectionId) return null;
  const voucher = standingVoucherOf(await listPostings(db, key));
  if (!voucher) return null;
  const fiken = await openFikenCompany(db, { installationId });
  const company = { connection, fiken, accounts: new Map<string, string>() };
  return findLedger({ db, installationId, company }, partyOf(voucher));
}
