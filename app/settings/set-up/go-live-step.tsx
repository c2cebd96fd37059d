"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { anyAnswer } from "@/app/fetch-json";
import { Button, ButtonLink } from "@/app/ui/button";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import type { SetUpState } from "./set-up-state";

type GoLiveStepProps = { setUp: SetUpState; isConnected: boolean; isCurrent: boolean };

/** Refused while something is missing, and says what: before it is pressed, and again if the server finds more. */
export function GoLiveStep({ setUp, isConnected, isCurrent }: GoLiveStepProps) {
  const { gaps, isLive, isPaused, unmappedCells } = setUp;
  const translate = useTranslations("setUp");
  const { base, fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const router = useRouter();
  const goLive = useMutation({
    mutationFn: () => fetchJson("/api/embedded/go-live", anyAnswer, { method: "POST" }),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      // What comes of it is seen there.
      router.push(base);
    },
  });
  if (isLive) {
    const standing = !isConnected ? "liveWaits" : isPaused ? "livePaused" : "live";
    return (
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status">{translate(standing)}</p>
        <ButtonLink href={base} look={isCurrent ? "primary" : "secondary"}>
          {translate("toStatus")}
        </ButtonLink>
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <p className={isCurrent ? "" : "text-muted"}>{translate("liveText")}</p>
      {gaps.length > 0 && (
        <div id="gaps" className="text-muted">
          <p>{translate("blockedBy")}</p>
          <ul className="list-disc pl-5">
            {gaps.map((gap) => (
              <li key={gap}>{translate(`missing.${gap}`, { count: unmappedCells })}</li>
            ))}
          </ul>
        </div>
      )}
      <FailureNotice error={goLive.error} />
      <div>
        <Button
          look={isCurrent && gaps.length === 0 ? "primary" : "secondary"}
          disabled={gaps.length > 0}
          busy={goLive.isPending}
          aria-describedby={gaps.length > 0 ? "gaps" : undefined}
          onClick={() => goLive.mutate()}
        >
          {translate("goLive")}
        </Button>
      </div>
    </div>
  );
}
