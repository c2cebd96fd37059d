"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { Button } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { ProblemNotice } from "@/app/ui/problem-notice";
import { formatAmount, formatMoment } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { PlaceLink } from "./place-link";
import type { TaskRow } from "./task-row";

/** What waits for the user, one notice per cause: fixed once, everything that waits for it goes on. */
export function Tasks({ tasks }: { tasks: readonly TaskRow[] }) {
  const translate = useTranslations("tasks");
  if (tasks.length === 0) return null;
  return (
    <Card title={translate("title")}>
      <ul className="grid grid-cols-1 gap-2">
        {tasks.map((task) => (
          <li key={task.causeKey}>
            <ProblemNotice cause={task.cause} fix={task.fix}>
              <Waiting task={task} />
              {task.place ? <PlaceLink place={task.place} /> : <SendAllAgain task={task} />}
            </ProblemNotice>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Waiting({ task: { count, amounts, since } }: { task: TaskRow }) {
  const translate = useTranslations("tasks");
  const { locale } = useFrame();
  const shown = amounts.map(({ currency, totalMinor }) =>
    formatAmount(totalMinor, currency, locale),
  );
  return (
    <p className="text-muted tabular-nums">
      {translate("waiting", { count, since: formatMoment(since, locale) })}
      {shown.length > 0 && ` ${translate("amount", { amounts: shown.join(" + ") })}`}
    </p>
  );
}

function SendAllAgain({ task: { causeKey, cause, count } }: { task: TaskRow }) {
  const translate = useTranslations("tasks");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const release = useMutation({
    mutationFn: () =>
      fetchJson("/api/embedded/tasks/release", z.unknown(), {
        method: "POST",
        body: { causeKey },
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <div className="grid gap-2 pt-1">
      <div>
        <Button
          aria-label={translate("sendAllLabel", { count, cause })}
          busy={release.isPending}
          onClick={() => release.mutate()}
        >
          {translate("sendAll", { count })}
        </Button>
      </div>
      <FailureNotice error={release.error} />
    </div>
  );
}
