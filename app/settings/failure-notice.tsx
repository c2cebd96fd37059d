"use client";

import { useTranslations } from "next-intl";
import { ApiProblem, isSessionOver } from "@/app/fetch-json";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { ProblemNotice } from "@/app/ui/problem-notice";

/** What went wrong, shown where it was pressed or asked for; an ended session with the way to a new one. */
export function FailureNotice({ error }: { error: Error | null }) {
  const translate = useTranslations("app");
  if (!error) return null;
  if (error instanceof ApiProblem) {
    const { cause, fix } = error.explanation;
    return (
      <ProblemNotice cause={cause} fix={fix} role="alert">
        {isSessionOver(error) && (
          <p className="pt-1">
            <Button onClick={() => window.location.reload()}>{translate("reload")}</Button>
          </p>
        )}
      </ProblemNotice>
    );
  }
  return (
    <Notice tone="bad" role="alert" title={translate("problemTitle")}>
      <p>{translate("noAnswer")}</p>
    </Notice>
  );
}
