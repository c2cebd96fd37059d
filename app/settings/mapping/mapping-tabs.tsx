"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { countUnmapped } from "./cells";
import { MappingForm } from "./mapping-form";
import type { MappingState } from "./mapping-state";
import { countUnmappedPurchases } from "./purchase-cells";
import { PurchaseForm } from "./purchase-form";
import { SIDES, type Side } from "./sides";

type MappingTabsProps = { mapping: MappingState; side: Side | null };

/** Sales and purchases, one in view: what is changed in the other stays. Opens as asked, else where something is missing. */
export function MappingTabs({ mapping, side: asked }: MappingTabsProps) {
  const translate = useTranslations("mapping");
  const missing = {
    sales: countUnmapped(mapping),
    purchase: countUnmappedPurchases(mapping.purchase),
  };
  const [shown, setShown] = useState<Side>(
    asked ?? (missing.sales === 0 && missing.purchase > 0 ? "purchase" : "sales"),
  );
  const tabs = useRef<Partial<Record<Side, HTMLButtonElement | null>>>({});
  // Which of them is in view changes nothing in either: a press on a tab draws none of their fields anew.
  const sales = useMemo(() => <MappingForm mapping={mapping} />, [mapping]);
  const purchase = useMemo(() => <PurchaseForm mapping={mapping} />, [mapping]);
  const step = ({ key }: KeyboardEvent) => {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    const other: Side = shown === "sales" ? "purchase" : "sales";
    setShown(other);
    tabs.current[other]?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={translate("title")} className="flex gap-1">
        {SIDES.map((side) => (
          <button
            key={side}
            ref={(element) => {
              tabs.current[side] = element;
            }}
            type="button"
            role="tab"
            id={`tab-${side}`}
            aria-selected={side === shown}
            aria-controls={`panel-${side}`}
            tabIndex={side === shown ? 0 : -1}
            onClick={() => setShown(side)}
            onKeyDown={step}
            className="rounded-md border border-transparent px-3 py-1.5 font-medium text-muted hover:text-ink aria-selected:border-line aria-selected:bg-card aria-selected:text-ink"
          >
            {translate(`sides.${side}`)}
            {missing[side] > 0 && (
              <span className="pl-1 text-warn text-xs">
                {translate("left", { count: missing[side] })}
              </span>
            )}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="panel-sales" aria-labelledby="tab-sales" hidden={shown !== "sales"}>
        {sales}
      </div>
      <div
        role="tabpanel"
        id="panel-purchase"
        aria-labelledby="tab-purchase"
        hidden={shown !== "purchase"}
      >
        {purchase}
      </div>
    </>
  );
}
