"use client";

import { useTranslations } from "next-intl";
import { formatDate } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import type { RecentDocuments } from "./recent-documents";

type RecentNoteProps = { recent: RecentDocuments | undefined; hasFailed: boolean };

/** What the numbers beside the groups were counted in; said as well while they are on their way. */
export function RecentNote({ recent, hasFailed }: RecentNoteProps) {
  const translate = useTranslations("mapping.recent");
  const { locale } = useFrame();
  if (hasFailed) return <p className="text-muted text-xs">{translate("failed")}</p>;
  if (!recent) return <p className="text-muted text-xs">{translate("counting")}</p>;
  const sides = [
    { side: "sales", counted: recent.sales } as const,
    ...(recent.purchase ? [{ side: "purchase", counted: recent.purchase } as const] : []),
  ];
  return sides.map(({ side, counted: { documents, from, to } }) => (
    <p key={side} className="text-muted text-xs">
      {from === null || to === null
        ? translate(`none.${side}`)
        : translate(`period.${side}`, {
            count: documents,
            from: formatDate(from, locale),
            to: formatDate(to, locale),
          })}
    </p>
  ));
}
