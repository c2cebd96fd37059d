"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/app/ui/card";
import { AccountTable } from "./account-table";
import { changeOf, type Draft, EMPTY_DRAFT } from "./draft";
import type { MappingState } from "./mapping-state";
import { SaveBar } from "./save-bar";
import { useSaveMapping } from "./use-save-mapping";
import { ZoneTable } from "./zone-table";

/** Proposals are filled in and marked; saving takes over what is shown, and lets waiting documents go on. */
export function MappingForm({ mapping }: { mapping: MappingState }) {
  const translate = useTranslations("mapping");
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const change = changeOf(mapping, draft);
  const unsaved =
    change.cells.length + change.domesticZeros.length + Object.keys(change.zones).length;
  const save = useSaveMapping(change, () => setDraft(EMPTY_DRAFT));
  return (
    <form
      className="grid grid-cols-1 gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Card title={translate("title")}>
        <p className="pb-3 text-muted">{translate("text")}</p>
        {mapping.groups.length === 1 && <p className="pb-3">{translate("noGroups")}</p>}
        <AccountTable mapping={mapping} draft={draft} onChange={setDraft} />
      </Card>
      <ZoneTable mapping={mapping} draft={draft} onChange={setDraft} />
      <SaveBar unsaved={unsaved} save={save} released={save.data?.released} />
    </form>
  );
}
