"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Select } from "@/app/ui/field";
import { Table } from "@/app/ui/table";
import type { FieldsProps } from "./choose-form";
import type { NamedOption } from "./import-form";

/** Fiken's days until due, each with the payment terms that it becomes. */
export function TermsFields({ form, draft: { paymentTermsByDays }, onChange }: FieldsProps) {
  const translate = useTranslations("import.choose");
  if (form.terms.length === 0) return null;
  return (
    <Sheet
      title={translate("termsByDays")}
      head={[translate("inFiken"), translate("paymentTerms")]}
    >
      {form.terms.map(({ days, count }) => (
        <Line
          key={days}
          title={translate("days", { days })}
          detail={translate("rowCount", { count })}
          label={translate("daysLabel", { days })}
          options={form.available.paymentTerms}
          value={paymentTermsByDays[String(days)] ?? null}
          onChange={(terms) =>
            onChange({ paymentTermsByDays: withEntry(paymentTermsByDays, String(days), terms) })
          }
        />
      ))}
    </Sheet>
  );
}

/** Fiken's income accounts, each with the product group that its products get. */
export function AccountFields({ form, draft: { groupByAccount }, onChange }: FieldsProps) {
  const translate = useTranslations("import.choose");
  if (form.groups.length === 0) return null;
  return (
    <Sheet
      title={translate("groupByAccount")}
      head={[translate("inFiken"), translate("productGroup")]}
    >
      {form.groups.map(({ account, vatType, vatName, count, why }) => {
        const key = `${account}:${vatType}`;
        return (
          <Line
            key={key}
            title={translate("account", { account, vatName })}
            detail={[
              translate("rowCount", { count }),
              ...(why ? [translate(`groupReasons.${why}`)] : []),
            ].join(" · ")}
            label={translate("accountLabel", { account: `${account}, ${vatName}` })}
            options={form.available.productGroups}
            value={groupByAccount[key] ?? null}
            onChange={(group) =>
              onChange({ groupByAccount: withEntry(groupByAccount, key, group) })
            }
          />
        );
      })}
    </Sheet>
  );
}

type SheetProps = { title: string; head: string[]; children: ReactNode };

/** Proposed well enough that few look at it. */
function Sheet({ title, head, children }: SheetProps) {
  return (
    <details className="rounded-md border border-line px-3 py-2">
      <summary className="cursor-pointer font-medium">{title}</summary>
      <div className="pt-2">
        <Table caption={title} head={head}>
          {children}
        </Table>
      </div>
    </details>
  );
}

type LineProps = {
  title: string;
  detail: string;
  label: string;
  options: readonly NamedOption[];
  value: number | null;
  onChange: (value: number | null) => void;
};

function Line({ title, detail, label, options, value, onChange }: LineProps) {
  const translate = useTranslations("import.choose");
  return (
    <tr className="border-line border-b last:border-b-0">
      <th scope="row" className="px-2 py-1.5 text-left font-medium">
        {title}
        <span className="block font-normal text-muted text-xs">{detail}</span>
      </th>
      <td className="px-2 py-1.5">
        <Select
          aria-label={label}
          value={value ?? ""}
          onChange={({ target }) =>
            onChange(options.find(({ number }) => String(number) === target.value)?.number ?? null)
          }
        >
          <option value="">{translate("asDefault")}</option>
          {options.map(({ number, name }) => (
            <option key={number} value={number}>
              {number} {name}
            </option>
          ))}
        </Select>
      </td>
    </tr>
  );
}

function withEntry(
  record: Record<string, number>,
  key: string,
  value: number | null,
): Record<string, number> {
  const { [key]: _previous, ...others } = record;
  return value === null ? others : { ...others, [key]: value };
}
