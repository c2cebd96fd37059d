"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Skeleton } from "@/app/ui/skeleton";
import { formatAmount, formatDate, formatExact } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import { useVatTypeWords } from "../preview/use-vat-type-words";
import { answerKey } from "./answer-key";
import { OnDemandCard } from "./on-demand-card";
import {
  type BothSides,
  bothSidesSchema,
  type SideLine,
  type TransferDetails,
} from "./transfer-details";

/** What Rackbeat says and what Fiken holds, asked for by the user: it costs a request to each. */
export function SidesCard({ transfer }: { transfer: TransferDetails }) {
  const { id, currency } = transfer;
  const translate = useTranslations("transfer.sides");
  const { fetchJson, locale } = useFrame();
  const sides = useQuery({
    queryKey: answerKey("sides", transfer, locale),
    queryFn: () => fetchJson(`/api/embedded/transfers/${id}/sides`, bothSidesSchema),
    enabled: false,
    // Both may be changed by anybody: who comes back asks again.
    gcTime: 0,
  });
  return (
    <OnDemandCard
      title={translate("title")}
      text={translate("text")}
      ask={translate(sides.data ? "again" : "show")}
      query={sides}
      loading={
        sides.isFetching && !sides.data && <Skeleton label={translate("loading")} lines={8} />
      }
      role="status"
    >
      {sides.data && <Both sides={sides.data} currency={currency ?? "NOK"} />}
    </OnDemandCard>
  );
}

function Both({ sides, currency }: { sides: BothSides; currency: string }) {
  const translate = useTranslations("transfer.sides");
  const { facts, rackbeat, fiken } = sides;
  const isComparable = rackbeat !== null && fiken !== null;
  return (
    <>
      <table className="w-full border-collapse text-left max-sm:text-xs">
        <caption className="sr-only">{translate("title")}</caption>
        <thead>
          <tr className="border-line border-b text-muted text-xs">
            {(["field", "rackbeat", "fiken"] as const).map((column) => (
              <th key={column} scope="col" className="py-1.5 pr-2 font-medium">
                {translate(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {facts.map((fact) => (
            <FactRow key={fact.name} fact={fact} currency={currency} isComparable={isComparable} />
          ))}
        </tbody>
      </table>
      {!rackbeat && <NotThere system="Rackbeat" />}
      {!fiken && <NotThere system="Fiken" />}
      {rackbeat?.lines && <Lines system="Rackbeat" lines={rackbeat.lines} currency={currency} />}
      {fiken?.lines && <Lines system="Fiken" lines={fiken.lines} currency={currency} />}
    </>
  );
}

function NotThere({ system }: { system: string }) {
  const translate = useTranslations("transfer.sides");
  return (
    <p className="text-muted">
      {system}: {translate("notThere")}
    </p>
  );
}

type FactRowProps = {
  fact: BothSides["facts"][number];
  currency: string;
  isComparable: boolean;
};

function FactRow({ fact: { name, rackbeat, fiken }, currency, isComparable }: FactRowProps) {
  const translate = useTranslations("transfer");
  const isDifferent = isComparable && rackbeat !== null && fiken !== null && rackbeat !== fiken;
  const key = `facts.${name}` as "facts.number";
  return (
    <tr className="border-line border-b align-top">
      <th scope="row" className="py-1.5 pr-2 text-left font-normal text-muted">
        {translate.has(key) ? translate(key) : name}
      </th>
      <td className="py-1.5 pr-2 tabular-nums wrap-anywhere">
        <Value name={name} value={rackbeat} currency={currency} />
      </td>
      <td className="py-1.5 tabular-nums wrap-anywhere">
        <Value name={name} value={fiken} currency={currency} />
        {isDifferent && (
          <span className="ml-1 rounded-full bg-warn-soft px-2 text-warn text-xs">
            {translate("sides.differs")}
          </span>
        )}
      </td>
    </tr>
  );
}

type ValueProps = { name: string; value: string | number | null; currency: string };

function Value({ name, value, currency }: ValueProps) {
  const translate = useTranslations("transfer");
  const inWords = useVatTypeWords();
  const { locale } = useFrame();
  if (value === null) return "–";
  if (typeof value === "number") return formatAmount(value, currency, locale);
  if (name === "date" || name === "dueDate") return formatDate(value, locale);
  if (name === "inUse") return translate(value === "yes" ? "yes" : "no");
  if (name === "stock") return formatExact(value, locale);
  if (name === "vatType") return inWords(value);
  return name === "deleted" ? translate("yes") : value;
}

type LinesProps = { system: "Rackbeat" | "Fiken"; lines: readonly SideLine[]; currency: string };

function Lines({ system, lines, currency }: LinesProps) {
  const translate = useTranslations("transfer.sides");
  const { locale } = useFrame();
  const head = [
    translate("lineText"),
    translate(system === "Fiken" ? "lineAccount" : "lineGroup"),
    translate("lineVat"),
  ];
  return (
    <div>
      <h3 className="font-medium">{translate("linesOf", { system })}</h3>
      <table className="w-full border-collapse text-left max-sm:text-xs">
        <caption className="sr-only">{translate("linesOf", { system })}</caption>
        <thead>
          <tr className="border-line border-b text-muted text-xs">
            {head.map((column) => (
              <th key={column} scope="col" className="py-1 pr-2 font-medium">
                {column}
              </th>
            ))}
            <th scope="col" className="py-1 text-right font-medium">
              {translate("lineNet")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ account, netMinor, ...line }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a document keep their places
            <tr key={index} className="border-line border-b align-top last:border-b-0">
              <td className="py-1 pr-2 wrap-anywhere">
                <LineText line={line} />
              </td>
              <td className="py-1 pr-2 tabular-nums">{account}</td>
              <td className="py-1 pr-2 wrap-anywhere">
                <LineVat line={line} />
              </td>
              <td className="whitespace-nowrap py-1 text-right tabular-nums">
                {netMinor !== null && formatAmount(netMinor, currency, locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LineText({ line: { text, quantity } }: { line: Pick<SideLine, "text" | "quantity"> }) {
  const { locale } = useFrame();
  return quantity === null || text === null ? text : `${formatExact(quantity, locale)} × ${text}`;
}

function LineVat({ line: { vatType, vatRate } }: { line: Pick<SideLine, "vatType" | "vatRate"> }) {
  const { locale } = useFrame();
  const inWords = useVatTypeWords();
  if (vatType !== null) return inWords(vatType);
  return vatRate === null ? null : `${formatExact(vatRate, locale)} %`;
}
