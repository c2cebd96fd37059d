"use client";

import { useTranslations } from "next-intl";
import { ApiProblem } from "@/app/fetch-json";
import { Notice } from "@/app/ui/notice";
import { ProblemNotice } from "@/app/ui/problem-notice";

/** What went wrong, shown where it was pressed. */
export function FailureNotice({ error }: { error: Error | null }) {
  const translate = useTranslations("app");
  if (!error) return null;
  if (error instanceof ApiProblem) {
    const { cause, fix } = error.explanation;
    return <ProblemNotice cause={cause} fix={fix} role="alert" />;
  }
  return (
    <Notice tone="bad" role="alert" title={translate("problemTitle")}>
      <p>{translate("noAnswer")}</p>
    </Notice>
  );
}
