import { beforeEach, expect, test } from "vitest";
import { listEntriesByNumber } from "@/db/queries/reconciliation-entries";
import { findUnfinishedReconciliation } from "@/db/queries/reconciliations";
import { streamReconciliation } from "@/lib/reconciliation/csv";
import { continueReconciliation, requestReconciliation } from "@/lib/reconciliation/reconciliation";
import { mortalDatabase } from "@/tests/support/mortal-database";
import { fiken } from "@/tests/support/providers";
import {
  OCTOBER,
  type ReconciliationWorld,
  resultOf,
  startReconciliationWorld,
} from "./reconciliation-world";

let world: ReconciliationWorld;
beforeEach(async () => {
  world = await startReconciliationWorld();
});

test("1,000 documents, resumed after every step and killed in the middle, give one result each", async () => {
  const invoices = Array.from({ length: 1_000 }, () => world.book());
  await world.postAll("customer_invoice", invoices.slice(10));
  const { installationId, db } = world;
  await requestReconciliation(db, { installationId, ...OCTOBER });
  const requestsBefore = fiken.requests.length;

  // Each run has time for one page only; some run two at once, some are killed, and Fiken drops one answer.
  let clock = Date.now();
  const now = () => {
    clock += 10;
    return new Date(clock);
  };
  const killed = async (write: number) => {
    const { mortal } = mortalDatabase(db, write + 1);
    await continueReconciliation(mortal, { installationId, budgetMs: 15, now }).catch(() => null);
  };
  const runOnce = () => continueReconciliation(db, { installationId, budgetMs: 15, now });
  fiken.faults.add({ kind: "lose-answer", path: /sales/ });
  for (let pass = 1; ; pass += 1) {
    const unfinished = await findUnfinishedReconciliation(db, { installationId });
    if (!unfinished) break;
    if (pass > 200) throw new Error("The reconciliation does not come to its end");
    // Not while it has Fiken's lane, which a process that died blocks for ten seconds.
    if (!unfinished.cursor.stage.startsWith("fiken")) await killed(pass % 4);
    await Promise.all(pass % 4 === 0 ? [runOnce(), runOnce()] : [runOnce()]);
  }
  const { run, rows } = await resultOf(db, installationId);
  expect(run).toMatchObject({ counts: { equal: 990, missing: 10 }, failure: null });
  expect(rows).toHaveLength(1_000);
  // Ten pages of sales, and one of each other list: some of them more than once.
  expect(fiken.requests.length - requestsBefore).toBeLessThan(60);
  const key = { installationId, reconciliationId: run.id };
  const left = await listEntriesByNumber(db, {
    ...{ ...key, kind: "customer_invoice", after: null, limit: 10 },
  });
  expect(left).toEqual([]);

  const csv = await new Response(streamReconciliation(db, key)).text();
  const lines = csv.trimEnd().split("\r\n");
  expect(lines).toHaveLength(1_001);
}, 60_000);
