import { readInvoiceAccounts } from "@/lib/connection/bank-accounts";
import type { TransferWork } from "@/lib/transfer/turn/context";

/**
 * What Fiken prints on its invoices as the account to pay to: the one that was chosen, or else the first ordinary one
 * in Fiken's own order. Null where the company has none; then Fiken keeps the draft but does not issue it. Asked once
 * per drain.
 */
export async function findInvoiceAccount({
  fiken,
  known,
  settings,
}: TransferWork): Promise<string | null> {
  if (settings.invoiceBankAccount !== null) return settings.invoiceBankAccount;
  known.invoiceAccount ??= { number: (await readInvoiceAccounts(fiken))[0]?.number ?? null };
  return known.invoiceAccount.number;
}
