import { beforeEach, expect, test } from "vitest";
import { findBinding, findBoundKey } from "@/db/queries/bindings";
import { listDeliveries } from "@/db/queries/deliveries";
import { findLivePosting, listPostings } from "@/db/queries/postings";
import { listTransferEvents } from "@/db/queries/transfer-events";
import {
  countTransfersByState,
  listRequestedKeys,
  listTransfers,
} from "@/db/queries/transfer-lists";
import {
  claimNextTransfer,
  findNextDueAt,
  findTransfer,
  renewClaim,
  requestTransfer,
  updateClaimedTransfer,
} from "@/db/queries/transfers";
import { releaseHeld, retryTransfer } from "@/lib/transfer/hold/release";
import { acceptDelivery } from "@/lib/transfer/intake/accept-delivery";
import { rackbeat } from "@/tests/support/providers";
import { aTransferWorld, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const NUMBER = 77_001;
let fjordlys: TransferWorld;
let saltvær: TransferWorld;

/** Two companies whose documents have the same numbers, each with one that is held. */
beforeEach(async () => {
  fjordlys = await startWorld({ unmapped: [1], attachPdf: false });
  saltvær = await aTransferWorld(fjordlys.db, {
    ...{ agreementId: 204_102, unmapped: [1], attachPdf: false },
  });
  for (const { agreementId, deliver } of [fjordlys, saltvær]) {
    const agreement = rackbeat.world.agreement(agreementId);
    if (!agreement.customerInvoices.find(NUMBER)) {
      rackbeat.bookCustomerInvoice(agreementId, {
        ...{ number: NUMBER, customerNumber: 10_001 },
        lines: [{ itemNumber: "LYS-100", quantity: 1 }],
      });
    }
    await deliver(String(NUMBER));
  }
});

test("each company has its own transfer of the same number, and works on its own only", async () => {
  const mine = await fjordlys.transfer(String(NUMBER));
  const theirs = await saltvær.transfer(String(NUMBER));
  expect(mine.id).not.toBe(theirs.id);
  await fjordlys.drain();
  expect(await fjordlys.transfer(String(NUMBER))).toMatchObject({ state: "held" });
  expect(await saltvær.transfer(String(NUMBER))).toEqual(theirs);
});

test("nothing of another company is seen, by any query", async () => {
  await saltvær.drain();
  const { db, installationId } = fjordlys;
  const theirs = await saltvær.transfer(String(NUMBER));
  const theirConnection = { installationId, connectionId: saltvær.connection.id };
  const key = { installationId, transferId: theirs.id };

  expect(await findTransfer(db, key)).toBeNull();
  expect(await listTransferEvents(db, key)).toEqual([]);
  expect(await listPostings(db, key)).toEqual([]);
  const listed = await listTransfers(db, { installationId });
  expect(listed.map((row) => row.installationId)).toEqual([installationId]);
  expect(await countTransfersByState(db, { installationId })).toEqual({ pending: 1 });
  expect(await listDeliveries(db, { installationId })).toHaveLength(1);
  expect(await findNextDueAt(db, theirConnection)).toBeNull();
  const keys = [String(NUMBER)];
  const known = { ...theirConnection, kind: "customer_invoice" as const, keys };
  expect(await listRequestedKeys(db, known)).toEqual(new Map());
  const customer = { ...theirConnection, kind: "customer" as const };
  expect(await findBinding(db, { ...customer, rackbeatKey: "10001" })).toBeNull();
  expect(await findBoundKey(db, { ...customer, fikenId: 1 })).toBeNull();
  const write = { ...theirConnection, kind: "customer_invoice", key: String(NUMBER) };
  expect(await findLivePosting(db, write)).toBeNull();
});

test("nothing of another company is touched, by any write", async () => {
  await saltvær.drain();
  const { db, installationId } = fjordlys;
  const theirs = await saltvær.transfer(String(NUMBER));
  const key = { installationId, transferId: theirs.id };
  const theirConnection = { installationId, connectionId: saltvær.connection.id };
  const now = fjordlys.now();
  const claim = "00000000-0000-4000-8000-000000000001";

  expect(await retryTransfer(db, { ...key, now })).toBe(false);
  await releaseHeld(db, { installationId, curedBy: "mapping", now });
  expect(await claimNextTransfer(db, { ...theirConnection, claim, now, leaseMs: 1 })).toBeNull();
  expect(await renewClaim(db, { ...key, claim, until: now })).toBe(false);
  expect(await updateClaimedTransfer(db, { ...key, claim }, { state: "posted" })).toBe(false);
  await expect(
    requestTransfer(db, {
      ...theirConnection,
      ...{ kind: "customer_invoice", rackbeatKey: String(NUMBER), now },
    }),
  ).rejects.toThrow();
  expect(await saltvær.transfer(String(NUMBER))).toEqual(theirs);
});

test("a secret opens its own agreement's door only", async () => {
  const answer = await acceptDelivery(fjordlys.db, {
    ...{ agreementId: String(saltvær.agreementId), secret: fjordlys.webhookSecret },
    headers: { token: null, event: "customer_invoice.booked", account: null },
    body: JSON.stringify({ key_name: "number", key: 5 }),
    now: fjordlys.now(),
  });
  expect(answer).toEqual({ status: "unknown_agreement" });
});

test("an uninstall of one company leaves the other at work", async () => {
  const uninstalled = { token: null, event: "plugin.uninstalled", account: null };
  await saltvær.receive({ headers: uninstalled });
  expect(await fjordlys.deliver("5")).toMatchObject({ status: "accepted" });
  expect(await saltvær.deliver("5")).toMatchObject({ status: "ignored" });
});
