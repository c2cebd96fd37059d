import { z } from "zod";
import { embedded, notFound } from "@/app/api/embedded/embedded";
import { readVoucherLedger } from "@/lib/transfer/view/voucher-ledger";

/** The sub-account that the voucher's party has in Fiken. Null where nothing was sent, here or anywhere. */
export const GET = embedded<{ transferId: string }>(async ({ db, installation, params }) => {
  const { transferId } = params;
  if (!z.uuid().safeParse(transferId).success) notFound();
  return { ledger: await readVoucherLedger(db, { installationId: installation.id, transferId }) };
});
