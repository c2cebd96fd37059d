import type { FikenAttachment } from "@/lib/fiken/schemas/attachments";
import type { FikenInvoiceDraft } from "@/lib/fiken/schemas/invoice-drafts";
import type { FikenInvoice } from "@/lib/fiken/schemas/invoices";
import type { FikenSaleDraft } from "@/lib/fiken/schemas/sale-drafts";
import type { FikenSale } from "@/lib/fiken/schemas/sales";
import type { Voucher } from "./voucher";

type Shown = string | number | boolean | null;

/** What Fiken shows and what should stand there. Amounts in minor units. */
export type Difference = { field: string; expected: Shown; actual: Shown };

/** What is expected beside the voucher itself. */
export type Expected = {
  contactId: number;
  /** Documents attached at least; none are counted where it is 0. */
  attachments: number;
};

type Line = {
  account: string | null;
  vatType: string | null;
  netMinor: number | null;
  vatMinor: number | null;
};

/** A booked sale against its voucher, to the øre. Nothing differs: an empty list. */
export function compareVoucherWithSale(
  voucher: Voucher,
  expected: Expected,
  sale: FikenSale,
): Difference[] {
  const lines = linesOfSale(voucher, sale);
  return [
    ...differ("kind", "external_invoice", sale.kind),
    ...differ("deleted", false, sale.deleted),
    ...differ("number", voucher.number, sale.saleNumber),
    ...differ("date", voucher.date, sale.date),
    ...differ("dueDate", voucher.dueDate, sale.dueDate),
    ...differ("contactId", expected.contactId, sale.customer?.contactId ?? null),
    ...differ("currency", voucher.currency, sale.currency ?? "NOK"),
    ...differInLines(voucher, lines),
    ...(voucher.currency === "NOK"
      ? [
          ...differ("netAmount", voucher.netMinor, sale.netAmount ?? voucher.netMinor),
          ...differ("vatAmount", voucher.vatMinor, sale.vatAmount ?? voucher.vatMinor),
        ]
      : []),
    ...differInAttachments(expected, sale.saleAttachments),
  ];
}

/** A sale draft against its voucher, to the øre. */
export function compareVoucherWithSaleDraft(
  voucher: Voucher,
  expected: Expected,
  draft: FikenSaleDraft,
): Difference[] {
  const lines = draft.lines.map(({ incomeAccount, vatType, net, gross }) => ({
    account: incomeAccount,
    vatType,
    netMinor: net,
    vatMinor: net === null || gross === null ? null : gross - net,
  }));
  return [
    ...differ("cash", false, draft.cash),
    ...differ("paid", false, draft.paid),
    ...differ("number", voucher.number, draft.invoiceNumber),
    ...differ("date", voucher.date, draft.invoiceIssueDate),
    ...differ("dueDate", voucher.dueDate, draft.dueDate),
    ...differ("contactId", expected.contactId, draft.contact?.contactId ?? null),
    ...differ("currency", voucher.currency, draft.currency ?? "NOK"),
    ...differInLines(voucher, lines),
    ...differInAttachments(expected, draft.attachments),
  ];
}

/** An invoice that Fiken has numbered against its voucher, to the øre; Rackbeat's number is its order reference. */
export function compareVoucherWithInvoice(
  voucher: Voucher,
  expected: Expected,
  invoice: FikenInvoice,
): Difference[] {
  const lines = invoice.lines.map(({ incomeAccount, vatType, net, vat }) => ({
    account: incomeAccount,
    vatType,
    netMinor: net,
    vatMinor: vat,
  }));
  return [
    ...differ("deleted", false, invoice.sale?.deleted ?? false),
    ...differ("orderReference", voucher.number, invoice.orderReference),
    ...differ("date", voucher.date, invoice.issueDate),
    ...differ("dueDate", voucher.dueDate, invoice.dueDate),
    ...differ("contactId", expected.contactId, invoice.customer?.contactId ?? null),
    ...differ("currency", voucher.currency, invoice.currency ?? "NOK"),
    ...differ("net", voucher.netMinor, invoice.net),
    ...differ("vat", voucher.vatMinor, invoice.vat),
    ...differ("gross", voucher.grossMinor, invoice.gross),
    // Which line Fiken rounds up is Fiken's choice here: accounts and nets are compared, VAT by its total.
    ...differInLines(
      withoutVat(voucher),
      lines.map((line) => ({ ...line, vatMinor: 0 })),
    ),
    ...differInAttachments(expected, invoice.attachments),
  ];
}

