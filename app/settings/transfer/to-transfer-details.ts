import type { Posting } from "@/db/schema/postings";
import type { TransferEvent } from "@/db/schema/transfer-events";
import type { Transfer } from "@/db/schema/transfers";
import { entriesOf } from "@/lib/bookkeeping/voucher/voucher-entries";
import { explain } from "@/lib/i18n/explain";
import type { Locale } from "@/lib/i18n/locales";
import { standingVoucherOf } from "@/lib/transfer/view/standing-voucher";
import { toShownVoucher } from "../preview/to-previewed";
import type { Addresses } from "../status/to-problem-row";
import { toTransferRow } from "../status/to-transfer-row";
import type { ShownPosting, TransferDetails } from "./transfer-details";

/** What the page of a transfer is made of. */
export type DetailsSource = {
  transfer: Transfer;
  events: readonly TransferEvent[];
  postings: readonly Posting[];
  /** Companies that are not connected now, by connection. */
  left: ReadonlyMap<string, string>;
  addresses: Addresses;
  /** Names of the company's accounts by code. */
  accounts: ReadonlyMap<string, string>;
};

export function toTransferDetails(
  { transfer, events, postings, left, addresses, accounts }: DetailsSource,
  locale: Locale,
): TransferDetails {
  const { vatMinor, fikenKind, fikenId, fikenRequests, attempts, bookedAt, verifiedAt } = transfer;
  const { fikenDocument, rackbeatDocument } = addresses;
  return {
    ...toTransferRow(transfer, locale, { left, addresses }),
    ...{ subject: subjectOf(transfer), vatMinor, fikenKind, fikenId, fikenRequests, attempts },
    bookedToVerifiedMs: bookedAt && verifiedAt ? verifiedAt.getTime() - bookedAt.getTime() : null,
    events: events.map(({ id, at, event, details: { reason } }) => ({
      ...{ id, at: at.toISOString(), event },
      note: event === "skipped" && reason ? String(reason) : null,
    })),
    postings: postings.map((posting) => toShownPosting(posting, locale)),
    links: { fiken: fikenId === null ? null : fikenDocument, rackbeat: rackbeatDocument },
    leftOut: transfer.state === "excluded" ? lastReason(events, "excluded") : null,
    skipReason: transfer.state === "skipped" ? lastReason(events, "skipped") : null,
    voucher: voucherOf(transfer, postings, accounts),
  };
}

function subjectOf({ kind }: Transfer): TransferDetails["subject"] {
  switch (kind) {
    case "customer":
    case "supplier":
      return "party";
    case "product":
    case "lot":
      return "item";
    case "stock_level":
      return "stock";
    default:
      return "document";
  }
}

function toShownPosting(
  { id, kind, state, intentAt, outcomeAt, lookUps, problem }: Posting,
  locale: Locale,
): ShownPosting {
  return {
    ...{ id, kind, state, at: intentAt.toISOString(), lookUps },
    tookMs: outcomeAt && outcomeAt.getTime() - intentAt.getTime(),
    said: problem && explain(problem, locale).cause,
  };
}

function lastReason(events: readonly TransferEvent[], wanted: string): string | null {
  const reason = events.findLast(({ event }) => event === wanted)?.details.reason;
  return typeof reason === "string" ? reason : null;
}

function voucherOf(
  { partyName }: Transfer,
  postings: readonly Posting[],
  accounts: ReadonlyMap<string, string>,
): TransferDetails["voucher"] {
  const voucher = standingVoucherOf(postings);
  if (!voucher) return null;
  // Which sub-account the party has, Fiken alone knows: the page does not wait for its answer.
  const entries = entriesOf(voucher, { accounts, ledger: null, partyName });
  return toShownVoucher(entries, voucher.currency);
}
