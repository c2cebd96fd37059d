import { revalidatePath } from "next/cache";
import { getLocale } from "next-intl/server";
import { z } from "zod";
import { problemOf } from "@/app/api/handle";
import type { Database } from "@/db/client";
import { getDatabase } from "@/db/database";
import { AppError } from "@/lib/errors/app-error";
import { explain } from "@/lib/i18n/explain";
import type { Locale } from "@/lib/i18n/locales";
import type { Acting } from "@/lib/vendor/action";
import type { FormState } from "./action-form";
import { requireActing } from "./staff";

/**
 * What every form does: who acts, what was filled in, the use case, and what came of it in the reader's words.
 * `butOf`: what of a result is to be told beside that it is done.
 */
export async function act<Schema extends z.ZodType, Result>(
  form: FormData,
  schema: Schema,
  run: (db: Database, input: z.output<Schema>, acting: Acting) => Promise<Result>,
  butOf: (result: Result, locale: Locale) => string | null = () => null,
): Promise<FormState> {
  const acting = await requireActing();
  const locale = await getLocale();
  let but: string | null;
  try {
    but = butOf(await run(await getDatabase(), read(form, schema), acting), locale);
  } catch (error) {
    const { cause, fix } = explain(problemOf(error), locale);
    return { status: "refused", cause, fix };
  }
  revalidatePath("/vendor", "layout");
  return { status: "done", but };
}

function read<Schema extends z.ZodType>(form: FormData, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (parsed.success) return parsed.data;
  const message = z.prettifyError(parsed.error);
  throw new AppError({ code: "request.malformed", details: { message } });
}
