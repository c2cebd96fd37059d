import { z } from "zod";
import type { Database } from "@/db/client";
import { getConnection, listLeftCompanies } from "@/db/queries/connections";
import { listPostings } from "@/db/queries/postings";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { findTransfer } from "@/db/queries/transfers";
import type { Installation } from "@/db/schema/installations";
import type { Transfer } from "@/db/schema/transfers";
import { getEnv } from "@/lib/env";
import { fikenWebAddress } from "@/lib/fiken/web-address";
import type { Locale } from "@/lib/i18n/locales";
import { rackbeatWebAddress } from "@/lib/rackbeat/web-address";
import { readAccountNames } from "@/lib/transfer/view/preview-context";
import type { Addresses } from "../status/to-problem-row";
import { toTransferDetails } from "./to-transfer-details";
import type { TransferDetails } from "./transfer-details";

type DetailsRequest = { installation: Installation; transferId: string; locale: Locale };

/** One transfer with all that happened to it; null where the installation has no such transfer. */
export async function readTransferDetails(
  db: Database,
  { installation, transferId, locale }: DetailsRequest,
): Promise<TransferDetails | null> {
  if (!z.uuid().safeParse(transferId).success) return null;
  const installationId = installation.id;
  const key = { installationId, transferId };
  const transfer = await findTransfer(db, key);
  if (!transfer) return null;
  const { connectionId } = transfer;
  const [events, postings, connection, left, accounts] = await Promise.all([
    listTransferEvents(db, key),
    listPostings(db, key),
    getConnection(db, { installationId, connectionId }),
    listLeftCompanies(db, { installationId }),
    readAccountNames(db, { installationId, connectionId }),
  ]);
  const addresses = addressesOf(transfer, connection.companySlug);
  return toTransferDetails({ transfer, events, postings, left, addresses, accounts }, locale);
}

/** Where it stands in both systems, and the systems themselves. */
function addressesOf(
  { id, kind, rackbeatKey, fikenKind, fikenId }: Transfer,
  companySlug: string,
): Addresses {
  const { FIKEN_OAUTH_URL, RACKBEAT_URL } = getEnv();
  const company = { webUrl: FIKEN_OAUTH_URL, companySlug, uuid: id };
  const nowhere = { fikenKind: null, fikenId: null };
  return {
    fiken: fikenWebAddress({ ...company, ...nowhere }),
    fikenDocument: fikenWebAddress({ ...company, fikenKind, fikenId }),
    rackbeat: rackbeatWebAddress({ webUrl: RACKBEAT_URL, kind: "", number: "" }),
    rackbeatDocument: rackbeatWebAddress({ webUrl: RACKBEAT_URL, kind, number: rackbeatKey }),
  };
}
