import { z } from "zod";
import { GROUP_NAMES } from "./overview";
import type { TransferFilter } from "./transfer-filter";
import { KINDS } from "./transfer-row";

const filterSchema = z.object({
  text: z.string().trim().max(100).catch(""),
  kind: z.enum(KINDS).nullable().catch(null),
  group: z.enum(GROUP_NAMES).nullable().catch(null),
  from: z.iso.date().nullable().catch(null),
  to: z.iso.date().nullable().catch(null),
});

/** The filter that a query string asks for. What makes no sense is left out, as is what is none of ours. */
export function readTransferFilter(params: URLSearchParams): TransferFilter {
  return filterSchema.parse({
    text: params.get("text") ?? "",
    kind: params.get("kind"),
    group: params.get("group"),
    from: params.get("from"),
    to: params.get("to"),
  });
}
