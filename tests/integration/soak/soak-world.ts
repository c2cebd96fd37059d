import { listTransfers } from "@/db/queries/transfer-lists";
import type { Transfer } from "@/db/schema/transfers";
import { moveConnectionToGrant } from "@/lib/connection/reconnect";
import type { ProblemCode } from "@/lib/errors/catalog";
import { drain } from "@/lib/transfer/drain";
import { releaseHeld, retryTransfer } from "@/lib/transfer/release";
import { createBankAccount } from "@/tests/sandbox/fiken/accounts";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { Books } from "@/tests/sandbox/fiken/world";
import type { FaultKind } from "@/tests/sandbox/kernel/faults";
import { seedWorld } from "@/tests/sandbox/rackbeat/seed/seed";
import { freshDatabase } from "@/tests/support/database";
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
export async function startSoak(): Promise<Company[]> {
  const db = await freshDatabase();
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

/** What passes by itself; that a provider never answers is a lost answer after a long wait. */
const PASSING: FaultKind[] = [
  "lose-answer",
  "lose-before",
  "500-before",
  "500-after",
  "429",
  "html-error",
];

/** Requests at which a login at Fiken ends, whosever it is. */
const REVOKED_AT = [100, 250];

/** So many at the most, each at the share of all faults. */
const LOCKED_BOOKINGS = 100;

/** The seed makes the same trouble every time, as far as two lanes are as fast. */
export function makeTrouble(seed: number, probability: number): void {
  fiken.faults.setRandom({ seed, probability, kinds: PASSING });
  for (const nth of REVOKED_AT) fiken.faults.add({ kind: "revoked-token", nth });
  const booking = { method: "POST", path: /\/(sales|purchases)$/ };
  for (let at = 1; at <= LOCKED_BOOKINGS; at += 1) {
    fiken.faults.add({ kind: "locked-period", ...booking, nth: Math.round(at / probability) });
  }
  rackbeat.faults.setRandom({ seed: seed + 1, probability, kinds: PASSING });
}

export function endTrouble(): void {
  fiken.faults.clear();
  rackbeat.faults.clear();
}

/** All companies at once, on clocks that jump over the waits, until nothing is due any more. */
export async function drainAll(companies: Company[]): Promise<void> {
  for (;;) {
    const results = await Promise.all(
      companies.map(({ db, installationId, now }) =>
        drain(db, { installationId, budgetMs: 20_000, now }),
      ),
    );
    if (results.some(({ more }) => more)) continue;
    const waits = results.flatMap(({ waitMs }) => waitMs ?? []);
    if (waits.length === 0) return;
    // Together, while none of them has a request under way.
    for (const { passTime } of companies) await passTime(Math.min(...waits) + 1);
  }
}

/** What a person does about what is held: logs in again at Fiken, and sends again what met a locked period. */
export async function cure(company: Company): Promise<void> {
  const { db, installationId, now } = company;
  const held = await transfersOf(company);
  if (held.some((transfer) => isHeldFor(transfer, "fiken.grant_revoked"))) {
    const { id: grantId } = await logInToFiken(db, { installationId });
    await moveConnectionToGrant(db, { installationId, grantId });
    await releaseHeld(db, { installationId, curedBy: "connection", now: now() });
  }
  for (const transfer of held) {
    if (!isHeldFor(transfer, "fiken.period_locked")) continue;
    await retryTransfer(db, { installationId, transferId: transfer.id, now: now() });
  }
}

function isHeldFor({ problems }: Transfer, cause: ProblemCode): boolean {
  return problems.some(({ code }) => code === cause);
}

export function transfersOf({ db, installationId }: Company): Promise<Transfer[]> {
  return listTransfers(db, { installationId, limit: 10_000 });
}
