import type { Transfer } from "@/db/schema/transfers";
import { type Problem, retryOf } from "@/lib/errors/catalog";
import type { Locale } from "@/lib/i18n/locales";
import { decisionsOf } from "@/lib/transfer/document/decide-change";
import { shownKindOf } from "./shown-kind";
import { type Addresses, toProblemRow } from "./to-problem-row";
import type { TransferRow } from "./transfer-row";

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

/** `addresses`: where the transfer's document stands in both systems, for whoever knows. */
export function toTransferRow(
  transfer: RowSource,
  locale: Locale,
  addresses?: Addresses,
): TransferRow {
  const problems = standingProblems(transfer);
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
    problems: problems.map((problem) => toProblemRow(problem, locale, addresses)),
    decisions: decisionsOf(problems),
  };
}

/** What was to be fixed is history once the transfer is back in line; what passes by itself is why it waits. */
function standingProblems({ state, problems }: RowSource): Problem[] {
  if (state === "held" || state === "failed") return problems;
  return problems.filter((problem) => retryOf(problem) === "automatic");
}
