"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import type { EmbeddedSession } from "@/lib/auth/session";

type Opened = (session: EmbeddedSession) => void;

/**
 * How to get another session once the old one has ended: the page's own address opens it, as the first one, and what
 * somebody has typed stays. Where the address opens nothing any more, the page that says so takes the place of this.
 */
export function useReopenedSession(session: EmbeddedSession): () => Promise<EmbeddedSession> {
  const router = useRouter();
  const [awaited] = useState<{ opened: Opened | null }>(() => ({ opened: null }));
  useEffect(() => {
    awaited.opened?.(session);
    awaited.opened = null;
  }, [awaited, session]);
  return useCallback(
    () =>
      new Promise((resolve) => {
        awaited.opened = resolve;
        router.refresh();
      }),
    [awaited, router],
  );
}
