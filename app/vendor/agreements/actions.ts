"use server";

import { z } from "zod";
import { writeNote } from "@/lib/vendor/notes";
import { writeDownRemoval } from "@/lib/vendor/removal";
import {
  agreePrice,
  endPrice,
  grantFreeMonth,
  setParty,
  setTrial,
  withdrawFreeMonth,
} from "@/lib/vendor/terms";
import { act } from "../act";
import type { FormState } from "../action-form";
import {
  confirmed,
  countryOrNone,
  day,
  dayOrNone,
  installationId,
  kroner,
  monthOrNone,
  reason,
  rowId,
  textOrNone,
} from "../fields";
import { monthSchema } from "../params";

const MAX_TRIAL_DAYS = 365;

const price = z.object({
  ...{ installationId, fromDay: day, toDay: dayOrNone, priceMinor: kroner, reason },
});

export async function agreePriceAction(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, price, (db, input, acting) => agreePrice(db, { ...input, ...acting }));
}

const priceEnd = z.object({ installationId, pricePeriodId: rowId, toDay: day });

export async function endPriceAction(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, priceEnd, (db, input, acting) => endPrice(db, { ...input, ...acting }));
}

const trial = z.object({
  installationId,
  trialDays: z.coerce.number().int().min(0).max(MAX_TRIAL_DAYS),
});

export async function setTrialAction(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, trial, (db, input, acting) => setTrial(db, { ...input, ...acting }));
}

const freeMonth = z.object({ installationId, month: monthSchema, reason });

export async function grantFreeMonthAction(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, freeMonth, (db, input, acting) => grantFreeMonth(db, { ...input, ...acting }));
}

const withdrawnMonth = z.object({ installationId, month: monthSchema });

export async function withdrawFreeMonthAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return act(form, withdrawnMonth, (db, input, acting) =>
    withdrawFreeMonth(db, { ...input, ...acting }),
  );
}

const party = z.object({
  installationId,
  country: countryOrNone,
  organizationNumber: textOrNone,
  vatNumber: textOrNone,
  restatedFrom: monthOrNone,
});

export async function setPartyAction(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, party, (db, input, acting) => setParty(db, { ...input, ...acting }));
}

const removal = z.object({ installationId, day, reason, confirmed });

export async function writeDownRemovalAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return act(form, removal, (db, { confirmed: _confirmed, ...input }, acting) =>
    writeDownRemoval(db, { ...input, ...acting }),
  );
}

const note = z.object({ installationId, text: z.string().trim().min(1).max(5000) });

export async function writeNoteAction(_before: FormState, form: FormData): Promise<FormState> {
  return act(form, note, (db, input, acting) => writeNote(db, { ...input, ...acting }));
}
