import { embedded, notFound } from "@/app/api/embedded/embedded";
import { readTransferDetails } from "@/app/settings/transfer/read-transfer-details";

export const GET = embedded<{ transferId: string }>(
  async ({ db, installation, locale, params: { transferId } }) =>
    (await readTransferDetails(db, { installation, transferId, locale })) ?? notFound(),
);
