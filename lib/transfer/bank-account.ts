import type { FikenBankAccount } from "@/lib/fiken/schemas/accounts";
import type { TransferWork } from "./context";

const ACCOUNT_NUMBER = /^\d{11}$/;

/**
 * What Fiken prints on its invoices as the account to pay to: the first ordinary one in Fiken's own order. Null where
 * the company has none; then Fiken keeps the draft but does not issue it. Asked once per drain.
 */
export async function findInvoiceAccount({ fiken, known }: TransferWork): Promise<string | null> {
  known.invoiceAccount ??= { number: await firstOrdinary(fiken) };
  return known.invoiceAccount.number;
}

async function firstOrdinary(fiken: TransferWork["fiken"]): Promise<string | null> {
  for (let page: number | null = 0; page !== null; ) {
    const { items, nextPage } = await fiken.listBankAccounts(page);
    const ordinary = items.find(isOrdinary);
    if (ordinary) return ordinary.bankAccountNumber;
    page = nextPage;
  }
  return null;
}

function isOrdinary({ type, inactive, bankAccountNumber }: FikenBankAccount): boolean {
  return type === "normal" && !inactive && ACCOUNT_NUMBER.test(bankAccountNumber ?? "");
}
