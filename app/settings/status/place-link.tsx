"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/ui/button";
import { useFrame } from "../frame";
import type { ProblemRow } from "./transfer-row";

/** The way to where a problem is solved; nothing where that is in Rackbeat or Fiken. */
export function PlaceLink({ place }: { place: ProblemRow["place"] }) {
  const translate = useTranslations();
  const { base } = useFrame();
  if (!place) return null;
  return (
    <p className="pt-1">
      <ButtonLink href={`${base}/${place}`}>
        {place === "mapping" ? translate("status.fixMapping") : translate("mapping.toSetUp")}
      </ButtonLink>
    </p>
  );
}
