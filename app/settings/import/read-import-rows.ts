import { z } from "zod";
import type { Database } from "@/db/client";
import { countImportRows, type ImportRowPlace, listImportRows } from "@/db/queries/import-lists";
import { findImport } from "@/db/queries/imports";
import type { ImportOption, ImportRow } from "@/db/schema/imports";
import { explain } from "@/lib/i18n/explain";
import type { Locale } from "@/lib/i18n/locales";
import { outcomeOf } from "@/lib/import/outcome";
import { fieldName, matchName } from "@/lib/import/words";
import type { ImportRowPage, RowFilter, ShownRow } from "./import-rows";
import { KINDS } from "./import-state";
import { toQueryFilter } from "./row-query";

const PAGE_SIZE = 50;

const placeSchema = z.tuple([
  z.enum(["after", "before"]),
  z.enum(KINDS),
  z.coerce.number().int(),
  z.uuid(),
]);

type RowsRequest = {
  installationId: string;
  locale: Locale;
  filter: RowFilter;
  /** What an earlier page gave, or "last"; anything else is the first page. */
  cursor: string | null;
};

export async function readImportRows(
  db: Database,
  { installationId, locale, filter: shown, cursor }: RowsRequest,
): Promise<ImportRowPage> {
  const found = await findImport(db, { installationId });
  if (!found) return { rows: [], total: 0, offset: 0, previous: null, next: null };
  const key = { installationId, importId: found.id, filter: toQueryFilter(shown) };
  const [listed, total] = await Promise.all([
    listImportRows(db, { ...key, ...placeOf(cursor), limit: PAGE_SIZE }),
    countImportRows(db, key),
  ]);
  const [first, last] = [listed[0], listed.at(-1)];
  const offset = first ? await countImportRows(db, { ...key, before: first }) : 0;
  return {
    rows: listed.map((row) => shownRow(row, locale)),
    ...{ total, offset },
    previous: first && offset > 0 ? cursorOf("before", first) : null,
    next: last && offset + listed.length < total ? cursorOf("after", last) : null,
  };
}

function cursorOf(side: "after" | "before", { kind, position, id }: ImportRow): string {
  return [side, kind, position, id].join(",");
}

function placeOf(cursor: string | null): {
  after?: ImportRowPlace;
  before?: ImportRowPlace;
  fromEnd?: boolean;
} {
  if (cursor === "last") return { fromEnd: true };
  const parsed = placeSchema.safeParse(cursor?.split(","));
  if (!parsed.success) return {};
  const [side, kind, position, id] = parsed.data;
  return { [side]: { kind, position, id } };
}

function shownRow(row: ImportRow, locale: Locale): ShownRow {
  const { id, kind, name, identity, action, proposed, rackbeatKey, stock } = row;
  return {
    ...{ id, kind, name, identity, action, rackbeatKey, stock },
    outcome: outcomeOf(row),
    isChosen: action !== proposed,
    matchedBy: row.matchedBy && matchName(row.matchedBy, locale),
    changes: row.changes.map(({ field, ...change }) => ({
      ...{ ...change, field: fieldName(field, locale) },
    })),
    options: row.options.map((option) => shownOption(row, option)),
    problems: row.problems.map((problem) => explain(problem, locale)),
  };
}

function shownOption(row: ImportRow, option: ImportOption): ShownRow["options"][number] {
  const { choice, rackbeatKey, label, changes } = option;
  return {
    ...{ choice, rackbeatKey, label, changeCount: changes.length },
    isCurrent:
      option.action === row.action &&
      rackbeatKey === row.rackbeatKey &&
      JSON.stringify(changes) === JSON.stringify(row.changes),
  };
}
