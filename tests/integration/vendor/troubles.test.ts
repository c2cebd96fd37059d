import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { markUninstalled, markUnreachable } from "@/db/queries/installations";
import { endLive } from "@/db/queries/transfer-settings";
import type { TroublePosition } from "@/db/queries/troubled-installations";
import { connections } from "@/db/schema/connections";
import { grants } from "@/db/schema/grants";
import { transferSettings } from "@/db/schema/transfer-settings";
import { type EntityKind, type TransferState, transfers } from "@/db/schema/transfers";
import { listAgreements } from "@/lib/vendor/agreements";
import { explainTrouble } from "@/lib/vendor/explain-trouble";
import { takeOver } from "@/lib/vendor/take-over";
import { listTroubles } from "@/lib/vendor/troubles";
import { freshDatabase } from "@/tests/support/database";
import { aConnection } from "@/tests/support/rows";
import { anAgreement } from "@/tests/support/vendor-agreements";

const NOW = new Date("2026-04-20T12:00:00Z");
const ago = (days: number) => new Date(NOW.getTime() - days * 24 * 60 * 60 * 1000);

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
});

async function aLiveCompany(companyName: string, { pausedAt = null as Date | null } = {}) {
  const { installationId } = await anAgreement(db, {
    companyName,
    events: [
      ["installed", "2026-01-10"],
      ["live", "2026-01-10"],
    ],
  });
  await db
    .insert(transferSettings)
    .values({ installationId, liveAt: ago(100), pausedAt })
    .onConflictDoUpdate({
      target: transferSettings.installationId,
      set: { liveAt: ago(100), pausedAt },
    });
  return installationId;
}

async function aTransfer(
  installationId: string,
  state: TransferState,
  { daysAgo, kind = "customer_invoice" }: { daysAgo: number; kind?: EntityKind },
) {
  const connection = await findActiveConnection(db, { installationId });
  await db.insert(transfers).values({
    ...{ installationId, connectionId: connection?.id ?? "", kind, state },
    ...{ rackbeatKey: `${state} ${daysAgo}`, requestedAt: ago(daysAgo) },
    verifiedAt: state === "verified" ? ago(daysAgo) : null,
  });
}

const names = async (page: object = {}) =>
  (await listTroubles(db, { now: NOW, ...page })).troubles.map(({ companyName }) => companyName);

test("refused by Fiken or Rackbeat comes first, then where something has waited longest", async () => {
  const young = await aLiveCompany("Young task AS");
  await aTransfer(young, "held", { daysAgo: 4 });
  await aTransfer(young, "verified", { daysAgo: 1 });
  const old = await aLiveCompany("Old task AS");
  await aTransfer(old, "held", { daysAgo: 40 });
  await aTransfer(old, "verified", { daysAgo: 1 });
  const still = await aLiveCompany("Still AS");
  await aTransfer(still, "verified", { daysAgo: 10 });
  await aTransfer(still, "pending", { daysAgo: 9 });
  const revoked = await aLiveCompany("Revoked AS");
  await db.update(grants).set({ status: "revoked" }).where(eq(grants.installationId, revoked));
  const unreachable = await aLiveCompany("Unreachable AS");
  await markUnreachable(db, { installationId: unreachable });

  const { troubles, next } = await listTroubles(db, { now: NOW });
  expect(next).toBeNull();
  expect(troubles).toMatchObject([
    { companyName: "Revoked AS", grant: "revoked", isStandingStill: false, waiting: 0 },
    { companyName: "Unreachable AS", installation: "unreachable", grant: "active" },
    { companyName: "Old task AS", isStandingStill: false, waiting: 1, waitingSince: ago(40) },
    { companyName: "Still AS", isStandingStill: true, lastVerifiedAt: ago(10), waiting: 0 },
    { companyName: "Young task AS", waitingSince: ago(4) },
  ]);
  expect(await names({ days: 20 })).toEqual(["Revoked AS", "Unreachable AS", "Old task AS"]);
});

test("what rests with a company that was left is nobody's trouble", async () => {
  const left = await aLiveCompany("Left AS");
  await aTransfer(left, "held", { daysAgo: 40 });
  await aTransfer(left, "pending", { daysAgo: 9 });
  expect(await names()).toEqual(["Left AS"]);
  await db
    .update(connections)
    .set({ status: "disconnected" })
    .where(eq(connections.installationId, left));
  expect(await names()).toEqual([]);
});

/** Its company was disconnected so many days ago. */
async function leaveCompany(installationId: string, daysAgo: number) {
  await db
    .update(connections)
    .set({ status: "disconnected", updatedAt: ago(daysAgo) })
    .where(eq(connections.installationId, installationId));
}

/** Another company was chosen so many days ago, and nobody has gone live since. */
async function changeCompany(installationId: string, daysAgo: number) {
  const { id } = await aConnection(db, { installationId, companySlug: "another-as" });
  await db
    .update(connections)
    .set({ connectedAt: ago(daysAgo) })
    .where(eq(connections.id, id));
  await endLive(db, { installationId });
}

