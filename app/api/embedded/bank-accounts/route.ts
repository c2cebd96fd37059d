import { listInvoiceAccounts } from "@/lib/connection/bank-accounts";
import { embedded } from "../embedded";

/** What invoices that Fiken issues can be paid to. Asks Fiken. */
export const GET = embedded(({ db, installation }) =>
  listInvoiceAccounts(db, { installationId: installation.id }),
);
