import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { appendAuditEntry, listAuditEntries } from "@/db/queries/audit-entries";
import {
  listBillingLinesOfInstallation,
  type NewBillingLine,
  replaceBillingLines,
  sumBillingLines,
} from "@/db/queries/billing-lines";
import {
  findBillingMonth,
  markBillingMonthClosed,
  openBillingMonths,
} from "@/db/queries/billing-months";
import { listBillingTotals } from "@/db/queries/billing-totals";
import { listRevenueMonths } from "@/db/queries/revenue-months";
import { replaceRevenueMovements } from "@/db/queries/revenue-movements";
import { appendSubscriptionEvent, listSubscriptionEvents } from "@/db/queries/subscription-events";
import {
  countTakenOverAgreements,
  insertTakeOver,
  listTakenOverAgreements,
  saveTakeOverReversal,
} from "@/db/queries/take-overs";
import {
  claimVendorDigest,
  markVendorDigestSent,
  releaseVendorDigest,
} from "@/db/queries/vendor-digests";
import { installations } from "@/db/schema/installations";
import type { Harness } from "@/tests/support/drivers";
import { anInstallation } from "@/tests/support/rows";

const AT = new Date("2026-04-01T10:00:00Z");
const CLOSING = { closedAt: AT, closedBy: "ida@vendor.example" };

