"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/app/ui/button";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import type { SetUpState } from "./set-up-state";

export function ConnectStep({ setUp }: { setUp: SetUpState }) {
  const translate = useTranslations("setUp");
  if (setUp.isLoggedIn) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p>{translate("connected")}</p>
        <ConnectForm label={translate("reconnect")} look="quiet" />
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <p>{translate("connectText")}</p>
      <ConnectForm label={translate("connect")} look="primary" />
      <p className="text-muted text-xs">{translate("connectWaiting")}</p>
    </div>
  );
}

type ConnectFormProps = { label: string; look: "primary" | "quiet" };

/** A form, not a link: it carries the session in its body, and opens a window of its own, where Fiken may set cookies. */
function ConnectForm({ label, look }: ConnectFormProps) {
  const { freshToken } = useFrame();
  const form = useRef<HTMLFormElement>(null);
  const token = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<Error | null>(null);

  async function connect() {
    if (!form.current || !token.current) return;
    setError(null);
    try {
      token.current.value = await freshToken();
      form.current.submit();
    } catch (reason) {
      setError(reason instanceof Error ? reason : new Error(String(reason)));
    } finally {
      token.current.value = "";
    }
  }

  return (
    <div className="grid gap-2">
      <form ref={form} method="post" action="/api/embedded/connect" target="_blank" rel="noopener">
        <input ref={token} type="hidden" name="session" />
        <Button look={look} onClick={connect}>
          {label}
        </Button>
      </form>
      <FailureNotice error={error} />
    </div>
  );
}
