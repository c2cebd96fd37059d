import { writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { fromMinor, toMinor } from "@/lib/money";
import type { Purchase, Sale } from "@/tests/sandbox/fiken/records";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { today } from "@/tests/sandbox/rackbeat/time";
import type { System } from "@/tests/system/system";
import { AGREEMENT, install, openSettings, setUp, type Visitor } from "@/tests/system/visitor";
import { type BookedDocument, bookSales } from "./documents";
import { changeMasterData, type Entity, standsInFiken } from "./master-data";
import { bookPurchases, creditAll } from "./purchases-and-credits";
import { keyOf, type Settled, untilSettled } from "./settled";
import { printTable } from "./table";

const LOSE_ANSWER_OF_SALE = 5;
const FAIL_AFTER_COMMIT_OF_SALE = 12;
const KILL_AT_SALE = 18;
const RECONCILED_WITHIN_MS = 60_000;

const detailsSchema = z.object({ fikenRequests: z.number() });
const reconciliationSchema = z.object({
  newest: z.object({
    finishedAt: z.string().nullable(),
    failure: z.unknown(),
    counts: z.record(z.string(), z.number()),
  }),
});

type Booked = BookedDocument & { bookedAt: number };
type ReportRow = {
  number: string;
  kind: string;
  what: string;
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

/** The whole journey without a person. Answers whether everything stands in Fiken exactly once, to the øre. */
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
  const booked = bookEverything(system);
  const entities = changeMasterData(system.rackbeat, AGREEMENT);
  say(`Booked ${booked.length} documents, changed ${entities.length} parties, goods and stocks …`);
  const expected = [
    ...booked.map(({ kind, invoice }) => keyOf({ kind, number: String(invoice.number) })),
    ...entities.map(({ kind, key }) => keyOf({ kind, number: key })),
  ];
  const settled = await untilSettled(visitor, expected, say);
  await happened();

  const rows: ReportRow[] = [];
  for (const document of booked) rows.push(await rowOf(system, visitor, document, settled));
  tellDocuments(rows, say);
  const masterData = entities.map((entity) => entityRowOf(system, entity, settled));
  say("\nParties, goods and stocks");
  printTable(masterData, { kind: "kind", key: "number", name: "what", state: "state" }, say);

  const counts = await reconcile(visitor);
  say(`\nReconciliation of Rackbeat with Fiken's ledger: ${JSON.stringify(counts)}`);
  const { violations } = system.fiken;
  say(`Fiken counted ${violations} requests that overlapped.`);
  const isReconciled = Object.keys(counts).join() === "equal" && counts.equal === booked.length;
  const passed = [...rows, ...masterData].every(({ ok }) => ok) && isReconciled && violations === 0;
  say(passed ? "Everything stands exactly once, equal to the øre." : "NOT everything is right.");
  const written = { passed, violations, counts, rows, masterData };
  if (report) writeFileSync(report, `${JSON.stringify(written, null, 2)}\n`);
  return passed;
}

/** As a busy afternoon does: sales, purchases, and all of them credited. */
function bookEverything({ rackbeat }: System): Booked[] {
  const invoicesOf = (documents: BookedDocument[]) => documents.map(({ invoice }) => invoice);
  const sales = [...bookSales(rackbeat, AGREEMENT)];
  const purchases = [...bookPurchases(rackbeat, AGREEMENT)];
  const credits = [
    ...creditAll(rackbeat, AGREEMENT, { side: "customer", invoices: invoicesOf(sales) }),
    ...creditAll(rackbeat, AGREEMENT, { side: "supplier", invoices: invoicesOf(purchases) }),
  ];
  const bookedAt = Date.now();
  return [...sales, ...purchases, ...credits].map((document) => ({ ...document, bookedAt }));
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

/** What Fiken itself holds, beside what Rackbeat says. */
async function rowOf(
  system: System,
  visitor: Visitor,
  { kind, name, invoice, bookedAt }: Booked,
  settled: Map<string, Settled>,
): Promise<ReportRow> {
  const number = String(invoice.number);
  const transfer = settled.get(keyOf({ kind, number }));
  const inFiken = standing(system, { kind, invoice });
  const [found] = inFiken;
  const fiken = found ? totalsOf(found) : null;
  const sign = kind.endsWith("credit_note") ? -1 : 1;
  const rackbeat = {
    totalMinor: sign * Math.abs(toMinor(invoice.total_total)),
    vatMinor: sign * Math.abs(toMinor(invoice.total_vat)) || 0,
  };
  const state = transfer?.state ?? "missing";
  const seenAt = transfer?.verifiedAt ?? null;
  const row = {
    number,
    kind,
    what: name,
    currency: invoice.currency,
    rackbeatTotal: fromMinor(rackbeat.totalMinor),
    fikenTotal: fiken && fromMinor(fiken.totalMinor),
    rackbeatVat: fromMinor(rackbeat.vatMinor),
    fikenVat: fiken && fromMinor(fiken.vatMinor),
    timesInFiken: inFiken.length,
    pdfs: found?.attachments.length ?? 0,
    state,
    seconds: seenAt === null ? null : Math.round((seenAt - bookedAt) / 100) / 10,
    fikenRequests: transfer ? await requestsOf(visitor, transfer) : 0,
  };
  const isEqual = fiken?.totalMinor === rackbeat.totalMinor && fiken.vatMinor === rackbeat.vatMinor;
  const ok = isEqual && row.timesInFiken === 1 && row.pdfs === 1 && state === "verified";
  return { ...row, ok };
}

function standing(
  { fiken }: System,
  { kind, invoice }: Pick<BookedDocument, "kind" | "invoice">,
): (Sale | Purchase)[] {
  const { sales, purchases } = fiken.world.books(FJORDLYS);
  const isSale = kind === "customer_invoice" || kind === "customer_credit_note";
  return isSale
    ? [...sales.values()].filter(
        ({ saleNumber, deleted }) => !deleted && saleNumber === String(invoice.number),
      )
    : [...purchases.values()].filter(
        ({ identifier, deleted }) => !deleted && identifier === invoice.supplier_invoice_number,
      );
}

/** In the document's own currency. */
function totalsOf({ currency, lines }: Sale | Purchase): { totalMinor: number; vatMinor: number } {
  const isNok = currency === "NOK";
  let net = 0;
  let vatMinor = 0;
  for (const { netPrice, vat, netPriceInCurrency, vatInCurrency } of lines) {
    net += isNok ? netPrice : (netPriceInCurrency ?? 0);
    vatMinor += isNok ? vat : (vatInCurrency ?? 0);
  }
  return { totalMinor: net + vatMinor, vatMinor };
}

async function requestsOf(visitor: Visitor, { id }: Settled): Promise<number> {
  return detailsSchema.parse(await visitor.get(`/transfers/${id}`)).fikenRequests;
}

function entityRowOf(system: System, entity: Entity, settled: Map<string, Settled>) {
  const { kind, key } = entity;
  const state = settled.get(keyOf({ kind, number: key }))?.state ?? "missing";
  const isDone = state === "verified" || state === "unchanged";
  return { ...entity, state, ok: isDone && standsInFiken(system, entity) };
}

/** The app's own comparison of both sides, for today as Rackbeat dates its documents. */
async function reconcile(visitor: Visitor): Promise<Record<string, number>> {
  const day = today();
  await visitor.send("POST", "/reconciliations", { from: day, to: day });
  const deadline = Date.now() + RECONCILED_WITHIN_MS;
  while (Date.now() < deadline) {
    const { newest } = reconciliationSchema.parse(await visitor.get("/reconciliations"));
    if (newest.failure) throw new Error(`Not reconciled: ${JSON.stringify(newest.failure)}`);
    if (newest.finishedAt !== null) {
      return Object.fromEntries(Object.entries(newest.counts).filter(([, count]) => count > 0));
    }
    await delay(250);
  }
  throw new Error("The reconciliation never ended");
}

const COLUMNS = {
  number: "number",
  what: "what",
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
} as const;

/** A table for each kind, for each is another page of the ledger. */
function tellDocuments(rows: ReportRow[], say: (line: string) => void): void {
  for (const kind of new Set(rows.map((row) => row.kind))) {
    say(`\n${kind}`);
    printTable(
      rows.filter((row) => row.kind === kind),
      COLUMNS,
      say,
    );
  }
}