/** An invoice draft against its voucher; Fiken shows the draft's totals, not its lines' amounts. */
export function compareVoucherWithInvoiceDraft(
  voucher: Voucher,
  expected: Expected,
  draft: FikenInvoiceDraft,
): Difference[] {
  const [customer, ...others] = draft.customers;
  return [
    ...differ("orderReference", voucher.number, draft.orderReference),
    ...differ("date", voucher.date, draft.issueDate),
    ...differ("contactId", expected.contactId, customer?.contactId ?? null),
    ...differ("customers", 1, others.length + (customer ? 1 : 0)),
    ...differ("currency", voucher.currency, draft.currency ?? "NOK"),
    ...differ("lines", voucher.lines.length, draft.lines.length),
    ...differ("net", voucher.netMinor, draft.net ?? voucher.netMinor),
    ...differ("gross", voucher.grossMinor, draft.gross ?? voucher.grossMinor),
    ...differInAttachments(expected, draft.attachments),
  ];
}

/**
 * Whether a sale found by its number is this voucher already booked: another system's invoice, not deleted, same
 * number, contact, date, net and VAT. Decides adoption before posting, so texts and accounts do not count.
 */
export function matchesSale(voucher: Voucher, contactId: number, sale: FikenSale): boolean {
  const lines = linesOfSale(voucher, sale);
  return (
    sale.kind === "external_invoice" &&
    !sale.deleted &&
    sale.saleNumber === voucher.number &&
    sale.customer?.contactId === contactId &&
    sale.date === voucher.date &&
    (sale.currency ?? "NOK") === voucher.currency &&
    total(lines, "netMinor") === voucher.netMinor &&
    total(lines, "vatMinor") === voucher.vatMinor
  );
}

/** Whether a sale draft found by scanning is this voucher's: number, contact, date, net and VAT. */
export function matchesSaleDraft(
  voucher: Voucher,
  contactId: number,
  draft: FikenSaleDraft,
): boolean {
  return (
    !draft.cash &&
    draft.invoiceNumber === voucher.number &&
    draft.contact?.contactId === contactId &&
    draft.invoiceIssueDate === voucher.date &&
    (draft.currency ?? "NOK") === voucher.currency &&
    draft.lines.reduce((sum, { net }) => sum + (net ?? 0), 0) === voucher.netMinor &&
    draft.lines.reduce((sum, { gross }) => sum + (gross ?? 0), 0) === voucher.grossMinor
  );
}

/** A foreign document's own amounts stand in the …InCurrency fields; the others are Fiken's NOK. */
function linesOfSale({ currency }: Voucher, { lines }: FikenSale): Line[] {
  return lines.map(({ account, vatType, netPrice, vat, netPriceInCurrency, vatInCurrency }) =>
    currency === "NOK"
      ? { account, vatType, netMinor: netPrice, vatMinor: vat }
      : { account, vatType, netMinor: netPriceInCurrency, vatMinor: vatInCurrency },
  );
}

function withoutVat(voucher: Voucher): Pick<Voucher, "lines"> {
  return { lines: voucher.lines.map((line) => ({ ...line, vatMinor: 0 })) };
}

/** Lines as a multiset: their order means nothing, how often each stands there does. */
function differInLines({ lines }: Pick<Voucher, "lines">, actual: Line[]): Difference[] {
  const surplus = new Map<string, number>();
  const count = (line: Line, by: number) => {
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

function lineKey({ account, vatType, netMinor, vatMinor }: Line): string {
  return `${account} ${vatType?.toUpperCase()} ${netMinor} + ${vatMinor ?? 0}`;
}

function total(lines: Line[], amount: "netMinor" | "vatMinor"): number {
  return lines.reduce((sum, line) => sum + (line[amount] ?? 0), 0);
}

/** Fiken may list the same document twice: counted once by what tells documents apart. */
function differInAttachments({ attachments }: Expected, listed: FikenAttachment[]): Difference[] {
  const documents = new Set(
    listed.map(
      ({ uuid, identifier, downloadUrl }, index) => uuid ?? identifier ?? downloadUrl ?? index,
    ),
  );
  return documents.size >= attachments
    ? []
    : [{ field: "attachments", expected: attachments, actual: documents.size }];
}

function differ(field: string, expected: Shown, actual: Shown): Difference[] {
  return expected === actual ? [] : [{ field, expected, actual }];
}
