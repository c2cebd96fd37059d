import type { FikenCompanyClient } from "@/lib/connection/open-fiken-company";
import type { FikenSale } from "@/lib/fiken/schemas/sales";

/** How long a list of Fiken's says what is not there. What we make ourselves is known anyway. */
const FRESH_MS = 2 * 60_000;
/** Read beyond the days that are asked about: a person may have entered the number on a day nearby. */
const MARGIN_DAYS = 7;
const MAX_CONNECTIONS = 200;

/**
 * What Fiken's list of sales showed of some days. It only ever says that a number is not there; what it has, and what
 * it does not cover, is asked for by itself.
 */
export class LedgerIndex {
  readonly #readAt = new Map<string, number>();
  readonly #numbers = new Set<string>();
  #givenUpAt = Number.NEGATIVE_INFINITY;

  covers(day: string, now: Date): boolean {
    return now.getTime() - (this.#readAt.get(day) ?? Number.NEGATIVE_INFINITY) < FRESH_MS;
  }

  has(number: string): boolean {
    return this.#numbers.has(number);
  }

  /** Booked just now, by us. */
  note(number: string): void {
    this.#numbers.add(number);
  }

  /** The list was longer than what it would save: not tried again for a while. */
  giveUp(now: Date): void {
    this.#givenUpAt = now.getTime();
  }

  isGivenUp(now: Date): boolean {
    return now.getTime() - this.#givenUpAt < FRESH_MS;
  }

  /**
   * Reads the sales of the days, both included, with what lies around them. Null where they fill more than `mostPages`.
   * Throws CallFailure.
   */
  async read(
    fiken: Pick<FikenCompanyClient, "listSales">,
    { from, to, mostPages, now }: { from: string; to: string; mostPages: number; now: Date },
  ): Promise<FikenSale[] | null> {
    const filter = { dateFrom: shift(from, -MARGIN_DAYS), dateTo: shift(to, MARGIN_DAYS) };
    const sales: FikenSale[] = [];
    for (let page: number | null = 0, pages = 0; page !== null; pages += 1) {
      if (pages >= mostPages) {
        this.giveUp(now);
        return null;
      }
      const answer = await fiken.listSales(page, filter);
      sales.push(...answer.items);
      page = answer.nextPage;
    }
    for (const sale of sales) if (isOurKind(sale)) this.#numbers.add(sale.saleNumber);
    for (let day = from; day <= to; day = shift(day, 1)) this.#readAt.set(day, now.getTime());
    return sales;
  }

  isStale(now: Date): boolean {
    return [...this.#readAt.keys()].every((day) => !this.covers(day, now)) && !this.isGivenUp(now);
  }
}

const indexes = new Map<string, LedgerIndex>();

/** The connection's own, kept from one drain to the next: a drain ends long before what it read is old. */
export function ledgerIndexOf(connectionId: string, now: Date): LedgerIndex {
  const known = indexes.get(connectionId);
  if (known && !known.isStale(now)) return known;
  if (indexes.size >= MAX_CONNECTIONS) {
    for (const [other, index] of indexes) if (index.isStale(now)) indexes.delete(other);
  }
  const index = new LedgerIndex();
  indexes.set(connectionId, index);
  return index;
}

/** `days` later, of a day such as 2026-05-17. */
export function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function isOurKind(sale: FikenSale): sale is FikenSale & { saleNumber: string } {
  return sale.kind === "external_invoice" && !sale.deleted && sale.saleNumber !== null;
}
