import type { Database } from "@/db/client";
import { ensureBinding } from "@/db/queries/bindings";
import { insertIntent, markAccepted } from "@/db/queries/postings";
import { listReconciliationRows, listReconciliations } from "@/db/queries/reconciliations";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import type { Reconciliation, ReconciliationRow } from "@/db/schema/reconciliations";
import { type Transfer, transfers } from "@/db/schema/transfers";
import { toMinor } from "@/lib/money";
import { continueReconciliation, requestReconciliation } from "@/lib/reconciliation/reconciliation";
import { createPurchase } from "@/tests/sandbox/fiken/purchases";
import { createSale } from "@/tests/sandbox/fiken/sales";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { freshDatabase } from "@/tests/support/database";
import { aLiveInstallation, type LiveInstallation } from "@/tests/support/live-installation";
import { fiken, rackbeat } from "@/tests/support/providers";

type Kind = "customer_invoice" | "supplier_invoice";
type Invoice = ReturnType<typeof rackbeat.bookCustomerInvoice>;
type Booking = Partial<Parameters<typeof rackbeat.bookCustomerInvoice>[1]>;
type SupplierBooking = Partial<Parameters<typeof rackbeat.bookSupplierInvoice>[1]>;

/** What a person has made different in Fiken, or how the transfer stands. */
type Changes = { date?: string; netMinor?: number; number?: string; transfer?: Partial<Transfer> };

export const OCTOBER = { periodFrom: "2026-10-01", periodTo: "2026-10-31" };
const SUPPLIER_NUMBER = "LF-88121";

export type ReconciliationWorld = LiveInstallation & {
  db: Database;
  /** Booked in Rackbeat, of 1250.00 with VAT unless said otherwise; nobody is told. */
  book: (invoice?: Booking) => Invoice;
  bookPurchase: (invoice?: SupplierBooking) => Invoice;
  /** Stands in Fiken as the invoice does in Rackbeat, verified. Answers Fiken's id. */
  post: (kind: Kind, invoice: Invoice, changes?: Changes) => Promise<number>;
  /** A transfer without anything in Fiken. */
  hold: (kind: Kind, invoice: Invoice, transfer: Partial<Transfer>) => Promise<Transfer>;
  /** Stands in Fiken, and the app knows nothing of it. */
  enter: (kind: Kind, invoice: Invoice, changes?: Changes) => number;
  transferOf: (invoice: Invoice) => Promise<Transfer | undefined>;
  reconcile: (period?: typeof OCTOBER) => Promise<Result>;
};

export type Result = { run: Reconciliation; rows: ReconciliationRow[] };

/** A live installation without any document. */
export async function startReconciliationWorld(
  options: Parameters<typeof aLiveInstallation>[1] = {},
): Promise<ReconciliationWorld> {
  const db = await freshDatabase();
  fiken.reset();
  rackbeat.faults.clear();
  return aReconciliationWorld(db, options);
}

