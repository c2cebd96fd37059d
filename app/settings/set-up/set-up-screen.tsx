"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Step, type StepState, Steps } from "@/app/ui/steps";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { usePollInterval } from "../polling";
import { CompanyStep } from "./company-step";
import { ConnectStep } from "./connect-step";
import { DocumentsStep } from "./documents-step";
import { GoLiveStep } from "./go-live-step";
import { ImportStep } from "./import-step";
import { MappingStep } from "./mapping-step";
import { PreviewStep } from "./preview-step";
import { type SetUpState, setUpStateSchema } from "./set-up-state";

const SET_UP_KEY = ["set-up"] as const;

type SetUpStep = {
  title: string;
  isDone: boolean;
  /** Nothing waits for it. */
  isOptional?: boolean;
  isSkipped?: boolean;
  content: (isCurrent: boolean) => ReactNode;
};

export function SetUpScreen({ initial }: { initial: SetUpState }) {
  const translate = useTranslations("setUp");
  const { fetchJson } = useFrame();
  const pollInterval = usePollInterval();
  const { data: setUp, error } = useQuery({
    queryKey: SET_UP_KEY,
    queryFn: () => fetchJson("/api/embedded/set-up", setUpStateSchema),
    initialData: initial,
    // The login runs in another window: until it has come back, this page looks for it.
    refetchInterval: ({ state }) =>
      !state.data?.isLoggedIn && pollInterval({ isMoving: false, error: state.error }),
  });

  const isConnected = setUp.isLoggedIn && setUp.company !== null;
  const steps: SetUpStep[] = [
    {
      title: translate("connectTitle"),
      isDone: setUp.isLoggedIn,
      content: () => <ConnectStep setUp={setUp} />,
    },
    {
      title: translate("companyTitle"),
      isDone: isConnected,
      content: (isCurrent) => <CompanyStep setUp={setUp} isCurrent={isCurrent} />,
    },
    {
      title: translate("documentsTitle"),
      isDone: setUp.choices.salesInvoiceMode !== null,
      content: (isCurrent) => <DocumentsStep setUp={setUp} isCurrent={isCurrent} />,
    },
    {
      title: translate("mappingTitle"),
      isDone: isConnected && !setUp.gaps.includes("mapping"),
      content: (isCurrent) => <MappingStep setUp={setUp} isCurrent={isCurrent} />,
    },
    {
      title: translate("importTitle"),
      isDone: setUp.import?.closedAt != null || setUp.passedSteps.includes("import"),
      isOptional: true,
      isSkipped: setUp.import === null && setUp.passedSteps.includes("import"),
      content: () => <ImportStep setUp={setUp} />,
    },
    {
      title: translate("previewTitle"),
      isDone: setUp.passedSteps.includes("preview"),
      isOptional: true,
      content: () => <PreviewStep setUp={setUp} />,
    },
    {
      title: translate("liveTitle"),
      isDone: setUp.isLive && isConnected,
      content: (isCurrent) => (
        <GoLiveStep setUp={setUp} isConnected={isConnected} isCurrent={isCurrent} />
      ),
    },
  ];
  const current = steps.findIndex(({ isDone, isOptional }) => !isDone && !isOptional);
  // Only one step has a primary button; once all are done, the last one's leads on.
  const primary = current === -1 ? steps.length - 1 : current;
  return (
    <>
      <h1 className="sr-only">{translate("title")}</h1>
      <FailureNotice error={error} />
      <Steps>
        {steps.map((step, index) => {
          const { title, isDone, content } = step;
          const state: StepState = isDone ? "done" : index === current ? "current" : "open";
          return (
            <Step
              key={title}
              number={index + 1}
              title={title}
              state={state}
              stateLabel={translate(labelOf(step, state))}
            >
              {content(index === primary)}
            </Step>
          );
        })}
      </Steps>
    </>
  );
}

function labelOf({ isDone, isOptional, isSkipped }: SetUpStep, state: StepState) {
  if (isSkipped) return "skipped";
  return isOptional && !isDone ? "optional" : state;
}
