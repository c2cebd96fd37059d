"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { anyAnswer } from "@/app/fetch-json";
import { Button, ButtonLink } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { ProblemNotice } from "@/app/ui/problem-notice";
import { formatAmount, formatMoment } from "@/lib/i18n/format";
import { asksForContact, ChooseContact } from "../contact-choice/contact-question";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { asksForProduct, ChooseProduct } from "../product-choice/product-question";
import { isForDecision, mayBeSkipped } from "./decision";
import { PlaceLink } from "./place-link";
import type { TaskRow } from "./task-row";

type TasksProps = { tasks: readonly TaskRow[]; newGroups: readonly string[] };

/** What waits for the user, one notice per cause: fixed once, everything that waits for it goes on. */
export function Tasks({ tasks, newGroups }: TasksProps) {
  const translate = useTranslations("tasks");
  if (tasks.length === 0 && newGroups.length === 0) return null;
  return (
    <Card title={translate("title")}>
      <ul className="grid grid-cols-1 gap-2">
        {tasks.map((task) => (
          <li key={task.causeKey}>
            <ProblemNotice cause={task.cause} fix={task.fix}>
              <Waiting task={task} />
              <TaskAction task={task} />
            </ProblemNotice>
          </li>
        ))}
        {newGroups.length > 0 && (
          <li>
            <NewGroups names={newGroups} />
          </li>
        )}
      </ul>
    </Card>
  );
}

/** Nothing waits for them yet: the first document would. */
function NewGroups({ names }: { names: readonly string[] }) {
  const translate = useTranslations("tasks");
  const { locale } = useFrame();
  const groups = new Intl.ListFormat(locale).format(names);
  return (
    <ProblemNotice
      cause={translate("newGroups", { count: names.length, groups })}
      fix={translate("newGroupsFix")}
    >
      <PlaceLink place="mapping" />
    </ProblemNotice>
  );
}

/** Where it is solved, the choice itself, or "send all again" for what is put right in Rackbeat or Fiken. */
function TaskAction({ task }: { task: TaskRow }) {
  if (task.place) return <PlaceLink place={task.place} />;
  if (asksForProduct(task)) return <ChoiceTask task={task} of="productChoice" />;
  if (asksForContact(task)) return <ChoiceTask task={task} of="contactChoice" />;
  if (isForDecision(task)) return <DecisionTask task={task} />;
  return (
    <>
      <SendAllAgain task={task} />
      {mayBeSkipped(task) && <DecisionTask task={task} />}
    </>
  );
}

type ChoiceTaskProps = { task: TaskRow; of: "productChoice" | "contactChoice" };

/** Fiken is asked what there is to choose only once somebody wants to see it. */
function ChoiceTask({ task: { transferId }, of }: ChoiceTaskProps) {
  const translate = useTranslations(of);
  const [isOpen, setIsOpen] = useState(false);
  const Choose = of === "productChoice" ? ChooseProduct : ChooseContact;
  return (
    <div className="grid grid-cols-1 gap-2 pt-1">
      <div>
        <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {translate(isOpen ? "hide" : "show")}
        </Button>
      </div>
      {isOpen && <Choose transferId={transferId} />}
    </div>
  );
}

function DecisionTask({ task: { transferId, count } }: { task: TaskRow }) {
  const translate = useTranslations("tasks");
  const { base } = useFrame();
  return (
    <p className="pt-1">
      <ButtonLink href={`${base}/transfers/${transferId}`}>
        {translate("decideFirst", { count })}
      </ButtonLink>
    </p>
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
      fetchJson("/api/embedded/tasks/release", anyAnswer, {
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
