import type { Voucher } from "@/lib/bookkeeping/voucher/voucher";
import type { FikenAttachment } from "@/lib/fiken/schemas/attachments";

type Shown = string | number | boolean | null;

/** What Fiken shows and what should stand there. Amounts in minor units. */
export type Difference = { field: string; expected: Shown; actual: Shown };

/** What is expected beside the voucher itself. */
export type Expected = {
  contactId: number;
  /** Documents attached at least; none are counted where it is 0. */
  attachments: number;
};

/** A line as Fiken shows it, whichever document it stands on. */
export type LedgerLine = {
  account: string | null;
  vatType: string | null;
  netMinor: number | null;
  vatMinor: number | null;
};

type BookedLine = {
  account: string | null;
  vatType: string | null;
  netPrice: number | null;
  vat: number | null;
  netPriceInCurrency: number | null;
  vatInCurrency: number | null;
};

type DraftLine = {
  incomeAccount: string | null;
  vatType: string | null;
  net: number | null;
  gross: number | null;
};

type IssuedLine = {
  incomeAccount: string | null;
  vatType: string | null;
  net: number | null;
};

export function differ(field: string, expected: Shown, actual: Shown): Difference[] {
  return expected === actual ? [] : [{ field, expected, actual }];
}

/** As it rests in a problem, for `lib/i18n/explain-differences.ts` to word. */
export function differencesText(differences: readonly Difference[]): string {
  return differences
    .map(({ field, expected, actual }) => `${field}: ${expected ?? "–"} → ${actual ?? "–"}`)
    .join("; ");
}

/** A foreign document's own amounts stand in the …InCurrency fields; the others are Fiken's NOK. */
export function bookedLines(
  { currency }: Pick<Voucher, "currency">,
  lines: BookedLine[],
): LedgerLine[] {
  return lines.map(({ account, vatType, netPrice, vat, netPriceInCurrency, vatInCurrency }) =>
    currency === "NOK"
      ? { account, vatType, netMinor: netPrice, vatMinor: vat }
      : { account, vatType, netMinor: netPriceInCurrency, vatMinor: vatInCurrency },
  );
}

/** A draft's VAT is its gross less its net. */
export function draftLines(lines: DraftLine[]): LedgerLine[] {
  return lines.map(({ incomeAccount, vatType, net, gross }) => ({
    account: incomeAccount,
    vatType,
    netMinor: net,
    vatMinor: net === null || gross === null ? null : gross - net,
  }));
}

/**
 * Lines of a document that Fiken issues. Which of them Fiken rounds up is its own choice: accounts and nets are
 * compared, VAT by its total. `sign` -1: Fiken shows above nothing what the voucher has below.
 */
export function differInIssuedLines(
  { lines }: Voucher,
  issued: IssuedLine[],
  sign: 1 | -1 = 1,
): Difference[] {
  return differInLines(
    { lines: lines.map((line) => ({ ...line, vatMinor: 0 })) },
    issued.map(({ incomeAccount, vatType, net }) => ({
      account: incomeAccount,
      vatType,
      netMinor: net === null ? null : sign * net,
      vatMinor: 0,
    })),
  );
}

/**
 * What turns the amounts of a document that Fiken shows into the voucher's. Fiken's description does not tell the
 * sign of a credit note's amounts; the note as a whole is below nothing.
 */
export function signShown(
  { kind }: Voucher,
  { net, gross }: { net: number | null; gross: number | null },
): 1 | -1 {
  return kind === "customer_credit_note" && (gross || net || 0) > 0 ? -1 : 1;
}

/** Lines as a multiset: their order means nothing, how often each stands there does. */
export function differInLines(
  { lines }: { lines: readonly LedgerLine[] },
  actual: readonly LedgerLine[],
): Difference[] {
  const surplus = new Map<string, number>();
  const count = (line: LedgerLine, by: number) => {
    const key = lineKey(line);
    surplus.set(key, (surplus.get(key) ?? 0) + by);
  };
  for (const line of lines) count(line, -1);
  for (const line of actual) count(line, 1);

  const differing = [...surplus]
    .filter(([, times]) => times !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return differing.map(([key, times]) => ({
    field: "line",
    expected: times < 0 ? `${-times} × ${key}` : null,
    actual: times > 0 ? `${times} × ${key}` : null,
  }));
}

function lineKey({ account, vatType, netMinor, vatMinor }: LedgerLine): string {
  return `${account} ${vatType?.toUpperCase()} ${netMinor} + ${vatMinor ?? 0}`;
}

export function total(lines: readonly LedgerLine[], amount: "netMinor" | "vatMinor"): number {
  return lines.reduce((sum, line) => sum + (line[amount] ?? 0), 0);
}

/** Fiken may list the same document twice: counted once by what tells documents apart. */
export function differInAttachments(
  { attachments }: Expected,
  listed: FikenAttachment[],
): Difference[] {
  const documents = new Set(
    listed.map(
      ({ uuid, identifier, downloadUrl }, index) => uuid ?? identifier ?? downloadUrl ?? index,
    ),
  );
  return documents.size >= attachments
    ? []
    : [{ field: "attachments", expected: attachments, actual: documents.size }];
}
