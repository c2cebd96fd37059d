"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/ui/button";
import { useFrame } from "../frame";
import { BACK_TO_SET_UP } from "../mapping/use-back-to-set-up";
import type { SetUpState } from "./set-up-state";

/** Names what the mapping lacks for the product groups in use, and why it is asked for. */
export function MappingStep({ setUp, isCurrent }: { setUp: SetUpState; isCurrent: boolean }) {
  const translate = useTranslations("setUp");
  const { base } = useFrame();
  const { company, unmapped, unmappedCells } = setUp;
  if (!company) return <p className="text-muted">{translate("mappingText")}</p>;
  const isDone = unmappedCells === 0;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-3 sm:flex-nowrap">
        <p>
          {isDone
            ? translate("mappingDone")
            : `${translate("mappingText")} ${translate("mappingMissing", { count: unmappedCells })}`}
        </p>
        <div className="shrink-0">
          <ButtonLink
            href={isDone ? `${base}/mapping` : `${base}/mapping?${BACK_TO_SET_UP}`}
            look={isCurrent ? "primary" : "secondary"}
          >
            {translate(isDone ? "change" : "mappingOpen")}
          </ButtonLink>
        </div>
      </div>
      {!isDone && (
        <ul className="list-disc pl-5 text-muted">
          {unmapped.map((gap) => (
            <li key={`${gap.side}:${gap.productGroup}:${gap.treatment}`}>
              <Gap {...gap} />
            </li>
          ))}
          {unmappedCells > unmapped.length && (
            <li>{translate("mappingMore", { count: unmappedCells - unmapped.length })}</li>
          )}
        </ul>
      )}
    </div>
  );
}

function Gap({ side, productGroup, groupName, treatment }: SetUpState["unmapped"][number]) {
  const translate = useTranslations();
  const group =
    productGroup === null ? translate("setUp.withoutProduct") : `${productGroup} ${groupName}`;
  if (treatment === null) return translate("setUp.gapReason", { group });
  return translate("setUp.gapAccount", {
    group,
    side: translate(`words.side.${side}`),
    treatment: translate(`words.treatment.${treatment}`),
  });
}
