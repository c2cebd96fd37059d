"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import {
  type ApiClient,
  createApiClient,
  isSessionOver,
  type SessionHolder,
} from "@/app/fetch-json";
import type { EmbeddedSession } from "@/lib/auth/session";
import type { Locale } from "@/lib/i18n/locales";
import { FrameHeight } from "./frame-height";
import { useReopenedSession } from "./reopen-session";

type Frame = ApiClient & {
  locale: Locale;
  /** Where this installation's pages live. Holds the secret: for links within the frame only. */
  base: string;
};

const FrameContext = createContext<Frame | null>(null);

/** What every island of the frame works with. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error("useFrame outside of FrameProvider");
  return frame;
}

/** Once more, where a second answer can be another. */
function retry(failures: number, error: Error): boolean {
  return failures < 1 && !isSessionOver(error);
}

type FrameProviderProps = {
  session: EmbeddedSession;
  locale: Locale;
  base: string;
  parentOrigins: readonly string[];
  children: ReactNode;
};

export function FrameProvider(props: FrameProviderProps) {
  const { session, locale, base, parentOrigins, children } = props;
  const [holder] = useState<SessionHolder>(() => ({ session }));
  const [queryClient] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry } } }),
  );
  const reopen = useReopenedSession(session);
  const frame = useMemo(
    () => ({ ...createApiClient(holder, locale, { reopen }), locale, base }),
    [holder, locale, base, reopen],
  );
  const [spoken, setSpoken] = useState(locale);
  useEffect(() => {
    document.documentElement.lang = locale;
    if (spoken === locale) return;
    setSpoken(locale);
    // Problems come worded from the server, in the language that this rendering asks for.
    void queryClient.invalidateQueries();
  }, [locale, spoken, queryClient]);

  return (
    <QueryClientProvider client={queryClient}>
      <FrameContext.Provider value={frame}>
        <FrameHeight parentOrigins={parentOrigins} />
        {children}
      </FrameContext.Provider>
    </QueryClientProvider>
  );
}
