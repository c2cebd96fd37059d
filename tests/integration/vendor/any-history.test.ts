import fc from "fast-check";
import { expect, test } from "vitest";
import type { Database } from "@/db/client";
import { listBillingLinesOfInstallation, sumBillingLines } from "@/db/queries/billing-lines";
import { listBillingMonths } from "@/db/queries/billing-months";
import { listBillingTotals } from "@/db/queries/billing-totals";
import { markAllSubscriptionsStale } from "@/db/queries/subscriptions";
import { listTakeOvers } from "@/db/queries/take-overs";
import { addDays, addMonths, firstDayOf, type Month, monthsFromTo } from "@/lib/billing/days";
import type { LifeEventKind } from "@/lib/billing/history";
import { linesOf, totalOf } from "@/lib/billing/line";
import { recurringMinor } from "@/lib/billing/movements";
import { AppError } from "@/lib/errors/app-error";
import { readFacts } from "@/lib/vendor/agreement-facts";
import { getBasis } from "@/lib/vendor/months";
import { getDashboard } from "@/lib/vendor/revenue";
import { reverseTakeOver, takeOver } from "@/lib/vendor/take-over";
import { agreePrice, grantFreeMonth, setParty, setTrial } from "@/lib/vendor/terms";
import { closeAsShown } from "@/tests/support/close-month";
import { freshDatabase } from "@/tests/support/database";
import { anAgreement, happens, noon } from "@/tests/support/vendor-agreements";

const FIRST: Month = "2026-01";
const MONTHS = monthsFromTo(FIRST, "2026-06");
const AGREEMENTS = 3;

const LIFE: LifeEventKind[] = ["live", "paused", "resumed", "uninstalled", "reinstalled"];

/** What a day may bring; what is entered by a person may reach back into months that are closed. */
const anyAction = fc.record({
  agreement: fc.nat(AGREEMENTS - 1),
  day: fc.nat(27),
  daysBack: fc.nat(70),
  what: fc.oneof(
    ...LIFE.map((kind) => fc.record({ kind: fc.constant(kind) })),
    fc.record({
      kind: fc.constant("price" as const),
      priceMinor: fc.integer({ max: 60_000, min: 0 }),
    }),
    fc.record({ kind: fc.constant("free" as const) }),
    fc.record({ kind: fc.constant("trial" as const), days: fc.nat(45) }),
    fc.record({ kind: fc.constant("party" as const), country: fc.constantFrom("DK", "NO", null) }),
    fc.record({ kind: fc.constant("taken_over" as const), all: fc.boolean() }),
    fc.record({ kind: fc.constant("reversed" as const), daysLater: fc.nat(60) }),
  ),
});
type Action = typeof anyAction extends fc.Arbitrary<infer A> ? A : never;

const anyMonths = fc.array(
  fc.record({ actions: fc.array(anyAction, { maxLength: 4 }), isClosed: fc.boolean() }),
  { minLength: MONTHS.length, maxLength: MONTHS.length },
);

test("whatever happens and whenever months are closed, the books say what the rules say", async () => {
  await fc.assert(
    fc.asyncProperty(anyMonths, async (months) => {
      const db = await freshDatabase();
      const agreements = await aFewAgreements(db);
      for (const [index, month] of MONTHS.entries()) {
        const { actions, isClosed } = months[index] ?? { actions: [], isClosed: false };
        const inOrder = actions.toSorted((one, other) => one.day - other.day);
        for (const action of inOrder) await act(db, { action, month, agreements });
        if (isClosed) await closeUntil(db, month);
      }
      const now = noon(firstDayOf(addMonths(FIRST, MONTHS.length)));
      await compareBasis(db, { agreements, now });
      await compareRevenue(db, { agreements, now });
      await compareWithAll(db, now);
    }),
    { numRuns: 10 },
  );
}, 120_000);

async function aFewAgreements(db: Database): Promise<string[]> {
  const agreements: string[] = [];
  for (let count = 0; count < AGREEMENTS; count += 1) {
    const { installationId } = await anAgreement(db, { events: [["installed", "2026-01-01"]] });
    agreements.push(installationId);
  }
  return agreements;
}

