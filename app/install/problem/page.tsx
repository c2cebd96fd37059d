import { getLocale, getTranslations } from "next-intl/server";
import { PlainPage } from "@/app/ui/plain-page";
import { ProblemNotice } from "@/app/ui/problem-notice";
import { explain } from "@/lib/i18n/explain";
import { BackToRackbeat } from "../back-to-rackbeat";
import { readProblem } from "./read-problem";

type ProblemPageProps = { searchParams: Promise<{ problem?: string | string[] }> };

/** Where an install or a reconnect ends that did not work out: what happened, and what to do about it. */
export default async function ProblemPage({ searchParams }: ProblemPageProps) {
  const { problem: sealed } = await searchParams;
  const problem = readProblem(typeof sealed === "string" ? sealed : undefined);
  const explained = problem && explain(problem, await getLocale());
  const translate = await getTranslations("install");
  return (
    <PlainPage title={translate("problemTitle")}>
      {explained ? (
        <ProblemNotice cause={explained.cause} fix={explained.fix} role="alert" />
      ) : (
        <p>{translate("startAgain")}</p>
      )}
      <BackToRackbeat />
    </PlainPage>
  );
}
