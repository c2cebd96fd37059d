"use client";

import { useTranslations } from "next-intl";
import { Notice } from "@/app/ui/notice";
import { formatCount } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import { RESULTS, type ResultName } from "./reconciliation-state";

type ResultFilterProps = {
  counts: Record<string, number>;
  chosen: ResultName | null;
  onChoose: (result: ResultName | null) => void;
};

/** How many of each result; pressed, only those are shown. */
export function ResultFilter({ counts, chosen, onChoose }: ResultFilterProps) {
  const translate = useTranslations("reconciliation");
  const { locale } = useFrame();
  const total = RESULTS.reduce((sum, result) => sum + (counts[result] ?? 0), 0);
  const options = [
    { result: null, label: translate("all"), count: total },
    ...RESULTS.map((result) => ({
      ...{ result, label: translate(`results.${result}`), count: counts[result] ?? 0 },
    })),
  ];
  return (
    <>
      {(counts.unreadable ?? 0) > 0 && (
        <Notice tone="warn">
          <p>{translate("unreadable", { count: counts.unreadable ?? 0 })}</p>
        </Notice>
      )}
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{translate("filter")}</legend>
        {options.map(({ result, label, count }) => (
          <button
            key={label}
            type="button"
            aria-pressed={chosen === result}
            onClick={() => onChoose(result)}
            className="min-h-8 cursor-pointer rounded-full border border-line px-3 py-1 aria-pressed:border-accent aria-pressed:bg-busy-soft"
          >
            {label} <strong className="tabular-nums">{formatCount(count, locale)}</strong>
          </button>
        ))}
      </fieldset>
    </>
  );
}
