"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { Button, ButtonLink } from "@/app/ui/button";
import { formatCount } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { groupCounts, type Headline as HeadlineName, type TransferCounts } from "./overview";

const MARKS: Record<HeadlineName, string> = {
  rackbeatUnreachable: "bg-bad",
  notLive: "bg-muted",
  disconnected: "bg-bad",
  paused: "bg-muted",
  needsYou: "bg-warn",
  moving: "bg-busy",
  allDone: "bg-good",
  ready: "bg-good",
};

type HeadlineProps = { headline: HeadlineName; counts: TransferCounts };

/** How things stand in one sentence, the one action that goes with it, and the four counts. */
export function Headline({ headline, counts }: HeadlineProps) {
  const translate = useTranslations("status");
  const { locale } = useFrame();
  const groups = groupCounts(counts);
  const tiles = [
    { label: translate("countVerified"), count: groups.verified },
    { label: translate("countMoving"), count: groups.moving },
    { label: translate("countNeedsYou"), count: groups.needsYou },
    { label: translate("countOther"), count: groups.other },
  ];
  return (
    <section className="rounded-lg border border-line bg-card">
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
        <p role="status" className="flex items-center gap-3 font-semibold text-base">
          <span aria-hidden="true" className={`size-3 shrink-0 rounded-full ${MARKS[headline]}`} />
          <Sentence headline={headline} counts={counts} />
        </p>
        <HeadlineAction headline={headline} />
      </div>
      <dl
        aria-label={translate("counts")}
        className="grid grid-cols-2 gap-px border-line border-t bg-line sm:grid-cols-4"
      >
        {tiles.map(({ label, count }) => (
          <div key={label} className="flex flex-col-reverse bg-card px-4 py-2 last:rounded-br-lg">
            <dt className="text-muted text-xs">{label}</dt>
            <dd className="font-semibold text-lg tabular-nums">{formatCount(count, locale)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Sentence({ headline, counts }: HeadlineProps) {
  const translate = useTranslations("status");
  const { needsYou, moving } = groupCounts(counts);
  if (headline === "needsYou") return translate("needsYou", { count: needsYou });
  if (headline === "moving") return translate("moving", { count: moving });
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
    mutationFn: () => fetchJson(`/api/embedded/${action}`, z.unknown(), { method: "POST" }),
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
