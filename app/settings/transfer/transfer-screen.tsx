"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { StateChip } from "@/app/ui/state-chip";
import { asksForContact, ChooseContact } from "../contact-choice/contact-question";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { usePollInterval } from "../polling";
import { asksForProduct, ChooseProduct } from "../product-choice/product-question";
import { TransferProblems } from "../status/transfer-problems";
import { FactsCard } from "./facts-card";
import { PostingsCard } from "./postings-card";
import { SidesCard } from "./sides-card";
import { Skip, Skipped } from "./skip";
import { SupportCard } from "./support-card";
import { Timeline } from "./timeline";
import { type TransferDetails, transferDetailsSchema } from "./transfer-details";
import { ReplayCard, VoucherCard } from "./voucher-card";

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
      pollInterval({ isMoving: isMoving(state.data), error: state.error }),
  });
  const { kind, number, state, restsWith } = transfer;
  const title = `${translate(`kinds.${kind}`)} ${number}`;
  return (
    <>
      <p className="print:hidden">
        <Link href={base} prefetch={false} className="text-accent hover:underline">
          ← {translate("transfer.back")}
        </Link>
      </p>
      <FailureNotice error={error} />
      <div className="flex flex-wrap items-center gap-3">
        <h1>{title}</h1>
        <span role="status">
          <StateChip state={state} label={translate(`states.${state}`)} />
        </span>
      </div>
      {restsWith && <p>{translate("status.restsWith", { company: restsWith })}</p>}
      {state === "skipped" && <Skipped transfer={transfer} />}
      <Needed transfer={transfer} />
      <FactsCard transfer={transfer} isMoving={isMoving(transfer)} />
      <VoucherCard transfer={transfer} title={title} />
      {transfer.subject === "document" && <ReplayCard transfer={transfer} title={title} />}
      <SidesCard transfer={transfer} />
      <Card title={translate("transfer.timeline")}>
        <Timeline events={transfer.events} subject={transfer.subject} />
      </Card>
      <PostingsCard postings={transfer.postings} />
      <SupportCard transferId={transfer.id} />
    </>
  );
}

function isMoving(transfer: TransferDetails | undefined): boolean {
  return transfer !== undefined && !transfer.restsWith && MOVING.includes(transfer.state);
}

/** What keeps the transfer, and all that the user can do about it. */
function Needed({ transfer }: { transfer: TransferDetails }) {
  const translate = useTranslations("transfer");
  const needsYou = transfer.state === "held" || transfer.state === "failed";
  if (transfer.problems.length === 0) return null;
  return (
    <Card title={translate("problems")}>
      <div className="grid grid-cols-1 gap-2">
        <TransferProblems transfer={transfer} canRetry={needsYou}>
          {needsYou && transfer.problems.some(asksForProduct) && (
            <ChooseProduct transferId={transfer.id} />
          )}
          {needsYou && transfer.problems.some(asksForContact) && (
            <ChooseContact transferId={transfer.id} />
          )}
        </TransferProblems>
        {needsYou && <Skip transfer={transfer} />}
      </div>
    </Card>
  );
}
