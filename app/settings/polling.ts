"use client";

import { focusManager } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { isSessionOver } from "@/app/fetch-json";

const QUICK_MS = 3_000;
const RESTING_MS = 10_000;
/** So long after somebody came to the page it counts as looked at. */
const ATTENTION_MS = 2 * 60_000;

type Watched = { isMoving: boolean; sinceAttentionMs: number; error: unknown };

/** In ms until the server is asked again; false once no answer can come. A hidden page does not ask: react-query sees to that. */
export function pollInterval({ isMoving, sinceAttentionMs, error }: Watched): number | false {
  if (isSessionOver(error)) return false;
  return isMoving || sinceAttentionMs < ATTENTION_MS ? QUICK_MS : RESTING_MS;
}

type WhatMoves = Omit<Watched, "sinceAttentionMs">;

/** For `refetchInterval`: quick while something moves and when somebody has just come, slow in a page left open. */
export function usePollInterval(): (watched: WhatMoves) => number | false {
  const [attention] = useState(() => ({ at: Date.now() }));
  useEffect(() => {
    const attend = () => {
      attention.at = Date.now();
      // A click into the frame from the page around it is a return as well, but changes no visibility.
      focusManager.onFocus();
    };
    window.addEventListener("focus", attend);
    document.addEventListener("visibilitychange", attend);
    return () => {
      window.removeEventListener("focus", attend);
      document.removeEventListener("visibilitychange", attend);
    };
  }, [attention]);
  return useCallback(
    (watched) => pollInterval({ ...watched, sinceAttentionMs: Date.now() - attention.at }),
    [attention],
  );
}
