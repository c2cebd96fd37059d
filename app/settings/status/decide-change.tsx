"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { anyAnswer } from "@/app/fetch-json";
import { Button } from "@/app/ui/button";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { isOutOfRackbeat } from "./decision";
import type { TransferRow } from "./transfer-row";

/** "Keep what is in Fiken", or reverse it there; a document that is still booked is sent again after that. */
export function DecideChange({
  transfer: { id, kind, number, problems, decisions },
}: {
  transfer: TransferRow;
}) {
  const translate = useTranslations();
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: (decision: "keep" | "repost") =>
      fetchJson(`/api/embedded/transfers/${id}/${decision}`, anyAnswer, { method: "POST" }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  const document = { kind: translate(`kinds.${kind}`), number };
  const isOnlyTakenBack = problems.some(isOutOfRackbeat);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {decisions.includes("keep") && (
          <Button
            aria-label={translate("status.keepLabel", document)}
            busy={decide.isPending}
            onClick={() => decide.mutate("keep")}
          >
            {translate("status.keep")}
          </Button>
        )}
        {decisions.includes("reverse") && (
          <Button
            aria-label={translate(
              isOnlyTakenBack ? "status.reverseLabel" : "status.repostLabel",
              document,
            )}
            busy={decide.isPending}
            onClick={() => decide.mutate("repost")}
          >
            {translate(isOnlyTakenBack ? "status.reverse" : "status.repost")}
          </Button>
        )}
      </div>
      <FailureNotice error={decide.error} />
    </div>
  );
}
