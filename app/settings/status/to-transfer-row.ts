import type { TransferEvent } from "@/db/schema/transfer-events";
import type { Transfer } from "@/db/schema/transfers";
import { type Problem, retryOf } from "@/lib/errors/catalog";
import { explain } from "@/lib/i18n/explain";
import type { Locale } from "@/lib/i18n/locales";
import type { ProblemRow, TransferDetails, TransferRow } from "./transfer-row";

/** What of a transfer its row is made of. */
export type RowSource = Pick<
  Transfer,
  | "id"
  | "kind"
  | "rackbeatKey"
  | "state"
  | "partyName"
  | "documentDate"
  | "currency"
  | "totalMinor"
  | "requestedAt"
  | "problems"
>;

export function toTransferRow(transfer: RowSource, locale: Locale): TransferRow {
  const { id, rackbeatKey, state, partyName, documentDate, currency, totalMinor } = transfer;
  return {
    id,
    kind: shownKindOf(transfer),
    number: rackbeatKey,
    state,
    partyName,
    documentDate,
    currency,
    totalMinor,
    requestedAt: transfer.requestedAt.toISOString(),
    problems: standingProblems(transfer).map((problem) => ({
      ...explain(problem, locale),
      place: placeOf(problem),
    })),
  };
}

/** Rackbeat keeps credit notes among the invoices; they are the ones below zero. */
function shownKindOf({ kind, totalMinor }: RowSource): TransferRow["kind"] {
  if ((totalMinor ?? 0) >= 0) return kind;
  if (kind === "customer_invoice") return "customer_credit_note";
  return kind === "supplier_invoice" ? "supplier_credit_note" : kind;
}

export function toTransferDetails(
  transfer: Transfer,
  events: readonly TransferEvent[],
  locale: Locale,
): TransferDetails {
  const { vatMinor, fikenKind, fikenId, fikenRequests, attempts, bookedAt, verifiedAt } = transfer;
  return {
    ...toTransferRow(transfer, locale),
    vatMinor,
    fikenKind,
    fikenId,
    fikenRequests,
    attempts,
    bookedToVerifiedMs: bookedAt && verifiedAt ? verifiedAt.getTime() - bookedAt.getTime() : null,
    events: events.map(({ id, at, event }) => ({ id, at: at.toISOString(), event })),
  };
}

/** What was to be fixed is history once the transfer is back in line; what passes by itself is why it waits. */
function standingProblems({ state, problems }: RowSource): Problem[] {
  if (state === "held" || state === "failed") return problems;
  return problems.filter((problem) => retryOf(problem) === "automatic");
}

/** The page on which a problem is solved; null where that is in Rackbeat or Fiken. */
export function placeOf({ code, details }: Problem): ProblemRow["place"] {
  if (code.startsWith("mapping.") && code !== "mapping.vat_zone_unknown") {
    return "side" in details ? `mapping-${details.side}` : "mapping";
  }
  if (code === "fiken.account_refused") return "mapping";
  const inSetUp: Problem["code"][] = [
    "fiken.grant_revoked",
    "fiken.not_connected",
    "connection.set_up_incomplete",
    "document.vat_rounded_by_fiken",
    "document.credit_not_reversible",
  ];
  return inSetUp.includes(code) ? "set-up" : null;
}
