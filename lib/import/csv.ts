import type { Database } from "@/db/client";
import { listImportRows } from "@/db/queries/import-lists";
import type { FieldChange, ImportRow } from "@/db/schema/imports";
import { streamCsv, textCell } from "@/lib/csv";
import { explain } from "@/lib/i18n/explain";
import { translatorFor } from "@/lib/i18n/translator";
import { isInRackbeat, outcomeOf } from "./outcome";
import { fieldName, matchName } from "./words";

const PAGE_SIZE = 1_000;

/** Norwegian whoever reads it: it stays with the company's papers. */
const HEADER = [
  "Resultat",
  "Type",
  "Navn",
  "Org.nr. eller produktnummer",
  "Id i Fiken",
  "Nummer i Rackbeat",
  "Funnet på",
  "Endringer",
  "Lagerbeholdning",
  "Problem",
  "Løsning",
];

/** Every row of the import with what became of it, page by page. */
export function streamImport(
  db: Database,
  key: { installationId: string; importId: string },
): ReadableStream<Uint8Array> {
  return streamCsv<ImportRow>({
    header: HEADER,
    toCells: cellsOf,
    readPage: (last) =>
      listImportRows(db, { ...key, limit: PAGE_SIZE, ...(last && { after: last }) }),
  });
}

function cellsOf(row: ImportRow): string[] {
  const translate = translatorFor("nb");
  const { kind, name, identity, fikenId, rackbeatKey, matchedBy, changes, stock } = row;
  const problems = row.problems.map((problem) => explain(problem, "nb"));
  return [
    translate(`import.outcomes.${outcomeOf(row)}`),
    translate(`kinds.${kind}`),
    textCell(name),
    textCell(identity ?? ""),
    String(fikenId),
    isInRackbeat(outcomeOf(row)) ? textCell(rackbeatKey ?? "") : "",
    matchedBy ? matchName(matchedBy, "nb") : "",
    textCell(changes.map(changeCell).join(", ")),
    (stock ?? "").replace(".", ","),
    textCell(problems.map(({ cause }) => cause).join(" ")),
    textCell(problems.map(({ fix }) => fix).join(" ")),
  ];
}

function changeCell({ field, before, after }: FieldChange): string {
  return `${fieldName(field, "nb")}: ${before ?? "–"} → ${after ?? "–"}`;
}
