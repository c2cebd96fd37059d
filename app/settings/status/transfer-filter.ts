import { z } from "zod";
import { GROUP_NAMES } from "./overview";
import { KINDS } from "./transfer-row";

/** What of the transfers is shown; a part that says nothing restricts nothing. */
export const filterSchema = z.object({
  /** A number or its beginning, a part of a party's name, or an amount. */
  text: z.string().trim().max(100).catch(""),
  kind: z.enum(KINDS).nullable().catch(null),
  group: z.enum(GROUP_NAMES).nullable().catch(null),
  /** Dates of documents, both included. */
  from: z.iso.date().nullable().catch(null),
  to: z.iso.date().nullable().catch(null),
});
export type TransferFilter = z.infer<typeof filterSchema>;

export const NO_FILTER: TransferFilter = {
  text: "",
  kind: null,
  group: null,
  from: null,
  to: null,
};

export function isFiltered(filter: TransferFilter): boolean {
  return Object.values(filter).some(Boolean);
}

/** As a query string, without what says nothing. */
export function paramsOf(filter: TransferFilter): URLSearchParams {
  const said = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return new URLSearchParams(said);
}

/** What makes no sense is left out, as is what is none of ours. */
export function filterOf(params: URLSearchParams): TransferFilter {
  return filterSchema.parse({
    text: params.get("text") ?? "",
    kind: params.get("kind"),
    group: params.get("group"),
    from: params.get("from"),
    to: params.get("to"),
  });
}
