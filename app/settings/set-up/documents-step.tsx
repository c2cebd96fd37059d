"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { ENTITY_KINDS } from "@/lib/entity-kinds";
import { formatDate } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import { DocumentsForm } from "./documents-form";
import { isTransferred } from "./kinds";
import type { SetUpState } from "./set-up-state";

type DocumentsStepProps = { setUp: SetUpState; isCurrent: boolean };

export function DocumentsStep({ setUp, isCurrent }: DocumentsStepProps) {
  const translate = useTranslations("setUp");
  const { locale } = useFrame();
  const [isChanging, setIsChanging] = useState(false);
  const [wasChanged, setWasChanged] = useState(false);
  const { salesInvoiceMode, startDate } = setUp.choices;
  if (salesInvoiceMode && !isChanging) {
    const date = formatDate(startDate ?? setUp.today, locale);
    return (
      <div className="flex flex-wrap items-center justify-between gap-3 sm:flex-nowrap">
        <div>
          <p>{translate("documentsChosen", { mode: salesInvoiceMode, date })}</p>
          <p className="text-muted">
            {translate("transferred", {
              kinds: ENTITY_KINDS.filter((kind) => isTransferred(kind, setUp.choices))
                .map((kind) => translate(`kinds.${kind}`))
                .join(", "),
            })}
          </p>
        </div>
        <Button look="quiet" autoFocus={wasChanged} onClick={() => setIsChanging(true)}>
          {translate("change")}
        </Button>
      </div>
    );
  }
  if (!isCurrent && !isChanging) {
    return <p className="text-muted">{translate("documentsText")}</p>;
  }
  return (
    <DocumentsForm
      setUp={setUp}
      isCurrent={isCurrent}
      takesFocus={isChanging}
      onSaved={() => {
        setWasChanged(isChanging);
        setIsChanging(false);
      }}
    />
  );
}
