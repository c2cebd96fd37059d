"use server";

import { z } from "zod";
import type { TakeOverRow } from "@/db/schema/take-overs";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { translatorFor } from "@/lib/i18n/translator";
import { reverseTakeOver, takeOver } from "@/lib/vendor/take-over";
import { act } from "../act";
import type { FormState } from "../action-form";
import { confirmed, day, installationId, reason, rowId } from "../fields";

const ofOne = z.object({ installationId, fromDay: day, reason, confirmed });
const ofAll = z.object({ fromDay: day, reason, confirmed });
const reversal = z.object({ takeOverId: rowId, resumesOn: day, reason });

/** Nothing resumes where another take-over holds. */
function explainHolding(holding: TakeOverRow | null, locale: Locale): string | null {
  if (!holding) return null;
  const key = holding.installationId === null ? "allStillHeld" : "stillHeld";
  const day = formatDate(holding.fromDay, locale);
  return translatorFor(locale)(`vendor.takeOver.${key}`, { day });
}

export async function takeOverAction(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, ofOne, (db, { confirmed: _confirmed, ...input }, acting) =>
    takeOver(db, { ...input, ...acting }),
  );
}

export async function takeOverAllAction(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, ofAll, (db, { fromDay, reason: why }, acting) =>
    takeOver(db, { installationId: null, fromDay, reason: why, ...acting }),
  );
}

export async function reverseTakeOverAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return act(
    form,
    reversal,
    (db, input, acting) => reverseTakeOver(db, { ...input, ...acting }),
    explainHolding,
  );
}
