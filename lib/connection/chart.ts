import type { Database } from "@/db/client";
import { replaceChartAccounts } from "@/db/queries/chart-accounts";
import type { FikenClient } from "@/lib/fiken/client";
import type { FikenAccount } from "@/lib/fiken/schemas/accounts";
import { openFikenCompany } from "./fiken-access";

/** What documents can be booked on. Ledgers of customers, banks and suppliers lie between: thousands of sub-accounts. */
const RANGE = "1000-1499, 3000-8999";

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
  const { connection, fiken } = await openFikenCompany(db, { installationId });
  const accounts = await readChart(fiken);
  const key = { installationId, connectionId: connection.id };
  await replaceChartAccounts(db, { ...key, accounts, seenAt: now });
  return accounts;
}
