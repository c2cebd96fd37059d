import { writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { fromMinor, toMinor } from "@/lib/money";
import type { Sale } from "@/tests/sandbox/fiken/records";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { System } from "@/tests/system/system";
import { AGREEMENT, install, openSettings, setUp, type Visitor } from "@/tests/system/visitor";
import { type BookedInvoice, bookEverything, DOCUMENT_COUNT } from "./documents";

/** Checking a lost answer alone takes a minute; a killed process loses its claims for less than one. */
const DEADLINE_MS = 5 * 60_000;
const LOSE_ANSWER_OF_SALE = 5;
const FAIL_AFTER_COMMIT_OF_SALE = 12;
const KILL_AT_SALE = 18;

const transfersSchema = z.object({
  transfers: z.array(z.object({ id: z.string(), number: z.string(), state: z.string() })),
});
const detailsSchema = z.object({ state: z.string(), fikenRequests: z.number() });

type ReportRow = {
  number: string;
  kind: string;
  currency: string;
  rackbeatTotal: string;
  fikenTotal: string | null;
  rackbeatVat: string;
  fikenVat: string | null;
  timesInFiken: number;
  pdfs: number;
  state: string;
  seconds: number | null;
  fikenRequests: number;
  ok: boolean;
};

/** The whole journey without a person. Answers whether every document stands in Fiken exactly once, to the øre. */
export async function walkThrough(
  system: System,
  { report, say }: { report?: string | undefined; say: (line: string) => void },
): Promise<boolean> {
  say("Installing in Rackbeat, logging in at Fiken …");
  await install(system);
  const visitor = await openSettings(system);
  say("Choosing the company, mapping the product groups, going live …");
  await setUp(visitor);

  const happened = planMishaps(system, say);
  say(`Booking ${DOCUMENT_COUNT} sales invoices …`);
  const booked = [...bookEverything(system.rackbeat, AGREEMENT)].map((document) => ({
    ...document,
    bookedAt: Date.now(),
  }));
  const verifiedAt = await untilSettled(visitor, say);
  await happened();

  const rows: ReportRow[] = [];
  for (const { name, invoice, bookedAt } of booked) {
    rows.push(await rowOf(system, visitor, { name, invoice, bookedAt, verifiedAt }));
  }
  printTable(rows, say);
  const violations = system.fiken.violations;
  const passed = rows.every(({ ok }) => ok) && violations === 0;
  say(`Fiken counted ${violations} requests that overlapped.`);
  say(
    passed
      ? "Every document stands exactly once, equal to the øre."
      : "NOT every document is right.",
  );
  if (report) writeFileSync(report, `${JSON.stringify({ passed, violations, rows }, null, 2)}\n`);
  return passed;
}

/** A lost answer, a 500 after the commit, and a process that dies after Fiken has committed its sale. */
function planMishaps(system: System, say: (line: string) => void): () => Promise<void> {
  const { fiken } = system;
  const sale = { method: "POST", path: /\/sales$/ };
  fiken.faults.add({ ...sale, kind: "lose-answer", nth: LOSE_ANSWER_OF_SALE });
  fiken.faults.add({ ...sale, kind: "500-after", nth: FAIL_AFTER_COMMIT_OF_SALE });
  let sales = 0;
  let restarted: Promise<void> | undefined;
  fiken.hook = async (phase, { method, path }) => {
    if (phase !== "after-commit" || method !== "POST" || !path.endsWith("/sales")) return undefined;
    sales += 1;
    if (sales !== KILL_AT_SALE) return undefined;
    say("Killing the app while it waits for Fiken's answer, and starting it again …");
    await system.killApp();
    restarted = system.startApp();
    return "drop";
  };
  return async () => {
    if (!restarted) throw new Error("The app was never killed");
    await restarted;
    const left = fiken.faults.list();
    if (left.length > 0) throw new Error(`Faults that never struck: ${JSON.stringify(left)}`);
  };
}

/** Number → when it was first seen verified. Ends when nothing moves any more. */
async function untilSettled(
  visitor: Visitor,
  say: (line: string) => void,
): Promise<Map<string, number>> {
  const verifiedAt = new Map<string, number>();
  const deadline = Date.now() + DEADLINE_MS;
  let told = -1;
  while (Date.now() < deadline) {
    // While the app is down nobody answers.
    const answer = await visitor.get("/transfers").catch(() => null);
    const listed = transfersSchema.safeParse(answer);
    if (listed.success) {
      const { transfers } = listed.data;
      for (const { number, state } of transfers) {
        if (state === "verified" && !verifiedAt.has(number)) verifiedAt.set(number, Date.now());
      }
      if (verifiedAt.size !== told) {
        told = verifiedAt.size;
        say(`  ${told} of ${DOCUMENT_COUNT} verified`);
      }
      const isOver = transfers.every(({ state }) => ["verified", "held", "failed"].includes(state));
      if (transfers.length >= DOCUMENT_COUNT && isOver) return verifiedAt;
    }
    await delay(250);
  }
  return verifiedAt;
}

type Documented = {
  name: string;
  invoice: BookedInvoice;
  bookedAt: number;
  verifiedAt: Map<string, number>;
};

/** What Fiken itself holds, beside what Rackbeat says. */
async function rowOf(
  system: System,
  visitor: Visitor,
  { name, invoice, bookedAt, verifiedAt }: Documented,
): Promise<ReportRow> {
  const number = String(invoice.number);
  const { currency } = invoice;
  const inFiken = [...system.fiken.world.books(FJORDLYS).sales.values()].filter(
    (sale) => sale.saleNumber === number && !sale.deleted,
  );
  const [sale] = inFiken;
  const fiken = sale ? totalsOf(sale) : null;
  const rackbeat = {
    totalMinor: toMinor(invoice.total_total),
    vatMinor: toMinor(invoice.total_vat),
  };
  const { state, fikenRequests } = await stateOf(visitor, number);
  const seen = verifiedAt.get(number);
  const row = {
    number,
    kind: name,
    currency,
    rackbeatTotal: fromMinor(rackbeat.totalMinor),
    fikenTotal: fiken && fromMinor(fiken.totalMinor),
    rackbeatVat: fromMinor(rackbeat.vatMinor),
    fikenVat: fiken && fromMinor(fiken.vatMinor),
    timesInFiken: inFiken.length,
    pdfs: sale?.attachments.length ?? 0,
    state,
    seconds: seen === undefined ? null : Math.round((seen - bookedAt) / 100) / 10,
    fikenRequests,
  };
  const isEqual = fiken?.totalMinor === rackbeat.totalMinor && fiken.vatMinor === rackbeat.vatMinor;
  const ok = isEqual && row.timesInFiken === 1 && row.pdfs === 1 && state === "verified";
  return { ...row, ok };
}

/** In the document's own currency. */
function totalsOf({ currency, lines }: Sale): { totalMinor: number; vatMinor: number } {
  const isNok = currency === "NOK";
  let net = 0;
  let vatMinor = 0;
  for (const { netPrice, vat, netPriceInCurrency, vatInCurrency } of lines) {
    net += isNok ? netPrice : (netPriceInCurrency ?? 0);
    vatMinor += isNok ? vat : (vatInCurrency ?? 0);
  }
  return { totalMinor: net + vatMinor, vatMinor };
}

async function stateOf(visitor: Visitor, number: string) {
  const { transfers } = transfersSchema.parse(await visitor.get("/transfers"));
  const transfer = transfers.find((candidate) => candidate.number === number);
  if (!transfer) return { state: "missing", fikenRequests: 0 };
  return detailsSchema.parse(await visitor.get(`/transfers/${transfer.id}`));
}

const COLUMNS = {
  number: "number",
  kind: "kind",
  currency: "cur",
  rackbeatTotal: "Rackbeat",
  fikenTotal: "Fiken",
  rackbeatVat: "VAT",
  fikenVat: "VAT Fiken",
  state: "state",
  seconds: "seconds",
  fikenRequests: "requests",
  timesInFiken: "times",
  pdfs: "PDF",
} as const satisfies Partial<Record<keyof ReportRow, string>>;

function printTable(rows: ReportRow[], say: (line: string) => void): void {
  const keys = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const cells = rows.map((row) => keys.map((key) => String(row[key] ?? "–")));
  const table = [keys.map((key) => COLUMNS[key]), ...cells];
  const widths = keys.map((_, column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  );
  for (const [index, line] of table.entries()) {
    const mark = index === 0 || rows[index - 1]?.ok ? " " : "!";
    say(`${mark} ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`);
  }
}
