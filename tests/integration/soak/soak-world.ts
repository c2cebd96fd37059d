import type { Database } from "@/db/client";
import { listTransfers } from "@/db/queries/transfer-lists";
import type { Transfer } from "@/db/schema/transfers";
import { moveConnectionToGrant } from "@/lib/connection/reconnect";
import { AppError } from "@/lib/errors/app-error";
import type { ProblemCode } from "@/lib/errors/catalog";
import { drain } from "@/lib/transfer/drain";
import { recheckStopped } from "@/lib/transfer/hold/recheck";
import { releaseHeld } from "@/lib/transfer/hold/release";
import { createBankAccount } from "@/tests/sandbox/fiken/accounts";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { Books } from "@/tests/sandbox/fiken/world";
import type { FaultKind } from "@/tests/sandbox/kernel/faults";
import { seedWorld } from "@/tests/sandbox/rackbeat/seed/seed";
import { logInToFiken } from "@/tests/support/live-installation";
import { fiken, rackbeat } from "@/tests/support/providers";
import { aTransferWorld, type TransferWorld } from "@/tests/support/transfer-world";

/** The second agreement of the sandbox is a small one, of other goods. */
const AGREEMENTS = [204_101, 204_103, 204_104, 204_105, 204_106];

type Options = Parameters<typeof aTransferWorld>[1];
export type Company = TransferWorld & { books: Books };

/** As five users choose, beginning with the usual. */
const CHOICES: Options[] = [
  {},
  { attachPdf: false },
  { unmapped: [3] },
  { creditNoteForm: "reversal" },
  { invoiceIssuer: "fiken" },
];

/** Five companies in one database, each with an agreement in Rackbeat and books in Fiken of its own. */
export async function startSoak(db: Database): Promise<Company[]> {
  fiken.reset();
  fiken.faults.clear();
  rackbeat.faults.clear();
  rackbeat.quirks.requestsPerMinute = 1_000_000;
  seedWorld(rackbeat.world, "norwegian", AGREEMENTS.length + 1);
  const companies: Company[] = [];
  for (const [at, agreementId] of AGREEMENTS.entries()) {
    const books = at === 0 ? fiken.world.books(FJORDLYS) : openBooks(`selskap-${at}-as`);
    const companySlug = books.company.slug;
    const options = { supplierInvoiceMode: "booked" as const, ...CHOICES[at] };
    const world = await aTransferWorld(db, { agreementId, companySlug, ...options });
    companies.push({ ...world, books });
  }
  return companies;
}

function openBooks(slug: string): Books {
  const { company } = fiken.world.books(FJORDLYS);
  const books = fiken.world.addCompany({ ...company, slug, name: slug });
  const account = { name: "Driftskonto", bankAccountNumber: "15034471204" };
  books.counters.invoice = 10_000;
  books.counters.creditNote = 10_000;
  createBankAccount(books, { ...account, type: "normal", inactive: false });
  return books;
}

/** What passes by itself. */
const PASSING: FaultKind[] = [
  "lose-answer",
  "lose-before",
  "500-before",
  "500-after",
  "429",
  "timeout",
  "timeout-after",
  "html-error",
];

/** Five logins at Fiken end, whosever they are: the sooner the fewer entities there are. */
const REVOCATIONS = 5;

/** Of so many bookings at the most, each at the same share, the period is closed. */
const BOOKINGS = 10_000;

/** The seed makes the same trouble every time, as far as two lanes are as fast. Each kind has its own probability. */
export function makeTrouble(seed: number, probability: number, entities: number): void {
  const passing = { probability, each: true, kinds: PASSING };
  fiken.faults.setRandom({ seed, ...passing });
  for (let at = 1; at <= REVOCATIONS; at += 1) {
    fiken.faults.add({ kind: "revoked-token", nth: at * entities });
  }
  const booking = { method: "POST", path: /\/(sales|purchases)$/ };
  for (let at = 1; at <= BOOKINGS * probability; at += 1) {
    fiken.faults.add({ kind: "locked-period", ...booking, nth: Math.round(at / probability) });
  }
  rackbeat.faults.setRandom({ seed: seed + 1, ...passing });
}

export function endTrouble(): void {
  fiken.faults.clear();
  rackbeat.faults.clear();
}

/** Why something of the busy day is held in the end: what was done wrong in Rackbeat, or chosen so. */
const OWN_CAUSES: ProblemCode[] = [
  "document.line_differs",
  "mapping.group_unmapped",
  "document.credit_not_reversible",
];

/** The least that the clock jumps: so that many are due at once, as on a busy day. */
const TICK_MS = 60_000;
/** What waits longer than this waits for something that is held. */
const LONGEST_WAIT_MS = 30 * 60_000;
const SWEEP_MS = 10 * 60_000;
/** Weeks: with every tenth request of each kind in trouble, some entity has bad luck for days. */
const MOST_SWEEPS = 3_000;

/**
 * Hours go by, for each company on a clock of its own, until nothing waits for a cause that passes: the drain works,
 * the sweep looks again at what has stopped, and a person does nothing but log in again at Fiken.
 */
export async function workThrough(company: Company): Promise<void> {
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
    await drainAll(company);
    if ((await tend(company)) === 0) return;
  }
  const waiting = (await transfersOf(company)).filter(
    (one) => isStopped(one) && !isHeldForOwn(one),
  );
  const why = waiting.map(({ kind, rackbeatKey, problems }) => ({ kind, rackbeatKey, problems }));
  throw new Error(`Something still waits after ${MOST_SWEEPS} sweeps: ${JSON.stringify(why)}`);
}

/** Until nothing is due any more, on a clock that jumps over the waits. */
async function drainAll({ db, installationId, now, passTime }: Company): Promise<void> {
  for (;;) {
    const { more, waitMs } = await drain(db, { installationId, budgetMs: 20_000, now });
    if (more) continue;
    if (waitMs === null || waitMs > LONGEST_WAIT_MS) return;
    await passTime(Math.max(waitMs + 1, TICK_MS));
  }
}

/** Answers how many have stopped for a cause that passes. */
async function tend(company: Company): Promise<number> {
  const { db, installationId, now, passTime } = company;
  const listed = await transfersOf(company);
  const stopped = listed.filter((one) => isStopped(one) && !isHeldForOwn(one));
  if (stopped.length === 0) return 0;
  if (stopped.some(({ problems }) => problems.some(({ code }) => code === "fiken.grant_revoked"))) {
    await logInAgain(company);
  }
  await passTime(SWEEP_MS);
  await recheckStopped(db, { installationId, now: now() });
  return stopped.length;
}

/** As often as it takes, for a login meets the same trouble. */
async function logInAgain({ db, installationId, now }: Company): Promise<void> {
  for (;;) {
    try {
      const { id: grantId } = await logInToFiken(db, { installationId });
      await moveConnectionToGrant(db, { installationId, grantId });
      await releaseHeld(db, { installationId, curedBy: "connection", now: now() });
      return;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}

function isStopped({ state }: Transfer): boolean {
  return state === "held" || state === "failed";
}

export function isHeldForOwn({ state, problems }: Transfer): boolean {
  return state === "held" && problems.every(({ code }) => OWN_CAUSES.includes(code));
}

export function transfersOf({ db, installationId }: Company): Promise<Transfer[]> {
  return listTransfers(db, { installationId, limit: 10_000 });
}
