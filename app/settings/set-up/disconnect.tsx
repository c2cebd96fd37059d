"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";

/** Asked once more, in place: a dialog could open off screen in a tall frame. */
export function Disconnect({ company }: { company: string }) {
  const translate = useTranslations("setUp");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const disconnect = useMutation({
    mutationFn: () => fetchJson("/api/embedded/connection", z.unknown(), { method: "DELETE" }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  if (!isAsking) {
    return (
      <Button look="quiet" onClick={() => setIsAsking(true)}>
        {translate("disconnect")}
      </Button>
    );
  }
  return (
    <Notice tone="warn" role="alert">
      <p>{translate("disconnectSure", { company })}</p>
      <div className="flex flex-wrap gap-2 pt-2">
        <Button busy={disconnect.isPending} onClick={() => disconnect.mutate()}>
          {translate("disconnectYes")}
        </Button>
        <Button look="quiet" onClick={() => setIsAsking(false)}>
          {translate("cancel")}
        </Button>
      </div>
      <FailureNotice error={disconnect.error} />
    </Notice>
  );
}