test("who is billed and writes to no company for too long is in trouble, with the reason", async () => {
  const left = await aLiveCompany("Left AS");
  await leaveCompany(left, 10);
  const changed = await aLiveCompany("Changed AS");
  await changeCompany(changed, 5);
  const connection = await findActiveConnection(db, { installationId: changed });
  await db.insert(transfers).values({
    ...{ installationId: changed, connectionId: connection?.id ?? "", rackbeatKey: "1" },
    ...{ kind: "customer_invoice", state: "held", requestedAt: ago(40) },
  });
  const { troubles } = await listTroubles(db, { now: NOW });
  expect(troubles).toMatchObject([
    { companyName: "Changed AS", stoppedBy: "not_live", stoppedAt: ago(5), waiting: 1 },
    { companyName: "Left AS", stoppedBy: "not_connected", stoppedAt: ago(10), waiting: 0 },
  ]);
  const reasons = troubles.map((trouble) => explainTrouble(trouble, { days: 3, locale: "en" }));
  expect(reasons.map(([first]) => first)).toEqual([
    expect.stringMatching(/^Billed, but not live since its Fiken company was chosen .*2026/),
    expect.stringMatching(/^Billed, but connected to no Fiken company since .*2026/),
  ]);
  // Within the limit, what is left is a task that has waited for longer.
  expect(await names({ days: 7 })).toEqual(["Left AS", "Changed AS"]);
  const { troubles: withinLimit } = await listTroubles(db, { days: 7, now: NOW });
  expect(withinLimit.map((trouble) => trouble.stoppedBy)).toEqual(["not_connected", null]);
  const { agreements } = await listAgreements(db, { now: NOW });
  expect(agreements.map(({ health }) => health.stoppedBy)).toEqual(["not_live", "not_connected"]);
});

test("who has just left a company, was never live, is paused, taken over or gone is not billed for nothing", async () => {
  await leaveCompany(await aLiveCompany("Just left AS"), 2);
  await changeCompany(await aLiveCompany("Just changed AS"), 2);
  await anAgreement(db, { companyName: "Never AS", events: [["installed", "2026-01-10"]] });
  await leaveCompany(await aLiveCompany("Paused AS", { pausedAt: ago(50) }), 10);
  const gone = await aLiveCompany("Uninstalled AS");
  await leaveCompany(gone, 10);
  await markUninstalled(db, { installationId: gone, at: ago(5) });
  const takenOver = await aLiveCompany("Taken over AS");
  await leaveCompany(takenOver, 10);
  const acting = { reason: "Rackbeat's own", actor: "kari@vendor.example", now: NOW };
  await takeOver(db, { installationId: takenOver, fromDay: "2026-04-01", ...acting });
  expect(await names()).toEqual([]);
});

test("the list of agreements tells of the same ones that they stand still", async () => {
  const still = await aLiveCompany("Still AS");
  await aTransfer(still, "verified", { daysAgo: 10 });
  await aTransfer(still, "pending", { daysAgo: 9 });
  const busy = await aLiveCompany("Transfers AS");
  await aTransfer(busy, "verified", { daysAgo: 1 });
  await aTransfer(busy, "pending", { daysAgo: 0.5 });
  const { agreements } = await listAgreements(db, { now: NOW });
  expect(
    agreements.map(({ companyName, health }) => [companyName, health.isStandingStill]),
  ).toEqual([
    ["Still AS", true],
    ["Transfers AS", false],
  ]);
});

test("who is at rest, in time, paused or gone is in no trouble", async () => {
  await aLiveCompany("Books nothing AS");
  const busy = await aLiveCompany("Transfers AS");
  await aTransfer(busy, "pending", { daysAgo: 9 });
  await aTransfer(busy, "verified", { daysAgo: 1 });
  await aTransfer(busy, "held", { daysAgo: 2 });
  const justNow = await aLiveCompany("First for long AS");
  await aTransfer(justNow, "verified", { daysAgo: 30 });
  await aTransfer(justNow, "pending", { daysAgo: 0.01 });
  await aTransfer(justNow, "held", { daysAgo: 2, kind: "customer" });
  const paused = await aLiveCompany("Paused AS", { pausedAt: ago(50) });
  await aTransfer(paused, "pending", { daysAgo: 9 });
  const gone = await aLiveCompany("Uninstalled AS");
  await aTransfer(gone, "held", { daysAgo: 40 });
  await markUninstalled(db, { installationId: gone, at: ago(5) });
  const settled = await aLiveCompany("Told of what it has AS");
  await aTransfer(settled, "verified", { daysAgo: 30 });
  await aTransfer(settled, "unchanged", { daysAgo: 9 });
  await aTransfer(settled, "excluded", { daysAgo: 8 });
  expect(await names()).toEqual([]);
});

test("page by page every one comes once, each at its oldest", async () => {
  for (const name of ["Beta AS", "Alfa AS", "Gamma AS"]) {
    await markUnreachable(db, { installationId: await aLiveCompany(name) });
  }
  for (const [index, name] of ["Held AS", "Held longest AS", "Held last AS"].entries()) {
    const installationId = await aLiveCompany(name);
    for (const daysAgo of [[20, 6], [40, 5], [10]][index] ?? []) {
      await aTransfer(installationId, "held", { daysAgo });
    }
  }
  const seen: string[] = [];
  for (let after: TroublePosition | undefined; ; ) {
    const page = await listTroubles(db, { limit: 2, after, now: NOW });
    seen.push(page.troubles.map(({ companyName }) => companyName).join(", "));
    if (!page.next) break;
    after = page.next;
  }
  expect(seen).toEqual(["Alfa AS, Beta AS", "Gamma AS, Held longest AS", "Held AS, Held last AS"]);
});
