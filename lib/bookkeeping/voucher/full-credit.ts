import type { Voucher } from "./voucher";

/**
 * Whether a credit note takes back the whole of its original: party, currency, totals, and line by line product
 * group, rate and net. Neither texts and the order of lines count, nor what accounts the user has mapped since.
 */
export function creditsInFull(creditNote: Voucher, original: Voucher): boolean {
  return (
    isSameKind(creditNote, original) &&
    creditNote.currency === original.currency &&
    creditNote.netMinor === -original.netMinor &&
    creditNote.vatMinor === -original.vatMinor &&
    contentOf(creditNote, -1) === contentOf(original, 1)
  );
}

function isSameKind(creditNote: Voucher, original: Voucher): boolean {
  if (creditNote.kind === "customer_credit_note" && original.kind === "customer_invoice") {
    return creditNote.customerNumber === original.customerNumber;
  }
  return (
    creditNote.kind === "supplier_credit_note" &&
    original.kind === "supplier_invoice" &&
    creditNote.supplierNumber === original.supplierNumber
  );
}

function contentOf({ lines }: Voucher, sign: 1 | -1): string {
  const content = lines.map(({ productGroup, rate, netMinor }) =>
    [productGroup ?? "none", rate, sign * netMinor].join(" "),
  );
  return content.toSorted().join("\n");
}
