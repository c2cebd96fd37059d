"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { anyAnswer } from "@/app/fetch-json";
import { Button } from "@/app/ui/button";
import { Checkbox, Choice, DateField, SelectField } from "@/app/ui/field";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { BankAccountField } from "./bank-account-field";
import {
  type ChoicesDraft,
  changedChoices,
  chosenSince,
  NOTHING_CHOSEN,
  shownChoices,
  withChoice,
} from "./choices-draft";
import { KindsFields } from "./kinds-fields";
import type { SetUpState, TransferChoices } from "./set-up-state";

/** What is transferred, from when, and what becomes of it in Fiken. */
export function DocumentsForm({
  setUp,
  isCurrent,
  takesFocus = false,
  savedText,
  onSaved,
}: {
  setUp: SetUpState;
  isCurrent: boolean;
  /** Opened by a press on what it stands in place of. */
  takesFocus?: boolean;
  /** Said beside the button until something else is chosen, where the form stays. */
  savedText?: string;
  onSaved?: () => void;
}) {
  const translate = useTranslations("setUp");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(NOTHING_CHOSEN);
  const choices = shownChoices(setUp, draft);
  const save = useMutation({
    mutationFn: (sent: ChoicesDraft) =>
      fetchJson("/api/embedded/settings", anyAnswer, {
        method: "PUT",
        body: changedChoices(setUp, sent),
      }),
    onSuccess: async (_answer, sent) => {
      await queryClient.invalidateQueries();
      setDraft((current) => chosenSince(current, sent));
      onSaved?.();
    },
  });
  function change(part: Partial<TransferChoices>) {
    setDraft(withChoice(setUp, draft, part));
    if (!save.isPending) save.reset();
  }
  return (
    <form
      ref={takesFocus ? focus : null}
      tabIndex={-1}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <Choice
        legend={translate("mode")}
        name="mode"
        value={choices.salesInvoiceMode}
        onChange={(salesInvoiceMode) => change({ salesInvoiceMode })}
        options={[
          { value: "booked", label: translate("modeBooked"), hint: translate("modeBookedHint") },
          { value: "draft", label: translate("modeDraft"), hint: translate("modeDraftHint") },
        ]}
      />
      <Choice
        legend={translate("issuer")}
        name="issuer"
        value={choices.invoiceIssuer}
        onChange={(invoiceIssuer) => change({ invoiceIssuer })}
        options={[
          {
            value: "rackbeat",
            label: translate("issuerRackbeat"),
            hint: translate("issuerRackbeatHint"),
          },
          { value: "fiken", label: translate("issuerFiken"), hint: translate("issuerFikenHint") },
        ]}
      />
      {choices.invoiceIssuer === "rackbeat" && (
        <SelectField
          label={translate("creditNotes")}
          hint={translate("creditNotesHint")}
          value={choices.creditNoteForm}
          onChange={({ target }) =>
            change({
              creditNoteForm: target.value === "reversal" ? "reversal" : "negative_sale",
            })
          }
        >
          <option value="negative_sale">{translate("creditNegativeSale")}</option>
          <option value="reversal">{translate("creditReversal")}</option>
        </SelectField>
      )}
      {choices.invoiceIssuer === "fiken" && setUp.company && (
        <BankAccountField
          value={choices.invoiceBankAccount}
          onChange={(invoiceBankAccount) => change({ invoiceBankAccount })}
        />
      )}
      <KindsFields choices={choices} onChange={change} />
      <DateField
        label={translate("startDate")}
        hint={translate("startDateHint")}
        required
        value={choices.startDate}
        onChange={(event) => change({ startDate: event.target.value })}
      />
      <Checkbox
        label={translate("attachPdf")}
        checked={choices.attachPdf}
        onChange={(event) => change({ attachPdf: event.target.checked })}
      />
      <FailureNotice error={save.error} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look={isCurrent ? "primary" : "secondary"} busy={save.isPending}>
          {translate("save")}
        </Button>
        {savedText !== undefined && (
          <p role="status" className="text-good">
            {save.isSuccess && savedText}
          </p>
        )}
      </div>
    </form>
  );
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}
