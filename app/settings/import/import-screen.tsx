"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { isSessionOver } from "@/app/fetch-json";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { NotConnected } from "../not-connected";
import { ChooseStep } from "./choose-step";
import { IMPORT_KEY, type ImportState, importStateSchema, type ShownImport } from "./import-state";
import { PlanStep } from "./plan-step";
import { PreviewStep } from "./preview-step";
import { sumOf } from "./progress";
import { ResultStep } from "./result-step";
import { RunStep } from "./run-step";
import { type StepName, WizardSteps } from "./wizard-steps";

const MOVING_POLL_MS = 1_500;
/** While it stands still for a reason that may pass by itself. */
const STUCK_POLL_MS = 6_000;

export function ImportScreen({ initial }: { initial: ImportState }) {
  const translate = useTranslations("import");
  const { fetchJson, locale } = useFrame();
  const [isChoosing, setIsChoosing] = useState(false);
  const { data, error } = useQuery({
    // Problems come worded from the server: another language is another answer.
    queryKey: [...IMPORT_KEY, "state", locale],
    queryFn: () => fetchJson("/api/embedded/import", importStateSchema),
    initialData: initial,
    refetchInterval: ({ state }) =>
      isSessionOver(state.error) ? false : pollInterval(state.data?.import ?? null),
  });
  const current = data.import;
  const canChoose = current === null || ["planning", "planned"].includes(current.status);
  const step = canChoose && (isChoosing || !current) ? "choose" : stepOf(current);

  if (!data.isConnected && (canChoose || step === "run")) {
    return (
      <>
        <h1 className="sr-only">{translate("title")}</h1>
        <FailureNotice error={error} />
        <NotConnected text={translate("notConnected")} toSetUp={translate("toSetUp")} />
      </>
    );
  }
  return (
    <>
      <h1 className="sr-only">{translate("title")}</h1>
      <WizardSteps current={step} isOver={current?.status === "closed"} />
      <FailureNotice error={error} />
      {step === "choose" || !current ? (
        <ChooseStep hasPlan={current?.status === "planned"} onDone={() => setIsChoosing(false)} />
      ) : step === "plan" ? (
        <PlanStep current={current} onChange={() => setIsChoosing(true)} />
      ) : step === "preview" ? (
        <PreviewStep current={current} onChange={() => setIsChoosing(true)} />
      ) : step === "run" ? (
        <RunStep current={current} />
      ) : (
        <ResultStep current={current} />
      )}
    </>
  );
}

const STEPS = {
  planning: "plan",
  planned: "preview",
  running: "run",
  paused: "run",
  finished: "result",
  closed: "result",
} as const satisfies Record<ShownImport["status"], StepName>;

function stepOf(current: ShownImport | null): StepName {
  return current ? STEPS[current.status] : "choose";
}

/** In ms, while the server is at work on it. */
function pollInterval(current: ShownImport | null): number | false {
  if (!current) return false;
  const { status, failure, counts } = current;
  const isMoving =
    status === "planning" || status === "running" || sumOf(counts, () => true, "undoing") > 0;
  if (!isMoving) return false;
  return failure ? STUCK_POLL_MS : MOVING_POLL_MS;
}
