"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ButtonLink } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { Notice } from "@/app/ui/notice";
import { useFrame } from "../frame";
import { MAPPING_KEY } from "./mapping-key";
import { mappingSavedSchema } from "./mapping-state";
import { EMPTY_PURCHASE_DRAFT, type PurchaseDraft, purchaseChangeOf } from "./purchase-draft";
import type { PurchaseState } from "./purchase-state";
import { PurchaseTable } from "./purchase-table";
import { PurchaseZoneTable } from "./purchase-zone-table";
import { SaveBar } from "./save-bar";

/** The accounts of supplier invoices, saved by themselves: proposals that are not in view are not taken over. */
export function PurchaseForm({ purchase }: { purchase: PurchaseState }) {
  const translate = useTranslations("mapping");
  const { base, fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<PurchaseDraft>(EMPTY_PURCHASE_DRAFT);
  const change = purchaseChangeOf(purchase, draft);
  const save = useMutation({
    mutationFn: () =>
      fetchJson("/api/embedded/mappings", mappingSavedSchema, {
        method: "PUT",
        body: { zones: {}, cells: [], purchase: change },
      }),
    onSuccess: async ({ state }) => {
      queryClient.setQueryData(MAPPING_KEY, state);
      setDraft(EMPTY_PURCHASE_DRAFT);
      await queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey !== MAPPING_KEY,
      });
    },
  });
  return (
    <form
      className="grid grid-cols-1 gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {!purchase.isOn && (
        <Notice tone="info">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p>{translate("purchaseOff")}</p>
            <ButtonLink href={`${base}/set-up`}>{translate("toSetUp")}</ButtonLink>
          </div>
        </Notice>
      )}
      <Card title={translate("purchaseTitle")}>
        <p className="pb-3 text-muted">{translate("purchaseText")}</p>
        <PurchaseTable purchase={purchase} draft={draft} onChange={setDraft} />
      </Card>
      <PurchaseZoneTable purchase={purchase} draft={draft} onChange={setDraft} />
      <SaveBar
        unsaved={change.cells.length + Object.keys(change.zones).length}
        save={save}
        released={save.data?.released}
      />
    </form>
  );
}
