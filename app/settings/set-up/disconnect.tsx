"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { anyAnswer } from "@/app/fetch-json";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";

type DisconnectProps = { company: string; onClose: () => void };

/** Asked once more, in place: a dialog could open off screen in a tall frame. */
export function Disconnect({ company, onClose }: DisconnectProps) {
  const translate = useTranslations("setUp");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const disconnect = useMutation({
    mutationFn: () => fetchJson("/api/embedded/connection", anyAnswer, { method: "DELETE" }),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      onClose();
    },
  });
  return (
    <Notice tone="warn" role="alert">
      <p>{translate("disconnectSure", { company })}</p>
      <div className="flex flex-wrap gap-x-4 gap-y-2 pt-2">
        <Button busy={disconnect.isPending} onClick={() => disconnect.mutate()}>
          {translate("disconnectYes")}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {translate("cancel")}
        </Button>
      </div>
      <FailureNotice error={disconnect.error} />
    </Notice>
  );
}