/** The database keeps the vendor's books by itself, whoever writes. */
export function testVendorBooks({ db }: Harness): void {
  /** Of its own year, so that no other test has it. */
  async function aClosedMonth(month: string) {
    const { id: installationId } = await anInstallation(db());
    await openBillingMonths(db(), { months: [month], now: AT });
    const line = aLine({ installationId, month });
    await replaceBillingLines(db(), {
      installationIds: [installationId],
      months: [month],
      lines: [line],
    });
    await markBillingMonthClosed(db(), {
      ...CLOSING,
      month,
      totals: await sumBillingLines(db(), month),
    });
    return { installationId, line };
  }

  test("a closed month and its lines refuse every change, also by SQL, and outlive the agreement", async () => {
    const month = "2031-01";
    const { installationId, line } = await aClosedMonth(month);
    await openBillingMonths(db(), { months: ["2031-02"], now: AT });
    const before = await findBillingMonth(db(), month);

    const changes = [
      sql`update billing_lines set net_minor = 1 where month = ${month}`,
      sql`update billing_lines set month = '2031-02' where month = ${month}`,
      sql`delete from billing_lines where month = ${month}`,
      sql`truncate billing_lines`,
      sql`update billing_months set closed_at = null where month = ${month}`,
      sql`update billing_months set totals = null where month = ${month}`,
      sql`delete from billing_months where month = ${month}`,
      sql`truncate billing_months cascade`,
    ];
    for (const change of changes) {
      await expect(db().execute(change)).rejects.toMatchObject({ cause: { code: "23001" } });
    }
    await expect(
      replaceBillingLines(db(), {
        installationIds: [],
        months: [month],
        lines: [line],
      }),
    ).rejects.toMatchObject({ cause: { message: `The month ${month} is closed` } });
    await db().delete(installations).where(sql`${installations.id} = ${installationId}`);

    expect(await findBillingMonth(db(), month)).toEqual(before);
    expect(await listBillingLinesOfInstallation(db(), { installationId })).toMatchObject([line]);
  });

  test("no line of an open month gets into a closed one", async () => {
    const { line } = await aClosedMonth("2032-01");
    await openBillingMonths(db(), { months: ["2032-02"], now: AT });
    const open = { ...line, month: "2032-02" };
    await replaceBillingLines(db(), {
      installationIds: [line.installationId],
      months: ["2032-02"],
      lines: [open],
    });
    await expect(
      db().execute(sql`update billing_lines set month = '2032-01' where month = '2032-02'`),
    ).rejects.toMatchObject({ cause: { message: "The month 2032-01 is closed" } });
  });

  test("the audit log and an agreement's events are only ever added to", async () => {
    const { id: installationId } = await anInstallation(db());
    await appendSubscriptionEvent(db(), { installationId, kind: "installed", at: AT });
    await appendAuditEntry(db(), {
      ...{ at: AT, actor: "ida@vendor.example", action: "month.closed" },
      ...{ installationId, details: {} },
    });
    const changes = [
      sql`update audit_entries set actor = 'nobody' where installation_id = ${installationId}`,
      sql`delete from audit_entries where installation_id = ${installationId}`,
      sql`truncate audit_entries`,
      sql`update subscription_events set at = now() where installation_id = ${installationId}`,
      sql`delete from subscription_events where installation_id = ${installationId}`,
      sql`truncate subscription_events`,
    ];
    for (const change of changes) {
      await expect(db().execute(change)).rejects.toMatchObject({ cause: { code: "23001" } });
    }
    await db().delete(installations).where(sql`${installations.id} = ${installationId}`);
    expect(await listSubscriptionEvents(db(), [installationId])).toEqual([]);
    expect(await listAuditEntries(db(), { installationId, limit: 5 })).toHaveLength(1);
  });

  test("the sums per month follow the lines, written, changed and replaced", async () => {
    const { id: installationId } = await anInstallation(db());
    const month = "2034-01";
    await openBillingMonths(db(), { months: [month], now: AT });
    const line = aLine({ installationId, month });
    const danish = { ...line, vatTreatment: "danish_vat", netMinor: 1000, vatMinor: 250 } as const;
    const replace = (...lines: NewBillingLine[]) =>
      replaceBillingLines(db(), { installationIds: [installationId], months: [month], lines });
    const totals = () => listBillingTotals(db(), month);

    await replace(line, line, danish);
    expect(await totals()).toEqual([
      { vatTreatment: "danish_vat", lines: 1, netMinor: 1000, vatMinor: 250 },
      { vatTreatment: "outside_danish_vat", lines: 2, netMinor: 79_800, vatMinor: 0 },
    ]);
    expect(await totals()).toEqual(await sumBillingLines(db(), month));

    await replace(line, { ...line, vatTreatment: "unknown", vatMinor: null });
    await db().execute(
      sql`update billing_lines set net_minor = 1 where month = ${month} and vat_treatment = 'unknown'`,
    );
    expect(await totals()).toEqual(await sumBillingLines(db(), month));
  });

  test("the sums per month follow the movements of the agreements, written, replaced and gone", async () => {
    const [one, other] = await Promise.all([anInstallation(db()), anInstallation(db())]);
    const month = "2033-01";
    const movement = { month, kind: "new", amountMinor: 39_900 } as const;
    const sums = async () =>
      (await listRevenueMonths(db(), { until: month })).filter((row) => row.month === month);

    await replaceRevenueMovements(db(), {
      installationIds: [one.id, other.id],
      movements: [
        { ...movement, installationId: one.id },
        { ...movement, installationId: other.id },
        { ...movement, installationId: other.id, kind: "churned", amountMinor: -39_900 },
      ],
    });
    expect(await sums()).toEqual([
      { month, kind: "new", agreements: 2, amountMinor: 79_800 },
      { month, kind: "churned", agreements: 1, amountMinor: -39_900 },
    ]);

    await replaceRevenueMovements(db(), {
      installationIds: [one.id],
      movements: [{ ...movement, installationId: one.id, amountMinor: 10_000 }],
    });
    await db().execute(
      sql`update revenue_movements set kind = 'taken_over' where kind = 'churned' and month = ${month}`,
    );
    await db().delete(installations).where(sql`${installations.id} = ${one.id}`);
    expect(await sums()).toEqual([
      { month, kind: "new", agreements: 1, amountMinor: 39_900 },
      { month, kind: "churned", agreements: 0, amountMinor: 0 },
      { month, kind: "taken_over", agreements: 1, amountMinor: -39_900 },
    ]);
  });

  test("of many who would mail somebody one morning one may, and another once it has let go", async () => {
    const key = { day: "2031-01-06", address: "ida@vendor.example" };
    const claims = () => Promise.all([1, 2, 3, 4, 5].map(() => claimVendorDigest(db(), key)));
    expect((await claims()).filter(Boolean)).toHaveLength(1);
    await releaseVendorDigest(db(), key);
    expect((await claims()).filter(Boolean)).toHaveLength(1);
    await markVendorDigestSent(db(), { ...key, sentAt: AT });
    await releaseVendorDigest(db(), key);
    expect(await claimVendorDigest(db(), key)).toBe(false);
    expect(await claimVendorDigest(db(), { ...key, day: "2031-01-07" })).toBe(true);
  });

  test("whose take-over is in force is found: of one agreement, and of all", async () => {
    const { id: installationId } = await anInstallation(db());
    const { id: after } = await anInstallation(db());
    const listed = async (today: string) => {
      const found = await listTakenOverAgreements(db(), { today, limit: 10_000 });
      return [installationId, after].map((id) => found.some((row) => row.installationId === id));
    };
    const takeOver = { fromDay: "2031-02-01", reason: "agreed", createdBy: CLOSING.closedBy };
    await insertTakeOver(db(), { installationId, ...takeOver });
    expect(await listed("2031-01-01")).toEqual([true, false]);
    const { id: takeOverId } = await insertTakeOver(db(), { installationId: null, ...takeOver });
    expect(await listed("2031-01-01")).toEqual([true, true]);
    const reversal = { resumesOn: "2031-03-01", at: AT, by: CLOSING.closedBy, reason: "undone" };
    await saveTakeOverReversal(db(), { takeOverId, ...reversal });
    expect(await listed("2031-02-28")).toEqual([true, true]);
    expect(await listed("2031-03-01")).toEqual([true, false]);
    expect(await countTakenOverAgreements(db(), { today: "2031-03-01" })).toBe(1);
  });
}

function aLine(of: { installationId: string; month: string }): NewBillingLine {
  return {
    ...of,
    kind: "charge",
    serviceMonth: of.month,
    agreementId: "204101",
    companyName: "Nordlys Handel AS",
    organizationNumber: "974760673",
    country: "NO",
    vatNumber: null,
    fromDay: `${of.month}-01`,
    toDay: `${of.month}-28`,
    days: 28,
    daysInMonth: 28,
    priceMinor: 39_900,
    netMinor: 39_900,
    vatTreatment: "outside_danish_vat",
    vatMinor: 0,
    rules: [{ key: "charge.whole_month", values: { priceMinor: 39_900 } }],
    textDanish: "Fiken for Rackbeat",
    textEnglish: "Fiken for Rackbeat",
  };
}
