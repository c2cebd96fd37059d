"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { useFrame } from "../frame";
import type { RowTarget } from "./import-rows";
import { IMPORT_KEY } from "./import-state";

const countSchema = z.object({ count: z.number() });

/** Failed rows once more (all of them without a target), or written ones taken back. Answers how many it is for. */
export function useRowAction(action: "retry" | "undo", onDone: () => void = () => undefined) {
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (target: RowTarget | null) =>
      fetchJson(`/api/embedded/import/${action}`, countSchema, {
        method: "POST",
        body: target ?? {},
      }),
    onSuccess: () => {
      onDone();
      return queryClient.invalidateQueries({ queryKey: IMPORT_KEY });
    },
  });
}
