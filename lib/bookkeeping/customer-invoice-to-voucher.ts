import type { VatTreatment, VatZone } from "@/db/schema/mappings";
import { Exact, toMinor } from "@/lib/money";
import type { RackbeatCustomerInvoice, RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";
import { readTotals, type Totals } from "./document-totals";
import { amountOfLine } from "./line-amount";
import { joinText, nameOfLine, textWithQuantity } from "./line-text";
import { createProblemList, type Mapped, type ProblemList, refused } from "./mapped";
import type { Mapping } from "./mapping";
import { percentOf, treatmentOfRate, vatZoneOf } from "./treatment";
import { allotVat, vatByLine } from "./vat-allotment";
import type { Excluded, Voucher, VoucherLine } from "./voucher";

/** Fiken's account for rounding, outside VAT ("øreavrunding"). */
const ROUNDING = { account: "7740", vatType: "NONE" } as const;

/**
 * A sales invoice as bookkeeping, or every problem that somebody has to fix first. Rates and totals are the
 * document's own. Lines without an amount carry no posting: Fiken refuses them. Credit notes are not taken yet.
 */
export function voucherOfCustomerInvoice(
  invoice: RackbeatCustomerInvoice,
  mapping: Mapping,
): Mapped<Voucher | Excluded> {
  if (invoice.is_creditnote || new Exact(invoice.total_total).lessThan(0)) {
    return refused({ code: "document.kind_unsupported", details: { kind: "credit_note" } });
  }

  const problems = createProblemList();
  const head = readHead(invoice, problems);
  const { lines, amountLines } = readLines(invoice, mapping, head.vatZone, problems);
  const totals = readTotals(invoice, problems);
  // Sums of lines that could not be read would only name problems that are none.
  const unreadable = problems.refusal();
  if (unreadable) return unreadable;

  const rounding = roundingLine(lines, amountLines, totals, problems);
  const vat = spreadVat(lines, totals, problems);
  const refusal = problems.refusal();
  if (refusal) return refusal;
  if (lines.length === 0 && !rounding) {
    return { ok: true, value: { kind: "excluded", reason: "zero_document" } };
  }

  const booked = lines.map((line, index) => ({ ...line, vatMinor: vat[index] ?? 0 }));
  return {
    ok: true,
    value: {
      kind: "customer_invoice",
      ...head,
      lines: rounding ? [...booked, rounding] : booked,
      ...totals,
    },
  };
}

function readHead(invoice: RackbeatCustomerInvoice, problems: ProblemList) {
  const required = (field: string, value: string | null | undefined): string => {
    if (!value) problems.add({ code: "document.field_missing", details: { field } });
    return value ?? "";
  };
  const vatZone = invoice.vat_zone === null ? null : vatZoneOf(invoice.vat_zone);
  if (invoice.vat_zone !== null && vatZone === null) {
    problems.add({ code: "mapping.vat_zone_unknown", details: { zone: invoice.vat_zone } });
  }
  return {
    number: invoice.number,
    customerNumber: required("customer_id", invoice.customer_id ?? invoice.customer?.number),
    date: required("invoice_date", invoice.invoice_date),
    dueDate: required("due_date", invoice.due_date),
    vatZone,
  };
}

function readLines(
  invoice: RackbeatCustomerInvoice,
  mapping: Mapping,
  zone: VatZone | null,
  problems: ProblemList,
) {
  const lines: VoucherLine[] = [];
  let amountLines = 0;
  /** The line that a following line of text belongs to. */
  let preceding: VoucherLine | null = null;

  for (const [index, line] of invoice.lines.entries()) {
    const amount = amountOfLine(line, index + 1, problems);
    if (amount === null) {
      if (preceding) addText(preceding, line, index + 1);
      continue;
    }
    preceding = null;
    if (new Exact(amount).isZero()) continue;
    amountLines += 1;
    const netMinor = toMinor(amount);
    if (netMinor === 0) continue;

    const choice = chooseAccount(
      line,
      index + 1,
      mapping,
      { zone, stated: invoice.vat_zone },
      problems,
    );
    if (!choice) continue;
    preceding = {
      description: textWithQuantity(line.quantity, nameOfLine(line, index + 1)),
      ...choice,
      netMinor,
      vatMinor: 0,
      sourceLines: [index + 1],
    };
    lines.push(preceding);
  }
  return { lines, amountLines };
}

function addText(voucherLine: VoucherLine, { name }: RackbeatInvoiceLine, lineNumber: number) {
  voucherLine.description = joinText(voucherLine.description, name);
  voucherLine.sourceLines.push(lineNumber);
}

type StatedZone = { zone: VatZone | null; stated: string | null };

function chooseAccount(
  line: RackbeatInvoiceLine,
  lineNumber: number,
  mapping: Mapping,
  zone: StatedZone,
  problems: ProblemList,
): Pick<VoucherLine, "account" | "vatType" | "treatment" | "productGroup" | "rate"> | null {
  const isProduct = line.child_id !== null || line.item !== null;
  const group = line.item?.group ?? null;
  if (isProduct && !group) {
    problems.add({
      code: "document.field_missing",
      details: { field: `lines[${lineNumber}].item.group` },
    });
  }
  const treatment = treatmentOfLine(line, lineNumber, mapping, zone, problems);
  if (treatment === null || (isProduct && !group)) return null;

  const productGroup = group?.number ?? null;
  const choice = mapping.accountOf("sales", productGroup, treatment);
  if (!choice) {
    problems.add(unmapped(group, treatment, mapping));
    return null;
  }
  return { ...choice, treatment, productGroup, rate: percentOf(line.vat_percentage ?? "0") };
}

/** The rate decides where the law has it, also on a document to abroad; at 0 % the zone and the user do. */
function treatmentOfLine(
  { vat_percentage, item }: RackbeatInvoiceLine,
  lineNumber: number,
  mapping: Mapping,
  { zone, stated }: StatedZone,
  problems: ProblemList,
): VatTreatment | null {
  if (vat_percentage === null) {
    problems.add({
      code: "document.field_missing",
      details: { field: `lines[${lineNumber}].vat_percentage` },
    });
    return null;
  }
  const rate = percentOf(vat_percentage);
  const taxed = treatmentOfRate(rate);
  if (taxed) return taxed;
  if (!zone) {
    problems.add({ code: "mapping.vat_zone_unknown", details: { zone: stated ?? "" } });
    return null;
  }
  const group = item?.group?.number ?? null;
  const treatment = rate === "0" ? mapping.zeroTreatmentOf("sales", zone, group) : null;
  if (!treatment) {
    problems.add({ code: "mapping.vat_unmapped", details: { side: "sales", zone, rate } });
  }
  return treatment;
}

function unmapped(
  group: { number: number; name: string | null } | null,
  treatment: VatTreatment,
  mapping: Mapping,
) {
  if (!group) {
    return { code: "mapping.default_unmapped", details: { side: "sales", treatment } } as const;
  }
  const groupName = group.name ?? mapping.groupNameOf(group.number) ?? String(group.number);
  return {
    code: "mapping.group_unmapped",
    details: { side: "sales", group: group.number, groupName, treatment },
  } as const;
}

/** Within one øre per line the difference to the document's net is rounding; beyond it, a problem. */
function roundingLine(
  lines: VoucherLine[],
  amountLines: number,
  { netMinor: expectedMinor, currency }: Totals,
  problems: ProblemList,
): VoucherLine | null {
  const actualMinor = netOf(lines);
  const netMinor = expectedMinor - actualMinor;
  if (netMinor === 0) return null;
  if (Math.abs(netMinor) > amountLines) {
    problems.add({
      code: "document.total_differs",
      details: { expectedMinor, actualMinor, currency },
    });
  }
  return {
    description: "Øreavrunding",
    ...ROUNDING,
    treatment: null,
    productGroup: null,
    rate: "0",
    netMinor,
    vatMinor: 0,
    sourceLines: [],
  };
}

function spreadVat(
  lines: VoucherLine[],
  { vatMinor: expectedMinor, currency }: Totals,
  problems: ProblemList,
): number[] {
  const vat = allotVat(lines, expectedMinor);
  if (vat) return vat;
  const actualMinor = vatByLine(lines).reduce((sum, minor) => sum + minor, 0);
  problems.add({ code: "document.vat_differs", details: { expectedMinor, actualMinor, currency } });
  return [];
}

function netOf(lines: VoucherLine[]): number {
  return lines.reduce((sum, { netMinor }) => sum + netMinor, 0);
}
