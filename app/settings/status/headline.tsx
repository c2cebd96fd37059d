"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { anyAnswer } from "@/app/fetch-json";
import { Button, ButtonLink } from "@/app/ui/button";
import { formatMoment } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { Health } from "./health";
import { countOf, type Headline as HeadlineName, type Overview } from "./overview";

const MARKS: Record<HeadlineName, string> = {
  rackbeatUnreachable: "bg-bad",
  notLive: "bg-muted",
  disconnected: "bg-bad",
  paused: "bg-muted",
  needsYou: "bg-warn",
  moving: "bg-busy",
  looking: "bg-busy",
  outOfSight: "bg-warn",
  allDone: "bg-good",
  ready: "bg-good",
};

type HeadlineProps = { overview: Overview; onShowSkipped: () => void };

/** How things stand in one sentence, the one action that goes with it, and whether all is connected. */
export function Headline({ overview, onShowSkipped }: HeadlineProps) {
  const { headline, health } = overview;
  return (
    <section className="overflow-hidden rounded-lg border border-line bg-card">
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
        <p
          role="status"
          className="flex min-w-0 flex-1 basis-64 items-center gap-3 font-semibold text-base"
        >
          <span aria-hidden="true" className={`size-3 shrink-0 rounded-full ${MARKS[headline]}`} />
          <span>
            <Sentence overview={overview} onShowSkipped={onShowSkipped} />
          </span>
        </p>
        <HeadlineAction headline={headline} />
      </div>
      <Health health={health} />
    </section>
  );
}

function Sentence({ overview, onShowSkipped }: HeadlineProps) {
  const translate = useTranslations("status");
  const { locale } = useFrame();
  const { headline, counts, skippedDocuments, health } = overview;
  const { completeAt } = health.documents;
  if (headline === "outOfSight" && completeAt) {
    return translate("outOfSightSince", { at: formatMoment(completeAt, locale) });
  }
  if (headline === "needsYou" || headline === "moving") {
    return translate(headline, { count: countOf(counts, headline) });
  }
  if (headline === "allDone" && skippedDocuments > 0) {
    return translate.rich("allButSkipped", {
      count: skippedDocuments,
      show: (text) => (
        // A link, for a button would not break into lines as the sentence does.
        <Link
          href="#transfers"
          prefetch={false}
          className="text-accent underline"
          onClick={(event) => {
            event.preventDefault();
            onShowSkipped();
          }}
        >
          {text}
        </Link>
      ),
    });
  }
  return translate(headline);
}

function HeadlineAction({ headline }: { headline: HeadlineName }) {
  const translate = useTranslations("status");
  const { base } = useFrame();
  switch (headline) {
    case "notLive":
      return (
        <ButtonLink look="primary" href={`${base}/set-up`}>
          {translate("continueSetUp")}
        </ButtonLink>
      );
    case "disconnected":
      return (
        <ButtonLink look="primary" href={`${base}/set-up`}>
          {translate("reconnect")}
        </ButtonLink>
      );
    case "rackbeatUnreachable":
      return null;
    case "paused":
      return <PauseButton action="resume" look="primary" />;
    default:
      return <PauseButton action="pause" look="quiet" />;
  }
}

type PauseButtonProps = { action: "pause" | "resume"; look: "primary" | "quiet" };

function PauseButton({ action, look }: PauseButtonProps) {
  const translate = useTranslations("status");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: () => fetchJson(`/api/embedded/${action}`, anyAnswer, { method: "POST" }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <div className="grid justify-items-end gap-2">
      <Button look={look} busy={change.isPending} onClick={() => change.mutate()}>
        {translate(action)}
      </Button>
      <FailureNotice error={change.error} />
    </div>
  );
}
