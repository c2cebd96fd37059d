"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type DraftOf, keepDraft, keptDraft } from "./kept-draft";
import type { Side } from "./sides";

type KeptDraft<D> = {
  draft: D;
  setDraft: (draft: D) => void;
  /** Shows what is kept by now, where it was changed elsewhere. */
  showKept: () => void;
};

/** The draft of a side, kept beyond the screen. */
export function useDraft<S extends Side>(side: S): KeptDraft<DraftOf[S]> {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => keptDraft(queryClient, side));
  return {
    draft,
    setDraft: (chosen) => {
      keepDraft(queryClient, side, chosen);
      setDraft(chosen);
    },
    showKept: () => setDraft(keptDraft(queryClient, side)),
  };
}
