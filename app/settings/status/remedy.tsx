"use client";

import { useTranslations } from "next-intl";
import { OutsideLink } from "@/app/ui/outside-link";
import { PlaceLink } from "./place-link";
import type { ProblemRow } from "./transfer-row";

/** Who can put a problem right, and the way to where that is done. */
export function Remedy({
  problem: { who, place, outside },
}: {
  problem: Pick<ProblemRow, "who" | "place" | "outside">;
}) {
  const translate = useTranslations("remedy");
  return (
    <>
      <p className="text-xs">{translate(`who.${who}`)}</p>
      <PlaceLink place={place} />
      {outside && (
        <p className="pt-1">
          <OutsideLink href={outside.href}>
            {translate(outside.isExact ? `exact.${outside.system}` : `open.${outside.system}`)}
          </OutsideLink>
        </p>
      )}
    </>
  );
}
