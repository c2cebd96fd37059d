"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { anyAnswer } from "@/app/fetch-json";
import { Button } from "@/app/ui/button";
import { ProblemNotice } from "@/app/ui/problem-notice";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { DecideChange } from "./decision";
import { Remedy } from "./remedy";
import type { TransferRow } from "./transfer-row";

type TransferProblemsProps = { transfer: TransferRow; canRetry: boolean; children?: ReactNode };

/** Everything that keeps a transfer, each with its cause, its fix and the way to it; and "send again", or the choice. */
export function TransferProblems({ transfer, canRetry, children }: TransferProblemsProps) {
  return (
    <div className="grid grid-cols-1 gap-2">
      {transfer.problems.map((problem) => (
        <ProblemNotice key={problem.cause} cause={problem.cause} fix={problem.fix}>
          <Remedy problem={problem} />
        </ProblemNotice>
      ))}
      {children}
      {canRetry &&
        (transfer.decisions.length > 0 ? (
          <DecideChange transfer={transfer} />
        ) : (
          <SendAgain transfer={transfer} />
        ))}
    </div>
  );
}

function SendAgain({ transfer: { id, kind, number } }: { transfer: TransferRow }) {
  const translate = useTranslations();
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () =>
      fetchJson(`/api/embedded/transfers/${id}/retry`, anyAnswer, { method: "POST" }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const label = translate("status.sendAgainLabel", { kind: translate(`kinds.${kind}`), number });
  return (
    <div className="grid gap-2">
      <div>
        <Button aria-label={label} busy={retry.isPending} onClick={() => retry.mutate()}>
          {translate("status.sendAgain")}
        </Button>
      </div>
      <FailureNotice error={retry.error} />
    </div>
  );
}
