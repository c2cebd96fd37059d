import { sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { grants } from "@/db/schema/grants";
import { acceptDelivery } from "@/lib/transfer/accept-delivery";
import { drain } from "@/lib/transfer/drain";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { aLiveInstallation, type LiveInstallation } from "./live-installation";
import { fiken, rackbeat } from "./providers";

type Booking = Parameters<typeof rackbeat.bookCustomerInvoice>[1];

export type TransferWorld = LiveInstallation & {
  /** Books in Rackbeat and delivers the webhook. Answers Rackbeat's number. */
  book: (invoice: Partial<Booking>) => Promise<string>;
  deliver: (number: string, event?: string) => ReturnType<typeof acceptDelivery>;
  /** Works until nothing is due before `untilMs` from now, on a clock that jumps over the waits. */
  drain: (untilMs?: number) => Promise<void>;
  /** One turn of the drain on another handle of the database: one that dies. */
  drainOn: (mortal: Database) => Promise<void>;
  now: () => Date;
  /** Time passes for us and for the leases in the database. */
  passTime: (ms: number) => Promise<void>;
  /** Sales that stand in Fiken: not deleted. */
  sales: () => ReturnType<typeof standingSales>;
};

/** A live installation between the two sandboxes, with a clock of its own. */
export async function aTransferWorld(
  db: Database,
  options: Parameters<typeof aLiveInstallation>[1] = {},
): Promise<TransferWorld> {
  const live = await aLiveInstallation(db, options);
  let skippedMs = 0;
  const now = () => new Date(Date.now() + skippedMs);

  async function deliver(number: string, event = "customer_invoice.booked") {
    return acceptDelivery(db, {
      agreementId: String(live.agreementId),
      secret: live.webhookSecret,
      headers: { token: null, event, account: null },
      body: JSON.stringify({ key_name: "number", key: number }),
      now: now(),
    });
  }

  /** The lane runs on the database's clock, which no test can turn: so its lease and its pace are turned back. */
  async function passTime(ms: number): Promise<void> {
    skippedMs += ms;
    const earlier = (moment: PgColumn) => sql`${moment} - ${ms} * interval '1 millisecond'`;
    await db
      .update(grants)
      .set({ laneUntil: earlier(grants.laneUntil), laneNextAt: earlier(grants.laneNextAt) });
  }

  return {
    ...live,
    now,
    deliver,
    passTime,
    async drainOn(mortal) {
      await drain(mortal, { installationId: live.installationId, budgetMs: 20_000, now });
    },
    sales: standingSales,
    async book(invoice) {
      const { number } = rackbeat.bookCustomerInvoice(live.agreementId, {
        customerNumber: 10_001,
        lines: [{ itemNumber: "LYS-100", quantity: 1 }],
        ...invoice,
      });
      await deliver(String(number));
      return String(number);
    },
    async drain(untilMs = 10 * 60_000) {
      const end = now().getTime() + untilMs;
      for (;;) {
        const { more, waitMs } = await drain(db, {
          installationId: live.installationId,
          budgetMs: 20_000,
          now,
        });
        if (more) continue;
        if (waitMs === null || now().getTime() + waitMs > end) return;
        await passTime(waitMs);
      }
    },
  };
}

function standingSales() {
  return [...fiken.world.books(FJORDLYS).sales.values()].filter(({ deleted }) => !deleted);
}
