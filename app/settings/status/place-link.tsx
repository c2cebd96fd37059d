"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/ui/button";
import { useFrame } from "../frame";
import type { ProblemRow } from "./transfer-row";

const PATHS: Record<NonNullable<ProblemRow["place"]>, string> = {
  mapping: "mapping",
  "mapping-sales": "mapping?side=sales",
  "mapping-purchase": "mapping?side=purchase",
  "set-up": "set-up",
};

/** The way to where a problem is solved; nothing where that is in Rackbeat or Fiken. */
export function PlaceLink({ place }: { place: ProblemRow["place"] }) {
  const translate = useTranslations();
  const { base } = useFrame();
  if (!place) return null;
  return (
    <p className="pt-1">
      <ButtonLink href={`${base}/${PATHS[place]}`}>
        {translate(place === "set-up" ? "mapping.toSetUp" : "status.fixMapping")}
      </ButtonLink>
    </p>
  );
}
