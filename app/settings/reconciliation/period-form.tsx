"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { DateField } from "@/app/ui/field";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { RECONCILIATIONS_KEY, reconciliationStateSchema } from "./reconciliation-state";

type PeriodFormProps = { proposed: { from: string; to: string }; isRunning: boolean };

export function PeriodForm({ proposed, isRunning }: PeriodFormProps) {
  const translate = useTranslations("reconciliation");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const [from, setFrom] = useState(proposed.from);
  const [to, setTo] = useState(proposed.to);
  const start = useMutation({
    mutationFn: () =>
      fetchJson("/api/embedded/reconciliations", reconciliationStateSchema, {
        method: "POST",
        body: { from, to },
      }),
    onSuccess: (state) => {
      queryClient.setQueryData([RECONCILIATIONS_KEY, null], state);
      return queryClient.invalidateQueries({ queryKey: [RECONCILIATIONS_KEY] });
    },
  });
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      <div className="flex flex-wrap items-end gap-3">
        <DateField
          label={translate("from")}
          value={from}
          max={to}
          required
          onChange={(event) => setFrom(event.target.value)}
        />
        <DateField
          label={translate("to")}
          value={to}
          min={from}
          required
          onChange={(event) => setTo(event.target.value)}
        />
        <Button type="submit" look="primary" busy={start.isPending || isRunning}>
          {translate("start")}
        </Button>
      </div>
      <FailureNotice error={start.error} />
    </form>
  );
}
