/** As far back as a bookkeeper thinks of as now: a VAT term, and what is left of the one before. */
const RECENT_DAYS = 90;

/** `yyyy-mm-dd`: documents of that day or later tell what is in use. To the day is near enough. */
export function recentSince(now: Date): string {
  return new Date(now.getTime() - RECENT_DAYS * 24 * 60 * 60_000).toISOString().slice(0, 10);
}

type Use = {
  /** Null where Rackbeat does not tell, and for lines without a product. */
  productCount: number | null;
  /** Recent ones; null where nobody knows. */
  documentCount: number | null;
};

/** A group without products and documents needs nothing yet: should it get some, they wait for it. */
export function isInUse({ productCount, documentCount }: Use): boolean {
  return productCount !== 0 || (documentCount ?? 0) > 0;
}
