import type { Database } from "@/db/client";
import { ensureBinding } from "@/db/queries/bindings";
import { listReconciliationRows, listReconciliations } from "@/db/queries/reconciliations";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { postings } from "@/db/schema/postings";
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

/** What a person has made different in Fiken. */
type Changes = { date?: string; netMinor?: number; number?: string };

export const OCTOBER = { periodFrom: "2026-10-01", periodTo: "2026-10-31" };
const SUPPLIER_NUMBER = "LF-88121";

export type ReconciliationWorld = LiveInstallation & {
  db: Database;
  /** Booked in Rackbeat, of 1250.00 with VAT unless said otherwise; nobody is told. */
  book: (invoice?: Booking) => Invoice;
  bookPurchase: (invoice?: SupplierBooking) => Invoice;
  /** Stands in Fiken as the invoice does in Rackbeat, verified. Answers Fiken's id. */
  post: (kind: Kind, invoice: Invoice, changes?: Changes) => Promise<number>;
  postAll: (kind: Kind, invoices: Invoice[]) => Promise<number[]>;
  /** A transfer without anything in Fiken. */
  hold: (kind: Kind, invoice: Invoice, transfer: Partial<Transfer>) => Promise<void>;
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
  if (!customer || !customerId || !supplierId) throw new Error("The seed has parties");
  const pair = { installationId, connectionId };
  await ensureBinding(db, {
    ...{ ...pair, kind: "customer", rackbeatKey: String(customer.number), fikenId: customerId },
  });
  if (supplier) {
    await ensureBinding(db, {
      ...{ ...pair, kind: "supplier", rackbeatKey: String(supplier.number), fikenId: supplierId },
    });
  }

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

  function transferRow(kind: Kind, invoice: Invoice, transfer: Partial<Transfer>) {
    return {
      ...{ ...pair, kind, rackbeatKey: String(invoice.number) },
      documentDate: invoice.invoice_date,
      currency: invoice.currency,
      totalMinor: toMinor(invoice.total_total),
      ...transfer,
    };
  }

  async function postAll(kind: Kind, invoices: Invoice[], changes: Changes = {}) {
    const fikenKind = kind === "customer_invoice" ? "sale" : "purchase";
    const verified = { state: "verified" as const, verifiedAt: new Date(), fikenKind };
    const rows = invoices.map((invoice) =>
      transferRow(kind, invoice, { ...verified, fikenId: enter(kind, invoice, changes) }),
    );
    const posted = await db.insert(transfers).values(rows).returning();
    const invoiceOf = new Map(invoices.map((invoice) => [String(invoice.number), invoice]));
    await db.insert(postings).values(
      posted.flatMap((transfer) => {
        const invoice = invoiceOf.get(transfer.rackbeatKey);
        return invoice ? [postingOf(transfer, invoice)] : [];
      }),
    );
    return posted.map(({ fikenId }) => fikenId ?? 0);
  }

  return {
    ...live,
    db,
    enter,
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
          supplierNumber: supplier?.number ?? 0,
          vatZone: "domestic",
          currency: "NOK",
          ...head,
          lines,
        },
        supplierInvoiceNumber: SUPPLIER_NUMBER,
        ...invoice,
      }),
    postAll,
    async hold(kind, invoice, transfer) {
      await db.insert(transfers).values(transferRow(kind, invoice, transfer));
    },
    async post(kind, invoice, changes) {
      const [fikenId = 0] = await postAll(kind, [invoice], changes);
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

/** Until nothing is unfinished. Throws where it would wait for something to pass. */
export async function finish(db: Database, installationId: string): Promise<void> {
  for (let more = true; more; ) {
    const progress = await continueReconciliation(db, { installationId, budgetMs: 20_000 });
    if (progress.waitMs > 0) throw new Error("The reconciliation waits");
    more = progress.more;
  }
}

/** Of the newest reconciliation. */
export async function resultOf(db: Database, installationId: string): Promise<Result> {
  const [run] = await listReconciliations(db, { installationId, limit: 1 });
  if (!run) throw new Error("Nothing was reconciled");
  const key = { installationId, reconciliationId: run.id };
  return { run, rows: await listReconciliationRows(db, { ...key, limit: 20_000, offset: 0 }) };
}

/** A posting that Fiken accepted, with its own word on number and VAT. */
function postingOf(
  { id: transferId, installationId, connectionId, kind, rackbeatKey, fikenId }: Transfer,
  invoice: Invoice,
): typeof postings.$inferInsert {
  const sign = invoice.is_creditnote && invoice.total_total > 0 ? -1 : 1;
  const voucher = {
    vatMinor: sign * toMinor(invoice.total_vat),
    ...(kind === "supplier_invoice" && {
      identifier: invoice.supplier_invoice_number ?? `RB-${invoice.number}`,
    }),
  };
  return {
    ...{ installationId, connectionId, transferId, kind, key: rackbeatKey, state: "accepted" },
    ...{ request: { voucher }, fikenId: String(fikenId), intentAt: new Date() },
  };
}
