import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { listAuditEntries } from "@/db/queries/audit-entries";
import { exportAgreements, exportBasis, exportMovements } from "@/lib/vendor/exports";
import { getBasis } from "@/lib/vendor/months";
import { agreePrice, setParty } from "@/lib/vendor/terms";
import { freshDatabase } from "@/tests/support/database";
import { anAgreement, noon } from "@/tests/support/vendor-agreements";

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
