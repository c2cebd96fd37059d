"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/app/ui/card";
import { AcceptAll } from "./accept-all";
import { acceptAll, changeOf, countChanges, countProposals, rulesOf } from "./draft";
import type { MappingState } from "./mapping-state";
import { SalesGroups } from "./sales-groups";
import { SalesZones } from "./sales-zones";
import { SaveBar } from "./save-bar";
import { useDraft } from "./use-draft";
import { useSaveMapping } from "./use-save-mapping";
import { releasedBy } from "./waiting";

/** Proposals stand beside the choices until they are accepted; saving takes what is chosen, and lets go on what waited. */
export function MappingForm({ mapping }: { mapping: MappingState }) {
  const translate = useTranslations("mapping");
  const { draft, setDraft, showKept } = useDraft("sales");
  const [accepted, setAccepted] = useState(0);
  const change = changeOf(mapping, draft);
  const save = useSaveMapping("sales", showKept);
  return (
    <form
      className="grid grid-cols-1 gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ change, draft });
      }}
    >
      <Card
        title={translate("title")}
        aside={
          <AcceptAll
            count={countProposals(mapping, draft)}
            onAccept={() => {
              setDraft(acceptAll(mapping, draft));
              setAccepted(accepted + 1);
            }}
          />
        }
      >
        <p className="pb-3 text-muted">{translate("text")}</p>
        {mapping.groups.length === 1 && <p className="pb-3">{translate("noGroups")}</p>}
        <div>
          <SalesGroups mapping={mapping} draft={draft} onChange={setDraft} />
        </div>
      </Card>
      <SalesZones mapping={mapping} draft={draft} onChange={setDraft} />
      <SaveBar
        unsaved={countChanges(change)}
        goesOn={releasedBy(rulesOf(mapping, change), mapping.waiting)}
        save={save}
        released={save.data?.released}
        accepted={accepted}
      />
    </form>
  );
}
