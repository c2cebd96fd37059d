import type { VoucherEntries } from "@/lib/bookkeeping/voucher/voucher-entries";
import type { Locale } from "@/lib/i18n/locales";
import type { PreviewedDocument } from "@/lib/transfer/view/preview";
import { toProblemRow } from "../status/to-problem-row";
import type { Previewed } from "./preview-state";
import type { ShownVoucher } from "./voucher-shape";

export function toPreviewed(document: PreviewedDocument, locale: Locale): Previewed {
  const { kind, isCredit, number, partyName, date, currency, booked, problems, leftOut } = document;
  return {
    kind: shownKindOf(kind, isCredit),
    ...{ number, partyName, date, currency, leftOut },
    booked: booked && {
      voucher: toShownVoucher(booked.entries, booked.voucher.currency),
      totals: booked.totals,
    },
    problems: problems.map((problem) => toProblemRow(problem, locale)),
  };
}

export function toShownVoucher(entries: VoucherEntries, currency: string): ShownVoucher {
  return { ...entries, currency };
}

function shownKindOf(kind: PreviewedDocument["kind"], isCredit: boolean): Previewed["kind"] {
  if (!isCredit) return kind;
  return kind === "customer_invoice" ? "customer_credit_note" : "supplier_credit_note";
}
