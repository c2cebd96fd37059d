import type { MappingSide, VatZone } from "@/db/schema/mappings";
import { readTotals, type Totals } from "@/lib/bookkeeping/document/document-totals";
import { amountOfLine } from "@/lib/bookkeeping/document/line-amount";
import { joinText, nameOfLine, textWithQuantity } from "@/lib/bookkeeping/document/line-text";
import type { ProblemList } from "@/lib/bookkeeping/document/mapped";
import { minorOf } from "@/lib/bookkeeping/document/minor-amount";
import type { RackbeatDocument, Sign } from "@/lib/bookkeeping/document/upright-document";
import type { Mapping } from "@/lib/bookkeeping/mapping/mapping";
import { vatZoneOf } from "@/lib/bookkeeping/mapping/treatment";
import { Exact } from "@/lib/money";
import type { RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";
import { chooseAccount, type LineContext } from "./line-account";
import { allotVat, vatByLine } from "./vat-allotment";
import type { VoucherLine } from "./voucher";

/** Fiken's account for rounding, outside VAT ("øreavrunding"). */
const ROUNDING = { account: "7740", vatType: "NONE" } as const;

/** What is read alike of every document: zone, lines and totals, negative on a credit note. */
export type DocumentBody<Side extends MappingSide> = Totals & {
  vatZone: VatZone | null;
  lines: VoucherLine<Side>[];
};

/**
 * Lines and totals of an upright document as bookkeeping, its rates and totals its own; null where there are
 * problems, told or found here. Lines without an amount carry no posting: Fiken refuses them. No lines at all: a
 * document that leaves nothing to book.
 */
export function readBody<Side extends MappingSide>(
  side: Side,
  { document, sign }: { document: RackbeatDocument; sign: Sign },
  mapping: Mapping,
  problems: ProblemList,
): DocumentBody<Side> | null {
  const zone = readZone(document.vat_zone, problems);
  const context = { side, mapping, zone, statedZone: document.vat_zone, problems };
  const { lines, amountLines } = readLines(document.lines, context);
  const totals = readTotals(document, problems);
  // Sums of lines that could not be read would only name problems that are none.
  if (problems.refusal()) return null;

  const rounding = roundingLine(lines, amountLines, totals, problems);
  const vat = spreadVat(lines, totals, problems);
  if (problems.refusal()) return null;

  const taxed = lines.map((line, index) => withVat(line, vat[index] ?? 0));
  const booked = (rounding ? [...taxed, rounding] : taxed).map((line) => signed(line, sign));
  const netMinor = sumOf(booked, "netMinor");
  const vatMinor = sumOf(booked, "vatMinor");
  return {
    vatZone: zone,
    lines: booked,
    currency: totals.currency,
    netMinor,
    vatMinor,
    grossMinor: netMinor + vatMinor,
  };
}

function readZone(stated: string | null, problems: ProblemList): VatZone | null {
  const zone = stated === null ? null : vatZoneOf(stated);
  if (stated !== null && zone === null) {
    problems.add({ code: "mapping.vat_zone_unknown", details: { zone: stated } });
  }
  return zone;
}

function readLines<Side extends MappingSide>(
  documentLines: RackbeatInvoiceLine[],
  context: LineContext<Side>,
) {
  const lines: VoucherLine<Side>[] = [];
  let amountLines = 0;
  /** The line that a following line of text belongs to. */
  let preceding: VoucherLine<Side> | null = null;

  for (const [index, line] of documentLines.entries()) {
    const amount = amountOfLine(line, index + 1, context.problems);
    if (amount === null) {
      if (preceding) addText(preceding, line, index + 1);
      continue;
    }
    preceding = null;
    if (new Exact(amount).isZero()) continue;
    amountLines += 1;
    const netMinor = minorOf(amount, `lines[${index + 1}].line_total`, context.problems);
    if (netMinor === 0) continue;

    const choice = chooseAccount(line, index + 1, context);
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

/** Within one øre per line the difference to the document's net is rounding; beyond it, a problem. */
function roundingLine(
  lines: VoucherLine[],
  amountLines: number,
  { netMinor: expectedMinor, currency }: Totals,
  problems: ProblemList,
) {
  const actualMinor = sumOf(lines, "netMinor");
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

/** VAT that the user does not deduct is part of what the thing costs. */
function withVat<Line extends VoucherLine>(line: Line, vatMinor: number): Line {
  return line.vatType === "NONE"
    ? { ...line, netMinor: line.netMinor + vatMinor }
    : { ...line, vatMinor };
}

function signed<Line extends VoucherLine>(line: Line, sign: Sign): Line {
  // `|| 0`: there is no minus nothing.
  return { ...line, netMinor: sign * line.netMinor, vatMinor: sign * line.vatMinor || 0 };
}

function sumOf(lines: VoucherLine[], amount: "netMinor" | "vatMinor"): number {
  return lines.reduce((sum, line) => sum + line[amount], 0);
}
