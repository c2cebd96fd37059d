"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFrame } from "../frame";
import { MAPPING_KEY } from "./mapping-key";
import { type MappingChange, mappingSavedSchema } from "./mapping-state";
import { useBackToSetUp } from "./use-back-to-set-up";

/** Saves what is shown, and shows what the server then holds. */
export function useSaveMapping(change: MappingChange, onSaved: () => void) {
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const backToSetUp = useBackToSetUp();
  return useMutation({
    mutationFn: () =>
      fetchJson("/api/embedded/mappings", mappingSavedSchema, { method: "PUT", body: change }),
    onSuccess: async ({ state }) => {
      // What was asked for before the save would put the old choices back.
      await queryClient.cancelQueries({ queryKey: MAPPING_KEY });
      queryClient.setQueryData(MAPPING_KEY, state);
      onSaved();
      await queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey !== MAPPING_KEY,
      });
      backToSetUp(state);
    },
  });
}
