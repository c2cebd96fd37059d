import { z } from "zod";
import { embedded, readBody } from "@/app/api/embedded/embedded";
import { CHOICES, rowFilterSchema, rowTargetSchema } from "@/app/settings/import/import-rows";
import { readImportRows } from "@/app/settings/import/read-import-rows";
import { toQueryTarget } from "@/app/settings/import/row-query";
import { chooseForRows } from "@/lib/import/choose";

const { kind, action, outcome } = rowFilterSchema.shape;

/** What is no filter of ours restricts nothing. */
const askedSchema = z.object({
  kind: kind.catch(null),
  action: action.catch(null),
  outcome: outcome.catch(null),
  withProblems: z.literal("true").nullable().catch(null),
  search: z.string().catch(""),
  cursor: z.string().nullable(),
});

const choiceSchema = z.object({
  target: rowTargetSchema,
  choice: z.enum(["proposed", ...CHOICES]),
  rackbeatKey: z.string().min(1).exactOptional(),
});

/** A page of rows. */
export const GET = embedded(({ db, installation, locale, request }) => {
  const { searchParams } = new URL(request.url);
  const names = Object.keys(askedSchema.shape);
  const asked = askedSchema.parse(
    Object.fromEntries(names.map((name) => [name, searchParams.get(name)])),
  );
  const { cursor, withProblems, search, ...filter } = asked;
  return readImportRows(db, {
    ...{ installationId: installation.id, locale, cursor },
    filter: { ...filter, withProblems: withProblems !== null, search: search.slice(0, 200) },
  });
});

/** Another way for rows, one by one or all that a filter lets through. */
export const PUT = embedded(async ({ db, installation, request }) => {
  const { target, ...option } = await readBody(request, choiceSchema);
  const rows = toQueryTarget(target);
  return chooseForRows(db, {
    ...{ installationId: installation.id, option },
    rows: "rowIds" in rows ? { ids: rows.rowIds } : rows,
  });
});
