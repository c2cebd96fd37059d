import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Mark } from "./mark";
import type { Reach } from "./reach";

type GroupSectionProps = { name: string; reach: Reach; children: ReactNode };

/** A product group with what it concerns, and its rules. */
export function GroupSection({ name, reach, children }: GroupSectionProps) {
  const translate = useTranslations("mapping");
  const id = useId();
  const { isNew, productCount, documentCount, recent } = reach;
  const facts = [
    ...(productCount === null ? [] : [translate("products", { count: productCount })]),
    ...(documentCount === null ? [] : [translate("documents", { count: documentCount })]),
    ...(recent ? [translate("recent.ofGroup", recent)] : []),
  ];
  // Where it is not known how many documents, the newest are being counted: the line has its room before they are.
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot lay its legend beside its fields
    <div
      role="group"
      aria-labelledby={id}
      className="grid gap-x-4 gap-y-2 border-line border-t py-3 first:border-t-0 first:pt-0 last:pb-0 lg:grid-cols-[14rem_minmax(0,1fr)]"
    >
      <div>
        <h3 id={id} className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {isNew && <Mark tone="new">{translate("isNew")}</Mark>}
        </h3>
        {(facts.length > 0 || documentCount === null) && (
          <p className="min-h-4 text-muted text-xs">{facts.join(" · ")}</p>
        )}
      </div>
      <div className="grid gap-2">{children}</div>
    </div>
  );
}
