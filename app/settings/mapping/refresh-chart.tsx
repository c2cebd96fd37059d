"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { MAPPING_KEY } from "./mapping-key";
import { mappingStateSchema } from "./mapping-state";

/** A new account in Fiken or a new group in Rackbeat is here at once, not only after the daily reading. */
export function RefreshChart() {
  const translate = useTranslations("mapping");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const refresh = useMutation({
    mutationFn: () => fetchJson("/api/embedded/chart", mappingStateSchema, { method: "POST" }),
    onSuccess: (mapping) => queryClient.setQueryData(MAPPING_KEY, mapping),
  });
  return (
    <div className="grid justify-items-start gap-2">
      <Button look="quiet" busy={refresh.isPending} onClick={() => refresh.mutate()}>
        {translate("refresh")}
      </Button>
      <FailureNotice error={refresh.error} />
    </div>
  );
}
