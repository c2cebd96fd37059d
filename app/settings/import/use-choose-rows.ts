"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { useFrame } from "../frame";
import type { CHOICES, RowTarget } from "./import-rows";
import { IMPORT_KEY } from "./import-state";

export type RowChoice = {
  target: RowTarget;
  choice: (typeof CHOICES)[number] | "proposed";
  rackbeatKey?: string;
};

const chosenSchema = z.object({ chosen: z.number(), left: z.number() });

/** Another way for a row or for many. Answers how many took it, and how many could not. */
export function useChooseRows(onDone: () => void) {
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (chosen: RowChoice) =>
      fetchJson("/api/embedded/import/rows", chosenSchema, { method: "PUT", body: chosen }),
    onSuccess: () => {
      onDone();
      return queryClient.invalidateQueries({ queryKey: IMPORT_KEY });
    },
  });
}
