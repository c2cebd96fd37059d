/** What one of the systems says, field by field. Names that end with `Minor` are amounts in the smallest unit. */
export type Facts = Partial<Record<FactName, string | number | null>>;

export const FACT_NAMES = [
  "number",
  "name",
  "party",
  "date",
  "dueDate",
  "currency",
  "netMinor",
  "vatMinor",
  "grossMinor",
  "organizationNumber",
  "email",
  "phone",
  "city",
  "priceMinor",
  "stock",
  "inUse",
  "account",
  "vatType",
  "ledgerAccount",
  "deleted",
] as const;
export type FactName = (typeof FACT_NAMES)[number];

export type DocumentFacts = {
  number: string | null;
  party: string | null;
};

/** A line as a system shows it; amounts in the smallest unit of the document's currency. */
export type ShownLine = {
  text: string | null;
  /** An exact decimal; null where the system does not tell it apart from the text. */
  quantity: string | null;
  account: string | null;
  /** Fiken's type, or Rackbeat's rate in percent as an exact decimal. */
  vatType: string | null;
  vatRate: string | null;
  netMinor: number | null;
  vatMinor: number | null;
};
