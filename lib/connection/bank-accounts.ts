import type { Database } from "@/db/client";
import type { FikenClient } from "@/lib/fiken/client";
import type { FikenBankAccount } from "@/lib/fiken/schemas/accounts";
import { openFikenCompany } from "./open-fiken-company";

export type InvoiceAccount = { number: string; name: string | null };

const ACCOUNT_NUMBER = /^\d{11}$/;

/**
 * What an invoice can be paid to: the active company's ordinary accounts, in Fiken's own order. Throws
 * `fiken.not_connected` where there is no company.
 */
export async function listInvoiceAccounts(
  db: Database,
  { installationId }: { installationId: string },
): Promise<InvoiceAccount[]> {
  return readInvoiceAccounts(await openFikenCompany(db, { installationId }));
}

export async function readInvoiceAccounts(
  fiken: Pick<FikenClient, "listBankAccounts">,
): Promise<InvoiceAccount[]> {
  const accounts: InvoiceAccount[] = [];
  for (let page: number | null = 0; page !== null; ) {
    const { items, nextPage } = await fiken.listBankAccounts(page);
    accounts.push(...items.flatMap((account) => invoiceAccountOf(account) ?? []));
    page = nextPage;
  }
  return accounts;
}

function invoiceAccountOf(account: FikenBankAccount): InvoiceAccount | null {
  const { type, inactive, bankAccountNumber: number, name } = account;
  const isOrdinary = type === "normal" && !inactive && ACCOUNT_NUMBER.test(number ?? "");
  return isOrdinary && number ? { number, name: name ?? null } : null;
}
