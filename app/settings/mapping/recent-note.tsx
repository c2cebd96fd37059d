"use client";

import { useTranslations } from "next-intl";
import { formatDate } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import type { RecentDocuments } from "./recent-documents";
import type { Side } from "./sides";

type RecentNoteProps = {
  recent: RecentDocuments | undefined;
  hasFailed: boolean;
  /** Purchases are counted as well, and have a sentence of their own. */
  ofBoth: boolean;
};

/** What the numbers beside the groups are counted in. In the room that is kept for it while Rackbeat is asked. */
export function RecentNote({ recent, hasFailed, ofBoth }: RecentNoteProps) {
  const translate = useTranslations("mapping.recent");
  return (
    <div className={`text-muted text-xs ${ofBoth ? "min-h-24 sm:min-h-8" : "min-h-12 sm:min-h-4"}`}>
      {hasFailed && <p>{translate("failed")}</p>}
      {!recent && !hasFailed && <p>{translate("counting")}</p>}
      {recent && <Counted side="sales" counted={recent.sales} />}
      {recent?.purchase && <Counted side="purchase" counted={recent.purchase} />}
    </div>
  );
}

type CountedProps = { side: Side; counted: RecentDocuments["sales"] };

function Counted({ side, counted: { documents, from, to } }: CountedProps) {
  const translate = useTranslations("mapping.recent");
  const { locale } = useFrame();
  if (from === null || to === null) return <p>{translate(`none.${side}`)}</p>;
  const days = { from: formatDate(from, locale), to: formatDate(to, locale) };
  return <p>{translate(`period.${side}`, { count: documents, ...days })}</p>;
}
