"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFrame } from "../frame";
import { IMPORT_KEY, importStateSchema } from "./import-state";

type Action = "continue" | "start" | "pause" | "resume" | "close";

/** Something done with the import as a whole; the answer is how it stands then. */
export function useImportAction(action: Action, onDone: () => void = () => undefined) {
  const { fetchJson, locale } = useFrame();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      fetchJson(`/api/embedded/import/${action}`, importStateSchema, { method: "POST" }),
    onSuccess: (state) => {
      queryClient.setQueryData([...IMPORT_KEY, "state", locale], state);
      onDone();
      return queryClient.invalidateQueries({ queryKey: IMPORT_KEY });
    },
  });
}
