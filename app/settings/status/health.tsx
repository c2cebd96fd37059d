"use client";

import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { formatMoment } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import type { Health as HealthOf } from "./overview";

/** Rarely looked at: read and loaded when somebody opens it. */
const WatchedKinds = lazy(() =>
  import("./watched-kinds").then((module) => ({ default: module.WatchedKinds })),
);

type Mark = "good" | "wait" | "warn" | "bad";

const MARKS: Record<Mark, string> = {
  good: "bg-good",
  wait: "bg-muted",
  warn: "bg-warn",
  bad: "bg-bad",
};

/** Both systems, and both ways by which changes become known: each in a word, and since when. */
export function Health({ health }: { health: HealthOf }) {
  const translate = useTranslations("health");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <dl
        aria-label={translate("title")}
        className="grid grid-cols-1 gap-px border-line border-t bg-line min-[26rem]:grid-cols-2 lg:grid-cols-4"
      >
        <Rackbeat health={health} />
        <Fiken health={health} />
        <Webhooks health={health} />
        <Sweeps health={health} />
      </dl>
      <details
        className="border-line border-t px-4 py-2"
        onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
      >
        <summary className="cursor-pointer text-muted text-xs">{translate("details")}</summary>
        {isOpen && (
          <Suspense fallback={<div className="min-h-72" />}>
            <WatchedKinds />
          </Suspense>
        )}
      </details>
    </>
  );
}

type Of = { health: HealthOf };

function Rackbeat({ health: { isRackbeatReachable } }: Of) {
  const translate = useTranslations("health");
  return (
    <Cell label="Rackbeat" mark={isRackbeatReachable ? "good" : "bad"}>
      {translate(isRackbeatReachable ? "connected" : "refused")}
    </Cell>
  );
}

function Fiken({ health: { fikenCompany } }: Of) {
  const translate = useTranslations("health");
  return (
    <Cell label="Fiken" mark={fikenCompany === null ? "bad" : "good"}>
      {fikenCompany ?? translate("notConnected")}
    </Cell>
  );
}

function Webhooks({ health: { webhooks } }: Of) {
  const translate = useTranslations("health");
  const { told, kinds, lastAt } = webhooks;
  return (
    <Cell label={translate("webhooks")} mark={told > 0 ? "good" : "warn"}>
      {translate("told", { told, kinds })}
      {lastAt && (
        <>
          {" · "}
          <Moment label="last" at={lastAt} />
        </>
      )}
    </Cell>
  );
}

const SIGHT_MARKS = { current: "good", looking: "wait", lost: "warn" } as const satisfies Record<
  HealthOf["sweeps"]["state"],
  Mark
>;

function Sweeps({ health: { sweeps } }: Of) {
  const translate = useTranslations("health");
  const { state, completeAt, hasFailed } = sweeps;
  return (
    <Cell label={translate("sweeps")} mark={hasFailed ? "warn" : SIGHT_MARKS[state]}>
      {completeAt ? <Moment label="complete" at={completeAt} /> : translate("notYet")}
      {hasFailed && ` · ${translate("failed")}`}
    </Cell>
  );
}

function Moment({ label, at }: { label: "last" | "complete"; at: string }) {
  const translate = useTranslations("health");
  const { locale } = useFrame();
  return <time dateTime={at}>{translate(label, { at: formatMoment(at, locale) })}</time>;
}

function Cell({ label, mark, children }: { label: string; mark: Mark; children: ReactNode }) {
  const translate = useTranslations("health");
  return (
    <div className="bg-card px-4 py-2">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="flex items-baseline gap-2">
        <span
          role="img"
          aria-label={translate(`marks.${mark}`)}
          className={`size-2 shrink-0 rounded-full ${MARKS[mark]}`}
        />
        <span>{children}</span>
      </dd>
    </div>
  );
}
