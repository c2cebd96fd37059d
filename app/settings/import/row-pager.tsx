"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { formatCount } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import type { ImportRowPage } from "./import-rows";

type RowPagerProps = {
  label: string;
  /** Said aloud when it changes; one of the two is enough. */
  isToldOf?: boolean;
  page: ImportRowPage;
  onPage: (cursor: string | null) => void;
};

export function RowPager({ label, isToldOf = false, page, onPage }: RowPagerProps) {
  const translate = useTranslations("import.rows");
  const { locale } = useFrame();
  const { rows, offset, total, previous, next } = page;
  const steps = [
    { label: translate("first"), cursor: null, isOn: previous !== null },
    { label: translate("previous"), cursor: previous, isOn: previous !== null },
    { label: translate("next"), cursor: next, isOn: next !== null },
    { label: translate("last"), cursor: "last", isOn: next !== null },
  ];
  return (
    <nav aria-label={label} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
      <p role={isToldOf ? "status" : undefined} className="text-muted tabular-nums">
        {total > 0 &&
          translate("range", {
            from: formatCount(offset + 1, locale),
            to: formatCount(offset + rows.length, locale),
            total: formatCount(total, locale),
          })}
      </p>
      {(previous !== null || next !== null) && (
        <div className="flex flex-wrap gap-2">
          {steps.map(({ label, cursor, isOn }) => (
            <Button key={label} disabled={!isOn} onClick={() => onPage(cursor)}>
              {label}
            </Button>
          ))}
        </div>
      )}
    </nav>
  );
}
