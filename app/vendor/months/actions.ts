"use server";

import { z } from "zod";
import { closeMonth } from "@/lib/vendor/months";
import { act } from "../act";
import type { FormState } from "../action-form";
import { confirmed } from "../fields";
import { monthSchema } from "../params";

const closing = z.object({ month: monthSchema, confirmed });

export async function closeMonthAction(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, closing, (db, { month }, acting) => closeMonth(db, { month, ...acting }));
}
