"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { onSubAccount, type PartyLedger } from "@/lib/bookkeeping/voucher/voucher-entries";
import { formatAmount, formatDate } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import { PreviewedBody } from "../preview/previewed-card";
import { useVatTypeWords } from "../preview/use-vat-type-words";
import { type ShownVoucher, voucherLedgerSchema } from "../preview/voucher-shape";
import { VoucherTable } from "../preview/voucher-table";
import { answerKey } from "./answer-key";
import { OnDemandCard } from "./on-demand-card";
import { type ReplayChange, replaySchema, type TransferDetails } from "./transfer-details";

/** The document as it was sent; on the party's own sub-account once Fiken has told which that is. */
export function VoucherCard({ transfer, title }: { transfer: TransferDetails; title: string }) {
  const translate = useTranslations("transfer");
  const { fetchJson } = useFrame();
  const { id, voucher } = transfer;
  const { data } = useQuery({
    queryKey: ["voucher-ledger", id],
    queryFn: () => fetchJson(`/api/embedded/transfers/${id}/ledger`, voucherLedgerSchema),
    enabled: voucher !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!voucher) return null;
  return (
    <Card title={translate("voucher")}>
      <VoucherTable
        voucher={withLedger(voucher, data?.ledger ?? null)}
        caption={translate("voucherCaption", { title })}
      />
    </Card>
  );
}

function withLedger(voucher: ShownVoucher, ledger: PartyLedger | null): ShownVoucher {
  if (!ledger) return voucher;
  const entries = voucher.entries.map((entry) =>
    entry.kind === "ledger" ? onSubAccount(entry, ledger) : entry,
  );
  return { ...voucher, entries };
}

/** The document as it would be booked now, asked for by the user: Rackbeat is read for it. */
export function ReplayCard({ transfer, title }: { transfer: TransferDetails; title: string }) {
  const translate = useTranslations("transfer.replay");
  const { fetchJson, locale } = useFrame();
  const replay = useQuery({
    queryKey: answerKey("replay", transfer, locale),
    queryFn: () => fetchJson(`/api/embedded/transfers/${transfer.id}/replay`, replaySchema),
    enabled: false,
    // Of the accounts as they are now: who comes back from changing one asks again.
    gcTime: 0,
  });
  return (
    <OnDemandCard
      title={translate("title")}
      text={translate("text")}
      ask={translate("show")}
      query={replay}
      role="status"
    >
      {replay.data && (
        <>
          {replay.data.changes && (
            <Changes changes={replay.data.changes} currency={replay.data.today.currency} />
          )}
          <PreviewedBody document={replay.data.today} title={title} />
        </>
      )}
    </OnDemandCard>
  );
}

type ChangesProps = { changes: readonly ReplayChange[]; currency: string };

function Changes({ changes, currency }: ChangesProps) {
  const translate = useTranslations("transfer.replay");
  if (changes.length === 0) return <p className="font-medium text-good">{translate("same")}</p>;
  return (
    <div>
      <p className="font-medium">{translate("differs", { count: changes.length })}</p>
      <ul className="list-disc pl-5">
        {changes.map((change) => (
          <li key={`${change.line} ${change.field}`}>
            <Change change={change} currency={currency} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Change({ change, currency }: { change: ReplayChange; currency: string }) {
  const translate = useTranslations("transfer.replay");
  const { locale } = useFrame();
  const inWords = useVatTypeWords();
  const shown = (value: ReplayChange["before"]) => {
    if (value === null) return "–";
    if (typeof value === "number") return formatAmount(value, currency, locale);
    if (change.field === "vatType") return inWords(value);
    return change.field === "date" || change.field === "dueDate"
      ? formatDate(value, locale)
      : value;
  };
  const text = translate("change", {
    field: translate(`fields.${change.field}`),
    before: shown(change.before),
    after: shown(change.after),
  });
  return change.line === null ? text : translate("inLine", { line: change.line, change: text });
}
