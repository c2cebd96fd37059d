import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { listAuditEntries } from "@/db/queries/audit-entries";
import { listAgreements } from "@/lib/vendor/agreements";
import { exportAgreements, exportBasis, exportMovements } from "@/lib/vendor/exports";
import { getBasis } from "@/lib/vendor/months";
import { getDashboard } from "@/lib/vendor/revenue";
import { agreePrice, setParty } from "@/lib/vendor/terms";
import { freshDatabase } from "@/tests/support/database";
import { anAgreement, happens, noon } from "@/tests/support/vendor-agreements";

const ida = (day: string) => ({ actor: "ida@vendor.example", now: noon(day) });
const LIVE: ["installed" | "live", string][] = [
  ["installed", "2026-01-05"],
  ["live", "2026-01-17"],
];
const reading = { locale: "en", ...ida("2026-02-10") } as const;

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
});

/** The rows beneath the header; no cell of these tests holds a line break. */
function rowsOf(csv: string): string[][] {
  const [, ...lines] = csv.split("\r\n").slice(0, -1);
  return lines.map((line) => line.split(";"));
}

/** Written by hand, so that it is not the code under test that both sides come from. */
const kroner = (minor: number) =>
  `${Math.trunc(minor / 100)},${String(minor % 100).padStart(2, "0")}`;
const minorOf = (cell = "") => Math.round(Number(cell.replace(",", ".")) * 100);

test("the basis as a file is the basis on the screen, to the øre", async () => {
  const danish = await anAgreement(db, { events: LIVE, companyName: "Delta ApS" });
  const party = { country: "DK", organizationNumber: "25052943", vatNumber: null };
  await setParty(db, { installationId: danish.installationId, ...party, ...ida("2026-01-20") });
  for (const company of ["Alfa AS", "Beta AS", "Gamma AS"]) {
    await anAgreement(db, { events: LIVE, companyName: company });
  }
  const { csv, filename } = await exportBasis(db, { month: "2026-01", ...reading });
  const { total } = await getBasis(db, { month: "2026-01", now: reading.now });
  const rows = rowsOf(csv);
  expect(filename).toBe("invoicing-2026-01.csv");
  expect(rows).toHaveLength(total.lines);
  expect(rows.reduce((sum, row) => sum + minorOf(row[13]), 0)).toBe(total.netMinor);
  expect(rows.reduce((sum, row) => sum + minorOf(row[15]), 0)).toBe(total.vatMinor);
  expect(rows.find((row) => row[2] === "Delta ApS")?.slice(8, 16)).toEqual([
    ...["2026-01-17", "2026-01-31", "15", "31", "399,00", "193,06"],
    ...["Danish VAT, 25%", "48,27"],
  ]);
});

test("Excel opens it as UTF-8, and what others have written is text, never a formula or a cell more", async () => {
  await anAgreement(db, { events: LIVE, companyName: '=HYPERLINK("x");Å' });
  const { csv } = await exportAgreements(db, reading);
  expect(csv.startsWith("\uFEFFAgreement;Company;")).toBe(true);
  expect(csv).toContain(`;"'=HYPERLINK(""x"");Å";`);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])(
  "a company called %j is text in every file",
  async (companyName) => {
    await anAgreement(db, { events: LIVE, companyName });
    const month = "2026-01";
    const basis = await exportBasis(db, { month, ...reading });
    const movements = await exportMovements(db, { month, ...reading });
    const agreements = await exportAgreements(db, reading);
    for (const { csv } of [basis, movements, agreements]) {
      expect(csv).toContain(`'${companyName}`);
      expect(csv).not.toContain(`;${companyName}`);
      expect(csv).not.toContain(`"${companyName}`);
    }
  },
);

test("agreements and movements as files are those of the screen, to the øre", async () => {
  const [alfa, beta] = [
    await anAgreement(db, { events: LIVE, companyName: "Alfa AS" }),
    await anAgreement(db, { events: LIVE, companyName: "Beta AS" }),
  ];
  const price = { fromDay: "2026-02-01", toDay: null, priceMinor: 1_234_567, reason: "group" };
  await agreePrice(db, { ...alfa, ...price, ...ida("2026-01-20") });
  await happens(db, { ...beta, kind: "uninstalled", day: "2026-02-03" });
  for (let count = 0; count < 30; count += 1) {
    await anAgreement(db, { events: LIVE, companyName: `Gamma ${count} AS` });
  }
  const { now } = reading;
  const { agreements } = await listAgreements(db, { limit: 100, now });
  expect(rowsOf((await exportAgreements(db, reading)).csv)).toEqual(
    agreements.map((row) => [
      ...[row.agreementId, row.companyName, row.organizationNumber ?? "", row.country ?? "", ""],
      { active: "Active", uninstalled: "Uninstalled" }[String(row.standing)],
      ...[
        "",
        row.liveOn ?? "",
        row.priceMinor === null ? "" : kroner(row.priceMinor),
        "",
        "0",
        "0",
      ],
    ]),
  );
  expect(kroner(agreements[0]?.priceMinor ?? 0)).toBe("12345,67");

  const { figures } = await getDashboard(db, { month: "2026-02", now });
  const moved = rowsOf((await exportMovements(db, { month: "2026-02", ...reading })).csv);
  expect(moved.map((row) => row.slice(2))).toEqual([
    ["Alfa AS", "912345678", "Expansion", "11946,67"],
    ["Beta AS", "912345678", "Churned", "-399,00"],
  ]);
  const total = moved.reduce((sum, row) => sum + minorOf(row[5]), 0);
  expect(total).toBe(figures.endMinor - figures.startMinor);
});

test("movements keep their sign, and every download is written down", async () => {
  const { installationId } = await anAgreement(db, { events: LIVE, companyName: "Alfa AS" });
  const price = { fromDay: "2026-02-01", toDay: null, priceMinor: 29_950, reason: "pilot" };
  await agreePrice(db, { installationId, ...price, ...ida("2026-01-20") });
  const { csv } = await exportMovements(db, { month: "2026-02", ...reading });
  expect(rowsOf(csv).map((row) => row.slice(4))).toEqual([["Contraction", "-99,50"]]);
  const [newest] = await listAuditEntries(db, { limit: 1 });
  expect(newest).toMatchObject({
    actor: "ida@vendor.example",
    action: "export.downloaded",
    details: { what: "movements", month: "2026-02", rows: 1 },
  });
});