/** The same in a database that has others already. */
export async function aReconciliationWorld(
  db: Database,
  options: Parameters<typeof aLiveInstallation>[1] = {},
): Promise<ReconciliationWorld> {
  const live = await aLiveInstallation(db, { startDate: "2026-01-01", ...options });
  const { installationId, connection, agreementId } = live;
  const connectionId = connection.id;
  await saveTransferSettings(db, { installationId, supplierInvoiceMode: "booked" });
  const agreement = rackbeat.world.agreement(agreementId);
  for (const table of [agreement.customerInvoices, agreement.supplierInvoices]) {
    for (const { number } of table.list()) table.remove(number);
  }
  const books = fiken.world.books(FJORDLYS);
  const [customer] = agreement.customers.list();
  const [supplier] = agreement.suppliers.list();
  const contacts = [...books.contacts.values()];
  const customerId = contacts.find((contact) => contact.customer)?.contactId;
  const supplierId = contacts.find((contact) => contact.supplier)?.contactId;
  if (!customer || !supplier || !customerId || !supplierId) throw new Error("The seed has parties");
  const pair = { installationId, connectionId };
  await ensureBinding(db, {
    ...{ ...pair, kind: "customer", rackbeatKey: String(customer.number), fikenId: customerId },
  });
  await ensureBinding(db, {
    ...{ ...pair, kind: "supplier", rackbeatKey: String(supplier.number), fikenId: supplierId },
  });

  const head = { invoiceDate: "2026-10-15", dueDate: "2026-10-29", suppressWebhooks: true };
  const lines = [{ text: "Montering", quantity: 1, linePrice: 1_000, vatPercentage: 25 }];

  function enter(kind: Kind, invoice: Invoice, changes: Changes = {}): number {
    const sign = invoice.is_creditnote && invoice.total_total > 0 ? -1 : 1;
    const net = changes.netMinor ?? sign * toMinor(invoice.total_subtotal);
    const vat = sign * toMinor(invoice.total_vat);
    const isForeign = invoice.currency !== "NOK";
    const amounts = isForeign
      ? { netPriceInCurrency: net, vatInCurrency: vat }
      : { netPrice: net, vat };
    const line = { description: "Montering", ...amounts };
    const common = { date: changes.date ?? invoice.invoice_date, currency: invoice.currency };
    if (kind === "customer_invoice") {
      return createSale(books, {
        ...{ ...common, kind: "external_invoice", paid: false, customerId },
        ...{ saleNumber: changes.number ?? String(invoice.number) },
        lines: [{ ...line, account: vat ? "3000" : "3100", vatType: vat ? "HIGH" : "EXEMPT" }],
      }).saleId;
    }
    return createPurchase(books, {
      ...{ ...common, kind: "supplier", paid: false, supplierId },
      identifier: changes.number ?? invoice.supplier_invoice_number ?? `RB-${invoice.number}`,
      lines: [{ ...line, account: "4300", vatType: vat ? "HIGH" : "NONE" }],
    }).purchaseId;
  }

  async function hold(kind: Kind, invoice: Invoice, transfer: Partial<Transfer>) {
    const [inserted] = await db
      .insert(transfers)
      .values({
        ...{ ...pair, kind, rackbeatKey: String(invoice.number) },
        documentDate: invoice.invoice_date,
        currency: invoice.currency,
        totalMinor: toMinor(invoice.total_total),
        ...transfer,
      })
      .returning();
    if (!inserted) throw new Error("The transfer was not inserted");
    return inserted;
  }

  return {
    ...live,
    db,
    enter,
    hold,
    book: (invoice = {}) =>
      rackbeat.bookCustomerInvoice(agreementId, {
        ...{
          customerNumber: customer.number,
          vatZone: "domestic",
          currency: "NOK",
          ...head,
          lines,
        },
        ...invoice,
      }),
    bookPurchase: (invoice = {}) =>
      rackbeat.bookSupplierInvoice(agreementId, {
        ...{
          supplierNumber: supplier.number,
          vatZone: "domestic",
          currency: "NOK",
          ...head,
          lines,
        },
        supplierInvoiceNumber: SUPPLIER_NUMBER,
        ...invoice,
      }),
    async post(kind, invoice, changes = {}) {
      const fikenId = enter(kind, invoice, changes);
      const transfer = await hold(kind, invoice, {
        ...{ state: "verified", verifiedAt: new Date(), fikenId },
        fikenKind: kind === "customer_invoice" ? "sale" : "purchase",
        ...changes.transfer,
      });
      await record(db, transfer, invoice, fikenId);
      return fikenId;
    },
    async transferOf(invoice) {
      const listed = await db.select().from(transfers);
      return listed.find(
        (row) =>
          row.installationId === installationId && row.rackbeatKey === String(invoice.number),
      );
    },
    async reconcile(period = OCTOBER) {
      await requestReconciliation(db, { installationId, ...period });
      await finish(db, installationId);
      return resultOf(db, installationId);
    },
  };
}

/** Until nothing is unfinished. */
export async function finish(db: Database, installationId: string): Promise<void> {
  while ((await continueReconciliation(db, { installationId, budgetMs: 20_000 })).more) {
    // Goes on at once: nothing here makes it wait.
  }
}

/** Of the newest reconciliation. */
export async function resultOf(db: Database, installationId: string): Promise<Result> {
  const [run] = await listReconciliations(db, { installationId, limit: 1 });
  if (!run) throw new Error("Nothing was reconciled");
  const key = { installationId, reconciliationId: run.id };
  return { run, rows: await listReconciliationRows(db, { ...key, limit: 20_000, offset: 0 }) };
}

/** The posting's own word on number and VAT. */
async function record(
  db: Database,
  { id: transferId, installationId, connectionId, kind }: Transfer,
  invoice: Invoice,
  fikenId: number,
): Promise<void> {
  const sign = invoice.is_creditnote && invoice.total_total > 0 ? -1 : 1;
  const voucher = {
    vatMinor: sign * toMinor(invoice.total_vat),
    ...(kind === "supplier_invoice" && {
      identifier: invoice.supplier_invoice_number ?? `RB-${invoice.number}`,
    }),
  };
  const intent = await insertIntent(db, {
    ...{ installationId, connectionId, transferId, kind, key: String(invoice.number) },
    ...{ request: { voucher }, now: new Date() },
  });
  if (!intent) throw new Error("The posting was not written down");
  const posting = { installationId, postingId: intent.id };
  await markAccepted(db, { ...posting, fikenId: String(fikenId), now: new Date() });
}
