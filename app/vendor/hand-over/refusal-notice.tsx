"use client";

import { useTranslations } from "next-intl";
import { ProblemNotice } from "@/app/ui/problem-notice";
import type { Refusal } from "./taking-in";

/** Why a file was not read to its end, and what to do about it. */
export function RefusalNotice({ refusal: { reason, line } }: { refusal: Refusal }) {
  const translate = useTranslations("handOver");
  return (
    <ProblemNotice
      cause={translate(`refusals.${reason}.cause`)}
      fix={translate(`refusals.${reason}.fix`)}
      role="alert"
    >
      {line !== null && <p>{translate("line", { line })}</p>}
    </ProblemNotice>
  );
}
