"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { Checkbox } from "@/app/ui/field";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { CustomerFields, ProductFields, SupplierFields } from "./choose-kind";
import { AccountFields, TermsFields } from "./choose-proposals";
import { choicesOf, type Draft, draftOf } from "./draft";
import { IMPORT_FORM_KEY, type ShownForm } from "./import-form";
import { IMPORT_KEY, importStateSchema, KINDS } from "./import-state";

export type FieldsProps = {
  form: ShownForm;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
};

type ChooseFormProps = { form: ShownForm; hasPlan: boolean; onDone: () => void };

export function ChooseForm({ form, hasPlan, onDone }: ChooseFormProps) {
  const translate = useTranslations("import.choose");
  const [draft, setDraft] = useState(() => draftOf(form));
  const plan = usePlan(onDone);
  const fields = {
    form,
    draft,
    onChange: (part: Partial<Draft>) => setDraft({ ...draft, ...part }),
  };
  const choices = choicesOf(draft);
  const isOn = (kind: (typeof KINDS)[number]) => draft.kinds.includes(kind);
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (choices) plan.mutate(choices);
      }}
    >
      <KindFields {...fields} />
      <p className="text-muted">{translate("defaults")}</p>
      {isOn("customer") && <CustomerFields {...fields} />}
      {isOn("supplier") && <SupplierFields {...fields} />}
      {isOn("product") && <ProductFields {...fields} />}
      {(isOn("customer") || isOn("supplier")) && <TermsFields {...fields} />}
      {isOn("product") && <AccountFields {...fields} />}
      <FailureNotice error={plan.error} />
      <div className="grid gap-1">
        <div>
          <Button
            type="submit"
            look="primary"
            disabled={choices === null}
            busy={plan.isPending}
            aria-describedby="plan-hint"
          >
            {translate(hasPlan ? "replan" : "plan")}
          </Button>
        </div>
        <p id="plan-hint" className="text-muted text-xs">
          {choices === null
            ? translate("incomplete")
            : translate(hasPlan ? "replanHint" : "planHint")}
        </p>
      </div>
    </form>
  );
}

function usePlan(onDone: () => void) {
  const { fetchJson, locale } = useFrame();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (choices: NonNullable<ReturnType<typeof choicesOf>>) =>
      fetchJson("/api/embedded/import/plan", importStateSchema, {
        method: "POST",
        body: { choices },
      }),
    onSuccess: (state) => {
      queryClient.setQueryData([...IMPORT_KEY, "state", locale], state);
      queryClient.removeQueries({ queryKey: IMPORT_FORM_KEY });
      onDone();
    },
  });
}

function KindFields({ draft, onChange }: FieldsProps) {
  const translate = useTranslations("import");
  const { kinds, includeInactive } = draft;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">{translate("choose.kinds")}</legend>
        {KINDS.map((kind) => (
          <Checkbox
            key={kind}
            label={translate(`kindsMany.${kind}`)}
            checked={kinds.includes(kind)}
            onChange={({ target }) =>
              onChange({
                kinds: target.checked ? [...kinds, kind] : kinds.filter((one) => one !== kind),
              })
            }
          />
        ))}
        {kinds.length === 0 && <p className="text-warn">{translate("choose.kindsNone")}</p>}
      </fieldset>
      <div>
        <Checkbox
          label={translate("choose.includeInactive")}
          checked={includeInactive}
          onChange={({ target }) => onChange({ includeInactive: target.checked })}
        />
        <p className="pl-6 text-muted text-xs">{translate("choose.includeInactiveHint")}</p>
      </div>
    </div>
  );
}
