"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFrame } from "../frame";
import { chosenSince, type DraftOf, keepDraft, keptDraft } from "./kept-draft";
import { MAPPING_KEY } from "./mapping-key";
import { type MappingChange, mappingSavedSchema } from "./mapping-state";
import type { Side } from "./sides";
import { useBackToSetUp } from "./use-back-to-set-up";

/** What is saved, and the draft that it was made of. */
type Sent<S extends Side> = { change: MappingChange; draft: DraftOf[S] };

/** Saves what is shown, and shows what the server then holds; what was chosen meanwhile stays in the draft. */
export function useSaveMapping<S extends Side>(side: S, onSaved: () => void) {
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const backToSetUp = useBackToSetUp();
  return useMutation({
    mutationFn: ({ change }: Sent<S>) =>
      fetchJson("/api/embedded/mappings", mappingSavedSchema, { method: "PUT", body: change }),
    onSuccess: async ({ state }, { draft }) => {
      // What was asked for before the save would put the old choices back.
      await queryClient.cancelQueries({ queryKey: MAPPING_KEY });
      queryClient.setQueryData(MAPPING_KEY, state);
      keepDraft(queryClient, side, chosenSince(keptDraft(queryClient, side), draft));
      onSaved();
      await queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey !== MAPPING_KEY,
      });
      backToSetUp(state);
    },
  });
}
