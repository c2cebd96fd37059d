import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { findSweep, saveSweep } from "@/db/queries/sweeps";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { listTransfers } from "@/db/queries/transfer-lists";
import { markLive } from "@/db/queries/transfer-settings";
import { requestTransfer } from "@/db/queries/transfers";
import { transfers } from "@/db/schema/transfers";
import { saveChoices, type TransferChoices } from "@/lib/transfer/settings/choices";
import { freshDatabase } from "@/tests/support/database";
import { aConnection, anInstallation } from "@/tests/support/rows";

const LIVE = new Date("2026-06-01T10:00:00Z");
const SWEPT = new Date("2026-06-20T10:00:00Z");
const CHOICES: TransferChoices = {
  ...{ salesInvoiceMode: "booked", invoiceIssuer: "rackbeat" },
  ...{ attachPdf: true, startDate: "2026-06-01" },
};

let db: Database;
let installationId: string;
let connectionId: string;

beforeEach(async () => {
  db = await freshDatabase();
  ({ id: installationId } = await anInstallation(db));
  ({ id: connectionId } = await aConnection(db, { installationId }));
  await saveChoices(db, { installationId, choices: CHOICES });
  await markLive(db, { installationId, at: LIVE });
  for (const kind of ["customer_invoice", "customer"] as const) {
    await saveSweep(db, { installationId, kind, since: LIVE, cursorAt: SWEPT, lastRunAt: SWEPT });
  }
});

const choose = (choices: Partial<TransferChoices>) =>
  saveChoices(db, { installationId, choices: { ...CHOICES, ...choices } });
const sweepOf = (kind: "customer_invoice" | "supplier_invoice" | "customer") =>
  findSweep(db, { installationId, kind });

/** A document that was left out as dated before the start date. */
async function leftOut(rackbeatKey: string, documentDate: string): Promise<void> {
  const { id: transferId } = await requestTransfer(db, {
    ...{ installationId, connectionId, kind: "customer_invoice", rackbeatKey, now: SWEPT },
  });
  await db.update(transfers).set({ state: "excluded", documentDate });
  await appendTransferEvents(db, [
    {
      ...{ installationId, transferId, at: SWEPT, event: "excluded" },
      details: { reason: "before_start" },
    },
  ]);
}

test("a start date that is moved back has older documents looked for, booked long before their date too", async () => {
  expect(await choose({ startDate: "2026-05-01" })).toMatchObject({ isMoreWanted: true });
  const early = new Date("2026-03-02T00:00:00Z");
  expect(await sweepOf("customer_invoice")).toMatchObject({ cursorAt: early, lastRunAt: null });
  expect(await sweepOf("supplier_invoice")).toMatchObject({ cursorAt: early });
  expect(await sweepOf("customer")).toMatchObject({ cursorAt: SWEPT, lastRunAt: SWEPT });
});

test("a sweep that was under way meanwhile does not move the cursor on", async () => {
  await choose({ startDate: "2026-05-01" });
  const end = new Date("2026-06-20T10:10:00Z");
  const kind = "customer_invoice";
  await saveSweep(db, { installationId, kind, since: SWEPT, cursorAt: end, lastRunAt: end });
  expect(await sweepOf(kind)).toMatchObject({ lastRunAt: null });
});

test("the same start date, or a later one, moves nothing", async () => {
  expect(await choose({})).toEqual({ released: 0, isMoreWanted: false });
  expect(await choose({ startDate: "2026-07-01" })).toEqual({ released: 0, isMoreWanted: false });
  expect(await sweepOf("customer_invoice")).toMatchObject({ cursorAt: SWEPT });
});

test("what was left out as too old goes on once it is not", async () => {
  await leftOut("10001", "2026-05-15");
  expect(await choose({ startDate: "2026-05-20" })).toMatchObject({ released: 0 });
  expect(await choose({ startDate: "2026-05-15" })).toMatchObject({ released: 1 });
  expect(await listTransfers(db, { installationId, limit: 5 })).toMatchObject([
    { state: "pending" },
  ]);
});

test("a kind that is switched on, or told what it becomes, is looked for", async () => {
  expect(await choose({ supplierInvoiceMode: "draft" })).toMatchObject({ isMoreWanted: true });
  expect(await choose({ supplierInvoiceMode: "booked" })).toMatchObject({ isMoreWanted: false });
  expect(await choose({ kinds: ["customer_invoice"] })).toMatchObject({ isMoreWanted: false });
  expect(await choose({ kinds: ["customer_invoice", "product"] })).toMatchObject({
    isMoreWanted: true,
  });
});
