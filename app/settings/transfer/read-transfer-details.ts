import { z } from "zod";
import type { Database } from "@/db/client";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { findTransfer } from "@/db/queries/transfers";
import type { Installation } from "@/db/schema/installations";
import type { Locale } from "@/lib/i18n/locales";
import { toTransferDetails } from "../status/to-transfer-row";
import type { TransferDetails } from "../status/transfer-row";

type DetailsRequest = { installation: Installation; transferId: string; locale: Locale };

/** One transfer with all that happened to it; null where the installation has no such transfer. */
export async function readTransferDetails(
  db: Database,
  { installation, transferId, locale }: DetailsRequest,
): Promise<TransferDetails | null> {
  if (!z.uuid().safeParse(transferId).success) return null;
  const key = { installationId: installation.id, transferId };
  const transfer = await findTransfer(db, key);
  return transfer && toTransferDetails(transfer, await listTransferEvents(db, key), locale);
}
