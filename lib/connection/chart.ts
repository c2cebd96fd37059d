import type { Database } from "@/db/client";
import { replaceChartAccounts } from "@/db/queries/chart-accounts";
import { findActiveConnection } from "@/db/queries/connections";
import { AppError } from "@/lib/errors/app-error";
import { createFikenClient, type FikenClient } from "@/lib/fiken/client";
import type { FikenAccount } from "@/lib/fiken/schemas/accounts";
import { openLane } from "./open-lane";

/**
 * What documents can be booked on, and the VAT accounts, which a voucher names. Ledgers of customers, banks and
 * suppliers lie between: thousands of sub-accounts.
 */
const RANGE = "1000-1499, 2700-2799, 3000-8999";

/** The company's accounts of this year, each code once. */
export async function readChart(fiken: Pick<FikenClient, "listAccounts">): Promise<FikenAccount[]> {
  const accounts = new Map<string, FikenAccount>();
  for (let page: number | null = 0; page !== null; ) {
    const { items, nextPage } = await fiken.listAccounts(page, RANGE);
    for (const account of items) accounts.set(account.code, account);
    page = nextPage;
  }
  return [...accounts.values()];
}

/** Reads the active company's chart of accounts anew. Throws `fiken.not_connected` where there is none. */
export async function refreshChart(
  db: Database,
  { installationId, now }: { installationId: string; now: Date },
): Promise<FikenAccount[]> {
  const connection = await findActiveConnection(db, { installationId });
  if (!connection) throw new AppError({ code: "fiken.not_connected", details: {} });
  const { id: connectionId, grantId, companySlug } = connection;
  const { send } = openLane(db, { installationId, grantId });
  const accounts = await readChart(createFikenClient({ send, companySlug }));
  await replaceChartAccounts(db, { installationId, connectionId, accounts, seenAt: now });
  return accounts;
}
