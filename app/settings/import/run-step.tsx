"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { ProblemNotice } from "@/app/ui/problem-notice";
import { formatCount, formatDuration } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { CloseImport } from "./close-import";
import { EVERY_ROW, type RowFilter } from "./import-rows";
import type { ShownImport } from "./import-state";
import { type Tally, tallyByKind, tallyOf, timeLeftMs } from "./progress";
import { Bar } from "./progress-bar";
import { RowSection } from "./row-section";
import { StepTitle } from "./step-title";
import { useImportAction } from "./use-import-action";

/** Rows are being written, or wait while it is paused. */
export function RunStep({ current }: { current: ShownImport }) {
  const translate = useTranslations("import.run");
  const { status, failure, counts, kinds } = current;
  const [filter, setFilter] = useState<RowFilter>(EVERY_ROW);
  const isPaused = status === "paused";
  return (
    <>
      <Card
        title={
          <StepTitle key={status}>
            {translate(failure ? "stopped" : isPaused ? "paused" : "running")}
          </StepTitle>
        }
      >
        <div className="grid gap-3">
          {failure && <ProblemNotice {...failure} role="alert" />}
          <Progress current={current} />
          <p className="text-muted">{translate(isPaused ? "pausedText" : "text")}</p>
          <PauseOrResume isPaused={isPaused} />
        </div>
      </Card>
      {isPaused && <CloseImport current={current} />}
      <RowSection
        mode={isPaused ? "result" : "run"}
        {...{ counts, kinds, filter }}
        onFilter={setFilter}
      />
    </>
  );
}

function Progress({ current: { counts, rowsPerMinute, status } }: { current: ShownImport }) {
  const translate = useTranslations("import");
  const { locale } = useFrame();
  const total = tallyOf(counts);
  const leftMs = timeLeftMs(total, rowsPerMinute);
  const pace = [
    rowsPerMinute !== null && translate("run.rate", { rate: formatCount(rowsPerMinute, locale) }),
    leftMs !== null && translate("run.left", { time: formatDuration(leftMs, locale) }),
  ].filter((part) => part !== false);
  return (
    <div className="grid gap-3">
      <ProgressLine label={translate("run.all")} tally={total} />
      {status === "running" && (
        <p className="text-muted tabular-nums">
          {pace.length > 0 ? pace.join(" · ") : translate("run.measuring")}
        </p>
      )}
      <div className="grid gap-3 sm:grid-cols-3">
        {tallyByKind(counts).map(([kind, tally]) => (
          <ProgressLine key={kind} label={translate(`kindsMany.${kind}`)} tally={tally} />
        ))}
      </div>
    </div>
  );
}

function ProgressLine({ label, tally }: { label: string; tally: Tally }) {
  const translate = useTranslations("import.run");
  const { locale } = useFrame();
  const { done, failed, total } = tally;
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap justify-between gap-x-2">
        <span className="font-medium">{label}</span>
        <span className="text-muted tabular-nums">
          {translate("progress", {
            done: formatCount(done, locale),
            total: formatCount(total, locale),
          })}
          {failed > 0 && (
            <span className="text-bad"> · {translate("failed", { count: failed })}</span>
          )}
        </span>
      </p>
      <Bar label={translate("progressLabel", { what: label })} value={tally} />
    </div>
  );
}

function PauseOrResume({ isPaused }: { isPaused: boolean }) {
  const translate = useTranslations("import.run");
  const move = useImportAction(isPaused ? "resume" : "pause");
  return (
    <div className="grid gap-2">
      <div>
        <Button
          look={isPaused ? "primary" : "secondary"}
          busy={move.isPending}
          onClick={() => move.mutate()}
        >
          {translate(isPaused ? "resume" : "pause")}
        </Button>
      </div>
      <FailureNotice error={move.error} />
    </div>
  );
}
