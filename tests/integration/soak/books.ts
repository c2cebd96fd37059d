import { listReconciliationRows, listReconciliations } from "@/db/queries/reconciliations";
import type { ReconciliationRow } from "@/db/schema/reconciliations";
import { toMinor } from "@/lib/money";
import { continueReconciliation, requestReconciliation } from "@/lib/reconciliation/reconciliation";
import { rackbeat } from "@/tests/support/providers";
import type { Company } from "./soak-world";

/** Keys of ours that stand more than once in the company's books. */
export function duplicatesIn({ books }: Company): string[] {
  const standing = <T extends { deleted: boolean }>(rows: Map<number, T>) =>
    [...rows.values()].filter(({ deleted }) => !deleted);
  const keys = [
    // The others are those behind Fiken's own invoices and credit notes, each with a series of its own.
    ...standing(books.sales)
      .filter(({ kind }) => kind === "external_invoice")
      .map(({ saleNumber }) => `sale ${saleNumber}`),
    ...standing(books.purchases).map(
      ({ supplierId, identifier }) => `purchase ${supplierId} ${identifier}`,
    ),
    ...[...books.invoices.values()].map(({ orderReference }) => `invoice ${orderReference}`),
    ...[...books.creditNotes.values()].map(({ creditNoteText }) => `note ${creditNoteText}`),
    ...[...books.contacts.values()].flatMap(({ memberNumberString: key }) => key ?? []),
    ...[...books.products.values()].flatMap(({ productNumber: key }) => key ?? []),
  ];
  return keys.filter((key, at) => keys.indexOf(key) !== at);
}

/** Master data that Rackbeat has made and Fiken shows otherwise, or not at all. */
export function differencesIn({ books, agreementId }: Company, keys: Set<string>): string[] {
  const agreement = rackbeat.world.agreement(agreementId);
  const items = [...agreement.products.list(), ...agreement.lots.list()];
  const products = [...books.products.values()];
  const contacts = [...books.contacts.values()];
  const wrongItems = items
    .filter(({ type, number }) => keys.has(`${type} ${number}`))
    .filter(({ number, name, sales_price }) => {
      const shown = products.find(({ productNumber }) => productNumber === number);
      return shown?.name !== name || shown.unitPrice !== toMinor(sales_price);
    });
  const wrongStock = items
    .filter(({ number }) => keys.has(`stock_level ${number}`))
    .filter(({ number, stock_quantity }) => {
      const shown = products.find(({ productNumber }) => productNumber === number);
      return shown?.stock !== stock_quantity;
    });
  const wrongParties = (["customer", "supplier"] as const).flatMap((kind) =>
    agreement
      .parties(kind)
      .list()
      .filter(({ number }) => keys.has(`${kind} ${number}`))
      .filter(({ name, contact_phone }) => {
        const shown = contacts.find((contact) => contact[kind] && contact.name === name);
        return (shown?.phoneNumber ?? null) !== contact_phone;
      })
      .map(({ number }) => `${kind} ${number}`),
  );
  return [
    ...wrongItems.map(({ type, number }) => `${type} ${number}`),
    ...wrongStock.map(({ number }) => `stock_level ${number}`),
    ...wrongParties,
  ];
}

/** Every booked document of the day in Rackbeat beside what stands in Fiken. */
export async function reconcile(company: Company): Promise<ReconciliationRow[]> {
  const { db, installationId, now } = company;
  const today = new Date().toISOString().slice(0, 10);
  await requestReconciliation(db, {
    ...{ installationId, now: now(), periodFrom: today, periodTo: today },
  });
  while ((await continueReconciliation(db, { installationId, budgetMs: 20_000 })).more) {
    // Nothing makes it wait by now.
  }
  const [run] = await listReconciliations(db, { installationId, limit: 1 });
  if (!run || run.failure) throw new Error(`No reconciliation: ${JSON.stringify(run?.failure)}`);
  const reconciliationId = run.id;
  const page = { limit: 20_000, offset: 0 };
  return listReconciliationRows(db, { installationId, reconciliationId, ...page });
}
