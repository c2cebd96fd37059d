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
  | "connectionId"
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

type Around = {
  /** Companies that are not connected now, by connection. */
  left: ReadonlyMap<string, string>;
  /** Where the transfer's document stands in both systems, for whoever knows. */
  addresses?: Addresses;
};

/** Ends that nothing is done about any more. */
const AT_ITS_END: readonly Transfer["state"][] = ["verified", "unchanged", "excluded"];

export function toTransferRow(
  transfer: RowSource,
  locale: Locale,
  { left, addresses }: Around,
): TransferRow {
  const isAtItsEnd = AT_ITS_END.includes(transfer.state);
  const restsWith = isAtItsEnd ? null : (left.get(transfer.connectionId) ?? null);
  const problems = restsWith === null ? standingProblems(transfer) : [];
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
    restsWith,
  };
}

/** What was to be fixed is history once the transfer is back in line; what passes by itself is why it waits. */
function standingProblems({ state, problems }: RowSource): Problem[] {
  if (state === "held" || state === "failed") return problems;
  return problems.filter((problem) => retryOf(problem) === "automatic");
}
