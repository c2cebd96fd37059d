"use server";

import { z } from "zod";
import { closeMonth } from "@/lib/vendor/months";
import { act } from "../act";
import type { FormState } from "../action-form";
import { confirmed } from "../fields";
import { monthSchema } from "../params";

const closing = z.object({
  month: monthSchema,
  confirmed,
  lines: z.coerce.number().int(),
  netMinor: z.coerce.number().int(),
  vatMinor: z.coerce.number().int(),
});

export async function closeMonthAction(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, closing, (db, { month, confirmed: _confirmed, ...seen }, acting) =>
    closeMonth(db, { month, confirmed: seen, ...acting }),
  );
}
