"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { Button, ButtonLink } from "@/app/ui/button";
import { formatMoment } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";

type TransferProps = { isLive: boolean; pausedAt: string | null };

/** Whether anything is sent now, and the button that holds it or lets it go on. */
export function Transfer({ isLive, pausedAt }: TransferProps) {
  const translate = useTranslations("preferences");
  const { base, fetchJson, locale } = useFrame();
  const queryClient = useQueryClient();
  const isPaused = pausedAt !== null;
  const change = useMutation({
    mutationFn: () =>
      fetchJson(`/api/embedded/${isPaused ? "resume" : "pause"}`, z.unknown(), { method: "POST" }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  if (!isLive) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{translate("notLive")}</p>
        <ButtonLink href={`${base}/set-up`}>{translate("toSetUp")}</ButtonLink>
      </div>
    );
  }
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status">
          {isPaused
            ? translate("paused", { date: formatMoment(pausedAt, locale) })
            : translate("running")}
        </p>
        <Button busy={change.isPending} onClick={() => change.mutate()}>
          {translate(isPaused ? "resume" : "pause")}
        </Button>
      </div>
      <p className="text-muted text-xs">{translate("pauseText")}</p>
      <FailureNotice error={change.error} />
    </div>
  );
}
