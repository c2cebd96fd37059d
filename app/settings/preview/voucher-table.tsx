"use client";

import { useTranslations } from "next-intl";
import { formatAmount } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import { useVatTypeWords } from "./use-vat-type-words";
import type { ShownEntry, ShownVoucher } from "./voucher-shape";

type VoucherTableProps = { voucher: ShownVoucher; caption: string };

/** A voucher as a bookkeeper reads it; narrow, code and basis of the VAT stand under the account. */
export function VoucherTable({ voucher, caption }: VoucherTableProps) {
  const translate = useTranslations("voucher");
  const { side, currency, entries, debitMinor, creditMinor } = voucher;
  return (
    <table className="w-full border-collapse text-left max-sm:text-xs sm:table-fixed">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-line border-b text-muted text-xs">
          <th scope="col" className="py-1.5 pr-2 font-medium">
            {translate("account")}
          </th>
          <th scope="col" className="w-1/5 px-2 py-1.5 font-medium max-sm:hidden">
            {translate("vatCode")}
          </th>
          <th scope="col" className="w-1/8 px-2 py-1.5 text-right font-medium max-sm:hidden">
            {translate("base")}
          </th>
          <th scope="col" className="px-2 py-1.5 text-right font-medium sm:w-1/8">
            {translate("debit")}
          </th>
          <th scope="col" className="py-1.5 pl-2 text-right font-medium sm:w-1/8">
            {translate("credit")}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow
            key={`${entry.kind} ${entry.line} ${entry.vatType}`}
            entry={entry}
            side={side}
          />
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <th scope="row" className="py-1.5 pr-2 text-left">
            {translate("sum")}
            {currency !== "NOK" && ` (${currency})`}
          </th>
          <td className="max-sm:hidden" />
          <td className="max-sm:hidden" />
          <Amount minor={debitMinor} />
          <Amount minor={creditMinor} isLast />
        </tr>
      </tfoot>
    </table>
  );
}

type EntryRowProps = { entry: ShownEntry; side: ShownVoucher["side"] };

function EntryRow({ entry, side }: EntryRowProps) {
  const translate = useTranslations("voucher");
  const { kind, account, accountName, baseMinor, reckoned, debitMinor, creditMinor } = entry;
  // Fiken's chart does not always name what it posts to by itself.
  const ownName = kind === "line" ? null : translate(`${kind}.${side}`);
  const isSubAccount = kind === "ledger" && entry.party === null;
  const text = entry.text ?? (isSubAccount ? ownName : null);
  return (
    <tr className="border-line border-b align-top">
      <th scope="row" className="py-1.5 pr-2 text-left font-normal">
        <span className="font-medium tabular-nums">{account}</span> {accountName ?? ownName}
        {text && <span className="block break-words text-muted text-xs">{text}</span>}
        <Note entry={entry} side={side} />
        {reckoned && <span className="block text-muted text-xs">{translate(reckoned)}</span>}
        <span className="block text-muted text-xs sm:hidden">
          <VatCode entry={entry} />
          {baseMinor !== null && (
            <>
              , {translate("of")} <Minor minor={baseMinor} />
            </>
          )}
        </span>
      </th>
      <td className="px-2 py-1.5 max-sm:hidden">
        <VatCode entry={entry} />
      </td>
      <td className="whitespace-nowrap px-2 py-1.5 text-right tabular-nums max-sm:hidden">
        {baseMinor !== null && <Minor minor={baseMinor} />}
      </td>
      <Amount minor={debitMinor} isEmptyAtZero />
      <Amount minor={creditMinor} isEmptyAtZero isLast />
    </tr>
  );
}

/** What Fiken decides of the account itself. */
function Note({ entry: { kind, account, party }, side }: EntryRowProps) {
  const translate = useTranslations("voucher");
  if (kind === "vat" && account === null) return <Muted>{translate("vatOpen")}</Muted>;
  if (!party) return null;
  return (
    <Muted>{translate(`party.${side}`, { number: party.number, name: party.name ?? "" })}</Muted>
  );
}

function Muted({ children }: { children: string }) {
  return <span className="block text-muted text-xs">{children}</span>;
}

function VatCode({ entry: { vatCode, vatType } }: Pick<EntryRowProps, "entry">) {
  const inWords = useVatTypeWords();
  if (vatCode === null || vatType === null) return null;
  return (
    <>
      <span className="tabular-nums">{vatCode}</span> ({inWords(vatType)})
    </>
  );
}

/** In the voucher's own currency, whose code stands at the sum alone. */
function Minor({ minor }: { minor: number }) {
  const { locale } = useFrame();
  return formatAmount(minor, "NOK", locale);
}

type AmountProps = { minor: number; isEmptyAtZero?: boolean; isLast?: boolean };

function Amount({ minor, isEmptyAtZero = false, isLast = false }: AmountProps) {
  const { locale } = useFrame();
  return (
    <td className={`whitespace-nowrap py-1.5 pl-2 text-right tabular-nums ${isLast ? "" : "pr-2"}`}>
      {isEmptyAtZero && minor === 0 ? "" : formatAmount(minor, "NOK", locale)}
    </td>
  );
}
