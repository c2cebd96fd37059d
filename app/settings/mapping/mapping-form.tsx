"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/app/ui/card";
import { useFrame } from "../frame";
import { AccountTable } from "./account-table";
import { changeOf, type Draft, EMPTY_DRAFT } from "./draft";
import { MAPPING_KEY } from "./mapping-key";
import { type MappingState, mappingSavedSchema } from "./mapping-state";
import { SaveBar } from "./save-bar";
import { ZoneTable } from "./zone-table";

/** Proposals are filled in and marked; saving takes over what is shown, and lets waiting documents go on. */
export function MappingForm({ mapping }: { mapping: MappingState }) {
  const translate = useTranslations("mapping");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const change = changeOf(mapping, draft);
  const unsaved =
    change.cells.length + change.domesticZeros.length + Object.keys(change.zones).length;
  const save = useMutation({
    mutationFn: () =>
      fetchJson("/api/embedded/mappings", mappingSavedSchema, { method: "PUT", body: change }),
    onSuccess: async ({ state }) => {
      queryClient.setQueryData(MAPPING_KEY, state);
      setDraft(EMPTY_DRAFT);
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
