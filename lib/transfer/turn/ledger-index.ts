import { PAGE_SIZE } from "@/lib/fiken/calls";
import type { DocumentKind } from "./document-request";
import {
  LEDGERS,
  type Ledger,
  type LedgerFiken,
  type LedgerPage,
  readFromEnd,
} from "./ledger-list";

/** How long a list says what is not there: a person may enter a number at any time. What we make is known anyway. */
const FRESH_MS = 15_000;
/** Read anew after this: a number may have been given to what was listed without one. */
const MOST_AGE_MS = 30 * 60_000;
const GIVEN_UP_MS = 2 * 60_000;
/** Documents come in booking order, which is not quite that of their days. */
const SLACK_DAYS = 31;
const MAX_INDEXES = 400;

/** All that Fiken lists from a day on. */
type Known = { from: string; madeAt: number; ids: Set<number>; numbers: Set<string> };

/**
 * What one of Fiken's lists showed. It only ever says that a number is not there; what it has, and what it does not
 * reach, is asked for by itself. Fiken's count of the list tells whether others have added to it since: most often
 * one request keeps it fresh.
 */
export class LedgerIndex {
  readonly #ledger: Ledger;
  #known: Known | null = null;
  #freshAt = Number.NEGATIVE_INFINITY;
  #givenUpAt = Number.NEGATIVE_INFINITY;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Whether it tells of a document of that day. */
  isFresh(day: string, now: Date): boolean {
    return this.#reaches(day, now) && now.getTime() - this.#freshAt < FRESH_MS;
  }

  has(number: string): boolean {
    return this.#known?.numbers.has(number) ?? false;
  }

  /** Booked just now, by us. */
  note({ id, number, date }: { id: number; number: string; date: string }): void {
    if (!this.#known || date < this.#known.from) return;
    this.#known.ids.add(id);
    this.#known.numbers.add(number);
  }

  /**
   * Makes it tell of the day. Where that takes more than `mostPages` it is not fresh afterwards, and nothing is read
   * for a while. Throws CallFailure.
   */
  async refresh(
    fiken: LedgerFiken,
    { day, mostPages, now }: { day: string; mostPages: number; now: Date },
  ): Promise<void> {
    if (now.getTime() - this.#givenUpAt < GIVEN_UP_MS) return;
    const known = this.#reaches(day, now) ? this.#known : null;
    const isKnown = known
      ? await this.#readOn(fiken, known, mostPages)
      : await this.#readAll(fiken, { day, mostPages, now });
    if (isKnown) this.#freshAt = now.getTime();
    else this.#givenUpAt = now.getTime();
  }

  /** Of no more use than a new one. */
  isStale(now: Date): boolean {
    return !this.#known || now.getTime() - this.#known.madeAt >= MOST_AGE_MS;
  }

  #reaches(day: string, now: Date): boolean {
    const from = shift(day, -this.#ledger.reachDays);
    return this.#known !== null && !this.isStale(now) && this.#known.from <= from;
  }

  async #readAll(
    fiken: LedgerFiken,
    { day, mostPages, now }: { day: string; mostPages: number; now: Date },
  ): Promise<boolean> {
    const from = shift(day, -this.#ledger.reachDays - SLACK_DAYS);
    const known: Known = { from, madeAt: now.getTime(), ids: new Set(), numbers: new Set() };
    for (let page: number | null = 0; page !== null; ) {
      const answer: LedgerPage = await this.#ledger.read(fiken, page, { dateFrom: from });
      if (answer.count === null || answer.count > mostPages * PAGE_SIZE) return false;
      takeIn(known, answer);
      page = answer.nextPage;
    }
    this.#known = known;
    return true;
  }

  #readOn(fiken: LedgerFiken, known: Known, mostPages: number): Promise<boolean> {
    return readFromEnd((page) => this.#ledger.read(fiken, page, { dateFrom: known.from }), {
      first: Math.max(0, Math.ceil(known.ids.size / PAGE_SIZE) - 1),
      mostPages,
      take: (answer) => {
        takeIn(known, answer);
        return answer.count !== null && answer.count <= known.ids.size;
      },
    });
  }
}

function takeIn({ ids, numbers }: Known, { items }: LedgerPage): void {
  for (const { id, number } of items) {
    ids.add(id);
    if (number !== null) numbers.add(number);
  }
}

const indexes = new Map<string, LedgerIndex>();

/** The connection's own, kept from one drain to the next. */
export function ledgerIndexOf(connectionId: string, kind: DocumentKind, now: Date): LedgerIndex {
  const key = `${connectionId}:${kind}`;
  const known = indexes.get(key);
  if (known) return known;
  if (indexes.size >= MAX_INDEXES) {
    for (const [other, index] of indexes) if (index.isStale(now)) indexes.delete(other);
  }
  const index = new LedgerIndex(LEDGERS[kind]);
  indexes.set(key, index);
  return index;
}

/** `days` later, of a day such as 2026-05-17. */
function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
