import type { Database } from "@/db/client";
import { listReconciliationRows, type ReconciliationKey } from "@/db/queries/reconciliations";
import type { ReconciliationResult, ReconciliationRow } from "@/db/schema/reconciliations";
import { amountCell, streamCsv, textCell } from "@/lib/csv";
import { explain } from "@/lib/i18n/explain";
import { explainDifference } from "@/lib/i18n/explain-differences";
import { translatorFor } from "@/lib/i18n/translator";

const PAGE_SIZE = 1_000;

/** Norwegian whoever reads it: it goes to the accountant. Amounts have a decimal comma. */
const HEADER = [
  "Resultat",
  "Type",
  "Nummer",
  "Dato",
  "Kunde eller leverandør",
  "Valuta",
  "Beløp i Rackbeat",
  "Beløp i Fiken",
  "Differanse",
  "I Fiken",
  "Id i Fiken",
  "Avvik",
  "Årsak",
];

/** The whole result, page by page. */
export function streamReconciliation(
  db: Database,
  key: ReconciliationKey,
): ReadableStream<Uint8Array> {
  let offset = 0;
  return streamCsv({
    header: HEADER,
    toCells: cellsOf,
    readPage: async () => {
      const rows = await listReconciliationRows(db, { ...key, limit: PAGE_SIZE, offset });
      offset += rows.length;
      return rows;
    },
  });
}

/** What stands in Fiken by these; an amount that is not there is one that Fiken does not tell. */
const STANDING: ReadonlySet<ReconciliationResult> = new Set(["equal", "kept", "draft", "changed"]);

/** In Fiken less in Rackbeat; what is not there counts as nothing, and of what is not told there is no difference. */
export function differenceMinor({
  result,
  rackbeatMinor,
  fikenMinor,
}: Pick<ReconciliationRow, "result" | "rackbeatMinor" | "fikenMinor">): number {
  if (fikenMinor === null && STANDING.has(result)) return 0;
  return (fikenMinor ?? 0) - (rackbeatMinor ?? 0);
}

function cellsOf(row: ReconciliationRow): string[] {
  const translate = translatorFor("nb");
  const { result, kind, number, documentDate, partyName, currency, fikenKind, fikenId } = row;
  return [
    translate(`reconciliation.results.${result}`),
    translate(`kinds.${kind}`),
    textCell(number),
    documentDate ?? "",
    textCell(partyName ?? ""),
    currency ?? "",
    amountCell(row.rackbeatMinor),
    amountCell(row.fikenMinor),
    amountCell(differenceMinor(row)),
    fikenKindInWords(fikenKind),
    String(fikenId ?? ""),
    textCell(
      row.differences
        .map((difference) =>
          explainDifference(difference, { currency: currency ?? "NOK", locale: "nb" }),
        )
        .join("; "),
    ),
    textCell(reasonCell(row)),
  ];
}

function fikenKindInWords(fikenKind: string | null): string {
  const translate = translatorFor("nb");
  const key = `fikenKinds.${fikenKind}` as "fikenKinds.sale";
  return translate.has(key) ? translate(key) : (fikenKind ?? "");
}

function reasonCell({ reason }: ReconciliationRow): string {
  if (!reason) return "";
  const translate = translatorFor("nb");
  const state = reason.state
    ? translate(`states.${reason.state}`)
    : translate("reconciliation.unheard");
  return reason.problem ? `${state}: ${explain(reason.problem, "nb").cause}` : state;
}
