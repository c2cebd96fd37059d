import { eq, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { listTransfers } from "@/db/queries/transfer-lists";
import { grants } from "@/db/schema/grants";
import type { Transfer } from "@/db/schema/transfers";
import { drain } from "@/lib/transfer/drain";
import { acceptDelivery, type IncomingDelivery } from "@/lib/transfer/intake/accept-delivery";
import type { Purchase, Sale } from "@/tests/sandbox/fiken/records";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { freshDatabase } from "./database";
import { aLiveInstallation, type LiveInstallation } from "./live-installation";
import { fiken, rackbeat } from "./providers";

type Booking = Parameters<typeof rackbeat.bookCustomerInvoice>[1];
type PurchaseBooking = Parameters<typeof rackbeat.bookSupplierInvoice>[1];
type Changes = Parameters<typeof rackbeat.updateInvoice>[1]["changes"];
type Side = "customer" | "supplier";
type Options = Parameters<typeof aLiveInstallation>[1];
type Scenario = Parameters<typeof rackbeat.runScenario>[1]["name"];
type Invoice = ReturnType<typeof rackbeat.runScenario>;

export type TransferWorld = LiveInstallation & {
  db: Database;
  /** Books in Rackbeat and delivers the webhook. Answers Rackbeat's number. */
  book: (invoice?: Partial<Booking>) => Promise<string>;
  /** The same for an invoice from a supplier. */
  bookPurchase: (invoice?: Partial<PurchaseBooking>) => Promise<string>;
  /** Credits the document in Rackbeat, in full or as changed, and delivers. Answers the credit note's number. */
  credit: (number: string, options?: { side?: Side; changes?: Changes }) => Promise<string>;
  /** Unbooks the document in Rackbeat, changes it, books it again and delivers. */
  change: (number: string, changes: Changes, side?: Side) => Promise<void>;
  /** The same with one of the sandbox's believable invoices. */
  bookScenario: (name: Scenario) => Promise<Invoice>;
  deliver: (number: string, event?: string) => ReturnType<typeof acceptDelivery>;
  /** A webhook call that is right in all but what is given. */
  receive: (call: Partial<IncomingDelivery>) => ReturnType<typeof acceptDelivery>;
  /** Works until nothing is due before `untilMs` from now, on a clock that jumps over the waits. */
  drain: (untilMs?: number) => Promise<void>;
  /** One turn of the drain on another handle of the database. */
  drainOn: (other: Database) => Promise<void>;
  now: () => Date;
  /** Time passes for us and for the leases in the database. */
  passTime: (ms: number) => Promise<void>;
  /** Throws where Rackbeat's number has no transfer. */
  transfer: (number: string) => Promise<Transfer>;
};

/** An empty database, both providers as at first, and a live installation between them. */
export async function startWorld(options: Options = {}): Promise<TransferWorld> {
  const db = await freshDatabase();
  fiken.reset();
  rackbeat.faults.clear();
  return aTransferWorld(db, options);
}

/** A live installation between the two sandboxes, with a clock of its own. */
export async function aTransferWorld(db: Database, options: Options = {}): Promise<TransferWorld> {
  const live = await aLiveInstallation(db, options);
  const { installationId } = live;
  let skippedMs = 0;
  const now = () => new Date(Date.now() + skippedMs);

  function receive(call: Partial<IncomingDelivery>) {
    return acceptDelivery(db, {
      agreementId: String(live.agreementId),
      secret: live.webhookSecret,
      headers: { token: null, event: "customer_invoice.booked", account: null },
      body: "{}",
      now: now(),
      ...call,
    });
  }

  function deliver(number: string, event = "customer_invoice.booked") {
    const body = JSON.stringify({ key_name: "number", key: number });
    return receive({ headers: { token: null, event, account: null }, body });
  }

  /** The lane runs on the database's clock, which no test can turn: so its lease and its pace are turned back. */
  async function passTime(ms: number): Promise<void> {
    skippedMs += ms;
    const earlier = (moment: PgColumn) => sql`${moment} - ${ms} * interval '1 millisecond'`;
    await db
      .update(grants)
      .set({ laneUntil: earlier(grants.laneUntil), laneNextAt: earlier(grants.laneNextAt) })
      .where(eq(grants.installationId, installationId));
  }

  return {
    ...live,
    db,
    now,
    deliver,
    receive,
    passTime,
    async drainOn(other) {
      await drain(other, { installationId, budgetMs: 20_000, now });
    },
    async transfer(number) {
      const listed = await listTransfers(db, { installationId, limit: 1_000 });
      const found = listed.find(({ rackbeatKey }) => rackbeatKey === number);
      if (!found) throw new Error(`No transfer of ${number}`);
      return found;
    },
    async book(invoice = {}) {
      const { number } = rackbeat.bookCustomerInvoice(live.agreementId, {
        customerNumber: 10_001,
        lines: [{ itemNumber: "LYS-100", quantity: 1 }],
        ...invoice,
      });
      await deliver(String(number));
      return String(number);
    },
    async bookPurchase(invoice = {}) {
      const { number } = rackbeat.bookSupplierInvoice(live.agreementId, {
        supplierNumber: 50_001,
        supplierInvoiceNumber: "LF-1",
        lines: [{ itemNumber: "LYS-100", quantity: 10, linePrice: 150, vatPercentage: 25 }],
        ...invoice,
      });
      await deliver(String(number), "supplier_invoice.booked");
      return String(number);
    },
    async credit(original, { side = "customer", changes } = {}) {
      const credited = { kind: side, number: Number(original), book: false };
      const { number } = rackbeat.createCreditNote(live.agreementId, credited);
      const note = { kind: side, number };
      if (changes) rackbeat.updateInvoice(live.agreementId, { ...note, changes });
      rackbeat.book(live.agreementId, note);
      await deliver(String(number), `${side}_invoice.booked`);
      return String(number);
    },
    async change(number, changes, side = "customer") {
      const key = { kind: side, number: Number(number) };
      rackbeat.unbook(live.agreementId, key);
      rackbeat.updateInvoice(live.agreementId, { ...key, changes });
      rackbeat.book(live.agreementId, key);
      await deliver(number, `${side}_invoice.booked`);
    },
    async bookScenario(name) {
      const invoice = rackbeat.runScenario(live.agreementId, { name });
      await deliver(String(invoice.number));
      return invoice;
    },
    async drain(untilMs = 10 * 60_000) {
      const end = now().getTime() + untilMs;
      for (;;) {
        const { more, waitMs } = await drain(db, { installationId, budgetMs: 20_000, now });
        if (more) continue;
        if (waitMs === null || now().getTime() + waitMs > end) return;
        await passTime(waitMs);
      }
    },
  };
}

/** The sales with the number that stand in Fiken: not deleted. */
export function standingSales(number: string): Sale[] {
  const sales = [...fiken.world.books(FJORDLYS).sales.values()];
  return sales.filter(({ deleted, saleNumber }) => !deleted && saleNumber === number);
}

/** In øre, or in the smallest unit of the sale's currency. */
export function totalsOf({ lines, currency }: Pick<Sale | Purchase, "lines" | "currency">) {
  const sum = (amounts: (number | undefined)[]) =>
    amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
  const isForeign = currency !== undefined && currency !== "NOK";
  return {
    net: sum(lines.map((line) => (isForeign ? line.netPriceInCurrency : line.netPrice))),
    vat: sum(lines.map((line) => (isForeign ? line.vatInCurrency : line.vat))),
  };
}

/** The purchases with the supplier's number that stand in Fiken: not deleted. */
export function standingPurchases(identifier: string): Purchase[] {
  const purchases = [...fiken.world.books(FJORDLYS).purchases.values()];
  return purchases.filter((found) => !found.deleted && found.identifier === identifier);
}