async function act(
  db: Database,
  { action, month, agreements }: { action: Action; month: Month; agreements: string[] },
): Promise<void> {
  const installationId = agreements[action.agreement] ?? "";
  const day = addDays(firstDayOf(month), action.day);
  const since = addDays(day, -action.daysBack);
  const by = { reason: "any", actor: "ida@vendor.example", now: noon(day) };
  const { what } = action;
  switch (what.kind) {
    case "price":
      await agreePrice(db, {
        ...{ installationId, fromDay: since, toDay: null, priceMinor: what.priceMinor, ...by },
      });
      break;
    case "free":
      await grantFreeMonth(db, { installationId, month: since.slice(0, 7), ...by });
      break;
    case "trial":
      await setTrial(db, { installationId, trialDays: what.days, ...by });
      break;
    case "party":
      await setParty(db, {
        ...{ installationId, country: what.country, organizationNumber: null, vatNumber: null },
        ...by,
      });
      break;
    case "taken_over":
      await takeOver(db, {
        installationId: what.all ? null : installationId,
        fromDay: since,
        ...by,
      }).catch((error: unknown) => {
        // Refused where it is taken over already, which changes nothing.
        if (codeOf(error) !== "vendor.take_over_in_force") throw error;
      });
      break;
    case "reversed":
      await reverseLast(db, { installationId, daysLater: what.daysLater, ...by });
      break;
    default:
      await happens(db, { installationId, kind: what.kind, day });
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof AppError ? error.problem.code : null;
}

async function reverseLast(
  db: Database,
  {
    installationId,
    daysLater,
    ...by
  }: { installationId: string; daysLater: number; reason: string; actor: string; now: Date },
): Promise<void> {
  const last = (await listTakeOvers(db, [installationId])).findLast(
    ({ reversedAt }) => !reversedAt,
  );
  if (!last) return;
  const resumesOn = addDays(last.fromDay, daysLater);
  await reverseTakeOver(db, { takeOverId: last.id, resumesOn, ...by });
}

/** The months that are over by the first of the next one, in order. */
async function closeUntil(db: Database, month: Month): Promise<void> {
  const now = noon(firstDayOf(addMonths(month, 1)));
  await getBasis(db, { month: FIRST, now });
  for (const { month: each, closedAt } of await listBillingMonths(db)) {
    if (closedAt === null && each <= month) {
      await closeAsShown(db, { month: each, actor: "ida@vendor.example", now });
    }
  }
}

type Known = { agreements: string[]; now: Date };

/** Of every agreement, all that is invoiced adds up to what the rules say of its history as it is in the end. */
async function compareBasis(db: Database, { agreements, now }: Known): Promise<void> {
  for (const month of monthsFromTo(FIRST, addMonths(FIRST, MONTHS.length))) {
    const { total, lines } = await getBasis(db, { month, now });
    expect(total).toEqual(totalOf(lines));
    expect(await listBillingTotals(db, month)).toEqual(await sumBillingLines(db, month));
  }
  for (const { installationId, timeline, history, party } of await readFacts(db, agreements)) {
    const lines = await listBillingLinesOfInstallation(db, { installationId });
    for (const month of monthsFromTo(FIRST, addMonths(FIRST, MONTHS.length))) {
      const invoiced = lines.filter(({ serviceMonth }) => serviceMonth === month);
      const wanted = linesOf(timeline, { freeMonths: history.freeMonths, party }, month);
      expect(totalOf(invoiced).netMinor).toBe(totalOf(wanted).netMinor);
    }
  }
}

async function compareRevenue(db: Database, { agreements, now }: Known): Promise<void> {
  const facts = await readFacts(db, agreements);
  const last = addMonths(FIRST, MONTHS.length);
  const { months } = await getDashboard(db, { month: last, now });
  for (const { month, startMinor, movements, endMinor } of months) {
    const moved = Object.values(movements).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const recurring = facts.reduce((sum, { timeline }) => sum + recurringMinor(timeline, month), 0);
    expect(startMinor + moved).toBe(endMinor);
    expect(endMinor).toBe(recurring);
  }
}

/** What was kept up change by change is what computing everything anew comes to. */
async function compareWithAll(db: Database, now: Date): Promise<void> {
  const month = addMonths(FIRST, MONTHS.length);
  const withoutId = async () =>
    (await getBasis(db, { month, now })).lines.map(({ id, ...line }) => line);
  const kept = await withoutId();
  await markAllSubscriptionsStale(db);
  expect(await withoutId()).toEqual(kept);
}
