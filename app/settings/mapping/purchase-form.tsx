"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ButtonLink } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { Notice } from "@/app/ui/notice";
import { useFrame } from "../frame";
import { AcceptAll } from "./accept-all";
import type { MappingState } from "./mapping-state";
import {
  acceptAllPurchases,
  countPurchaseChanges,
  countPurchaseProposals,
  purchaseChangeOf,
  purchaseRulesOf,
} from "./purchase-draft";
import { PurchaseGroups } from "./purchase-groups";
import { PurchaseZones } from "./purchase-zones";
import { SaveBar } from "./save-bar";
import { useDraft } from "./use-draft";
import { useSaveMapping } from "./use-save-mapping";
import { releasedBy } from "./waiting";

/** The accounts of supplier invoices, accepted and saved by themselves: what is not in view is left as it is. */
export function PurchaseForm({ mapping }: { mapping: MappingState }) {
  const translate = useTranslations("mapping");
  const { purchase, waiting } = mapping;
  const { draft, setDraft, showKept } = useDraft("purchase");
  const [accepted, setAccepted] = useState(0);
  const change = purchaseChangeOf(purchase, draft);
  const save = useSaveMapping("purchase", showKept);
  const shared = { purchase, waiting, draft, onChange: setDraft };
  return (
    <form
      className="grid grid-cols-1 gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          change: { zones: {}, domesticZeros: [], cells: [], purchase: change },
          draft,
        });
      }}
    >
      {!purchase.isOn && <PurchaseIsOff />}
      <Card
        title={translate("purchaseTitle")}
        aside={
          <AcceptAll
            count={countPurchaseProposals(purchase, draft)}
            onAccept={() => {
              setDraft(acceptAllPurchases(purchase, draft));
              setAccepted(accepted + 1);
            }}
          />
        }
      >
        <p className="pb-3 text-muted">{translate("purchaseText")}</p>
        <div>
          <PurchaseGroups {...shared} />
        </div>
      </Card>
      <PurchaseZones {...shared} />
      <SaveBar
        unsaved={countPurchaseChanges(change)}
        goesOn={releasedBy(purchaseRulesOf(purchase, change), waiting)}
        save={save}
        released={save.data?.released}
        accepted={accepted}
      />
    </form>
  );
}

function PurchaseIsOff() {
  const translate = useTranslations("mapping");
  const { base } = useFrame();
  return (
    <Notice tone="info">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{translate("purchaseOff")}</p>
        <ButtonLink href={`${base}/set-up`}>{translate("toSetUp")}</ButtonLink>
      </div>
    </Notice>
  );
}
