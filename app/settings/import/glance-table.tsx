"use client";

import { useTranslations } from "next-intl";
import { formatCount } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import type { ShownImport } from "./import-state";

type Kind = ShownImport["kinds"][number];
type Cell<Column> = { kind: Kind | null; column: Column | null };

type GlanceTableProps<Column> = {
  kinds: readonly Kind[];
  columns: readonly { key: Column; label: string }[];
  /** Null: of every kind, or of every column. */
  countOf: (kind: Kind | null, column: Column | null) => number;
  chosen: Cell<Column>;
  onChoose: (cell: Cell<Column>) => void;
};

/** Everything at a glance: each number is a button that shows its rows. */
export function GlanceTable<Column extends string>(props: GlanceTableProps<Column>) {
  const { kinds, columns, countOf, chosen, onChoose } = props;
  const translate = useTranslations("import");
  const shown = columns.filter(({ key }) => countOf(null, key) > 0);
  const lines: { kind: Kind | null; label: string }[] = [
    ...kinds.map((kind) => ({ kind, label: translate(`kindsMany.${kind}`) })),
    ...(kinds.length > 1 ? [{ kind: null, label: translate("glance.total") }] : []),
  ];
  const cells = [...shown, { key: null, label: translate("glance.total") }];
  return (
    <table className="w-full border-collapse text-left max-sm:block max-sm:[&_tbody]:block">
      <caption className="sr-only">{translate("glance.caption")}</caption>
      <thead className="max-sm:sr-only">
        <tr className="border-line border-b text-muted text-xs">
          <th scope="col" className="px-2 py-1.5 font-medium">
            {translate("glance.kind")}
          </th>
          {cells.map(({ label }) => (
            <th key={label} scope="col" className="px-2 py-1.5 text-right font-medium">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ kind, label }) => (
          <tr
            key={label}
            className="border-line border-b last:border-b-0 max-sm:block max-sm:py-1.5"
          >
            <th scope="row" className="px-2 py-1 text-left font-medium max-sm:block">
              {label}
            </th>
            {cells.map((column) => (
              <td
                key={column.label}
                className="py-0.5 text-right max-sm:inline-block max-sm:not-has-[button]:hidden"
              >
                <CountButton
                  label={`${label}, ${column.label}`}
                  shortLabel={column.label}
                  count={countOf(kind, column.key)}
                  isChosen={chosen.kind === kind && chosen.column === column.key}
                  onPress={() => onChoose({ kind, column: column.key })}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type CountButtonProps = {
  label: string;
  shortLabel: string;
  count: number;
  isChosen: boolean;
  onPress: () => void;
};

function CountButton({ label, shortLabel, count, isChosen, onPress }: CountButtonProps) {
  const translate = useTranslations("import.glance");
  const { locale } = useFrame();
  if (count === 0) return <span className="px-2 text-muted">–</span>;
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-label={translate("show", { count, what: label })}
      onClick={onPress}
      className="min-h-7 cursor-pointer rounded-md border border-transparent px-2 py-0.5 text-accent tabular-nums hover:border-accent aria-pressed:border-accent aria-pressed:bg-busy-soft aria-pressed:font-semibold"
    >
      <span className="text-muted sm:hidden">{shortLabel} </span>
      {formatCount(count, locale)}
    </button>
  );
}
