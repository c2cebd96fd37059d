"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/app/ui/card";
import { StateChip } from "@/app/ui/state-chip";
import { formatAmount, formatDate, formatDuration } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { usePollInterval } from "../polling";
import { asksForProduct, ChooseProduct } from "../product-choice/choose-product";
import { TransferProblems } from "../status/transfer-problems";
import { type TransferDetails, transferDetailsSchema } from "../status/transfer-row";
import { Timeline } from "./timeline";

const MOVING: readonly string[] = ["pending", "working", "posted", "checking"];

export function TransferScreen({ initial }: { initial: TransferDetails }) {
  const translate = useTranslations();
  const { base, fetchJson, locale } = useFrame();
  const pollInterval = usePollInterval();
  const { data: transfer, error } = useQuery({
    queryKey: ["transfer", initial.id, locale],
    queryFn: () => fetchJson(`/api/embedded/transfers/${initial.id}`, transferDetailsSchema),
    initialData: initial,
    refetchInterval: ({ state }) =>
      pollInterval({ isMoving: MOVING.includes(state.data?.state ?? ""), error: state.error }),
  });
  const { kind, number, state } = transfer;
  const needsYou = state === "held" || state === "failed";
  return (
    <>
      <p>
        <Link href={base} prefetch={false} className="text-accent hover:underline">
          ← {translate("transfer.back")}
        </Link>
      </p>
      <FailureNotice error={error} />
      <div className="flex flex-wrap items-center gap-3">
        <h1>
          {translate(`kinds.${kind}`)} {number}
        </h1>
        <span role="status">
          <StateChip state={state} label={translate(`states.${state}`)} />
        </span>
      </div>
      {transfer.problems.length > 0 && (
        <Card title={translate("transfer.problems")}>
          <TransferProblems transfer={transfer} canRetry={needsYou}>
            {needsYou && transfer.problems.some(asksForProduct) && (
              <ChooseProduct transferId={transfer.id} />
            )}
          </TransferProblems>
        </Card>
      )}
      <Card title={translate("transfer.document")}>
        <Facts transfer={transfer} />
      </Card>
      <Card title={translate("transfer.timeline")}>
        <Timeline events={transfer.events} />
      </Card>
    </>
  );
}

function Facts({ transfer }: { transfer: TransferDetails }) {
  const translate = useTranslations();
  const { locale } = useFrame();
  const { totalMinor, vatMinor, documentDate, bookedToVerifiedMs } = transfer;
  const currency = transfer.currency ?? "NOK";
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
      <Fact label={translate("status.party")}>{transfer.partyName}</Fact>
      <Fact label={translate("transfer.documentDate")}>
        {documentDate && formatDate(documentDate, locale)}
      </Fact>
      <Fact label={translate("transfer.total")}>
        {totalMinor !== null && formatAmount(totalMinor, currency, locale)}
      </Fact>
      <Fact label={translate("transfer.vat")}>
        {vatMinor !== null && formatAmount(vatMinor, currency, locale)}
      </Fact>
      <Fact label={translate("transfer.inFiken")}>
        <InFiken transfer={transfer} />
      </Fact>
      <Fact label={translate("transfer.bookedToVerified")}>
        {bookedToVerifiedMs !== null && formatDuration(bookedToVerifiedMs, locale)}
      </Fact>
      {MOVING.includes(transfer.state) && transfer.attempts > 0 && (
        <Fact label={translate("transfer.attempts")}>{transfer.attempts}</Fact>
      )}
      <Fact label={translate("transfer.requests")}>{transfer.fikenRequests}</Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  const isEmpty = children === null || children === false;
  return (
    <div>
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="tabular-nums">{isEmpty ? "–" : children}</dd>
    </div>
  );
}

function InFiken({ transfer: { fikenKind, fikenId } }: { transfer: TransferDetails }) {
  const translate = useTranslations();
  if (fikenId === null) return translate("transfer.notInFiken");
  const key = `fikenKinds.${fikenKind}` as "fikenKinds.sale";
  // The kind comes from the database and may be newer than these words.
  return `${translate.has(key) ? translate(key) : (fikenKind ?? "")} ${fikenId}`;
}
