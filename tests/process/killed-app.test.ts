import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type System, startSystem } from "@/tests/system/system";
import { AGREEMENT, install, openSettings, setUp } from "@/tests/system/visitor";
import { addCompany } from "./company";
import { holdFirst, type Instant, type KillPoints, killPoints, signal } from "./kill-points";
import { untilSeen } from "./transfers";

/** What the first invoice to a customer that Fiken does not know asks of Fiken. */
const PROTOCOL = [
  "GET /contacts",
  "GET /contacts",
  "GET /contacts",
  "POST /contacts",
  "GET /sales",
  "POST /sales",
  "POST /sales/{id}/attachments",
  "GET /sales/{id}",
];
const INSTANTS: Instant[] = ["before", "after", "late"];
const CUSTOMER = 10_001;
const RECOVERY_MS = 180_000;

/** Every case has an agreement of its own, with its own company, grant and invoice. */
const casesSoFar = { count: 0 };
function aCase<Point extends object>(company: string, point: Point) {
  const at = casesSoFar.count++;
  return { company, agreementId: AGREEMENT + at, number: 70_001 + at, ...point };
}
type Case = ReturnType<typeof aCase>;
/** A second invoice of the same agreement. */
const next = (number: number) => number + 1000;

/** How many of its kind there are up to this one. */
function nthOfKind(at: number): number {
  return PROTOCOL.slice(0, at + 1).filter((request) => request === PROTOCOL[at]).length;
}

const AT_FIKEN = PROTOCOL.flatMap((request, at) =>
  INSTANTS.map((instant) =>
    aCase(`request-${at + 1}-${instant}`, { request, at: at + 1, nth: nthOfKind(at), instant }),
  ),
);
const LATE = AT_FIKEN.filter(({ instant }) => instant === "late");
const READING = aCase("reading", {});
const JUST_ANSWERED = aCase("just-answered", {});
const WHILE_DEAD = aCase("while-dead", {});
const CASES: Case[] = [...AT_FIKEN, READING, JUST_ANSWERED, WHILE_DEAD];

const dataDir = mkdtempSync(join(tmpdir(), "killed-app-"));
let system: System;
let points: KillPoints;
/** What Fiken had been asked about the invoices when the app died. */
let askedBeforeDeath: string[];
let recoverBy: number;

/** One kill meets all cases, each at its own point. */
beforeAll(async () => {
  system = await startSystem({
    dataDir,
    rackbeat: { agreements: CASES.length },
    backoff: (attempt) => 1000 * 2 ** attempt,
  });
  const { fiken, rackbeat } = system;
  await Promise.all(CASES.map(goLive));
  const asked = fiken.requests.length;

  const death = signal();
  points = killPoints(AT_FIKEN, death.received);
  const reading = holdFirst(
    { method: "GET", path: new RegExp(`/customer-invoices/${READING.number}$`) },
    death.received,
  );
  fiken.hook = points.hook;
  rackbeat.hook = reading.hook;
  for (const one of [...AT_FIKEN, READING]) book(one);
  await Promise.all([points.allHeld, reading.held]);
  book(JUST_ANSWERED);
  await rackbeat.dispatcher.settled();

  await system.killApp();
  askedBeforeDeath = fiken.requests.slice(asked).map(({ path }) => path);
  death.send();
  book(WHILE_DEAD);
  await system.startApp();
  for (const late of LATE) book({ ...late, number: next(late.number) });
  recoverBy = Date.now() + RECOVERY_MS;
});

afterAll(async () => {
  await system?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test.each(AT_FIKEN)(
  "killed at request $at, $request, $instant its commit: one document",
  async (one) => {
    expect(points.heldOf(one.company)).toBe(one.request);
    await expectExactlyOnce(one);
  },
);

test.each(LATE)(
  "a next invoice, while Fiken is still at request $at, $request: one document",
  async (one) => {
    await expectExactlyOnce({ ...one, number: next(one.number) });
  },
);

test("killed while it reads the invoice in Rackbeat: one document", async () => {
  expect(askedBeforeDeath.filter((path) => path.includes(READING.company))).toEqual([]);
  await expectExactlyOnce(READING);
});

test("killed the moment that it has answered the webhook: one document", async () => {
  expect(askedBeforeDeath.filter((path) => path.includes(JUST_ANSWERED.company))).toEqual([]);
  await expectExactlyOnce(JUST_ANSWERED);
});

test("booked while it was dead: one document", async () => {
  await expectExactlyOnce(WHILE_DEAD);
});

test("no grant has ever had two requests in flight", () => {
  expect(system.fiken.violations).toBe(0);
  expect(system.fiken.crashes).toEqual([]);
});

async function goLive({ agreementId, company }: Case): Promise<void> {
  addCompany(system.fiken.world, company);
  await install(system, agreementId, [company]);
  await setUp(await openSettings(system, agreementId), { companySlug: company });
}

function book({ agreementId, number }: Case): void {
  system.rackbeat.bookCustomerInvoice(agreementId, {
    number,
    customerNumber: CUSTOMER,
    lines: [{ itemNumber: "LYS-100", quantity: 2 }],
  });
}

/** Waits until its user sees it verified, and looks into the ledger. */
async function expectExactlyOnce({ agreementId, company, number }: Case): Promise<void> {
  const visitor = await openSettings(system, agreementId);
  const timeoutMs = Math.max(recoverBy - Date.now(), 1000);
  await untilSeen(visitor, number, { state: "verified", problems: [] }, timeoutMs);
  const books = system.fiken.world.books(company);
  const sales = [...books.sales.values()].filter(({ saleNumber }) => saleNumber === String(number));
  expect(sales).toMatchObject([{ deleted: false }]);
  expect(sales[0]?.attachments).toMatchObject([{ filename: `faktura-${number}.pdf` }]);
  expect([...books.contacts.values()]).toMatchObject([{ memberNumberString: `RB-C-${CUSTOMER}` }]);
}
