"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/app/ui/button";
import { INPUT } from "@/app/ui/field";
import { Notice } from "@/app/ui/notice";
import { HandOverContents } from "./hand-over-contents";
import { RefusalNotice } from "./refusal-notice";
import { type Step, sendHandOver, type TakingIn } from "./taking-in";

type Told = { step: Step; result: TakingIn };

/** Choose a file, see what it holds, take it in. */
export function TakeIn() {
  const translate = useTranslations("handOver");
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [sending, setSending] = useState<Step | null>(null);
  const [hasFailed, setHasFailed] = useState(false);

  function choose(chosen: File | null): void {
    setFile(chosen);
    setTold(null);
    setHasFailed(false);
  }

  async function send(step: Step): Promise<void> {
    if (!file) return;
    setSending(step);
    setHasFailed(false);
    try {
      setTold({ step, result: await sendHandOver(file, step) });
    } catch {
      setHasFailed(true);
    } finally {
      setSending(null);
    }
  }

  return (
    <div className="grid gap-3">
      <p>{translate("takeInText")}</p>
      <div className="grid max-w-96 gap-1">
        <label htmlFor={id} className="font-medium">
          {translate("file")}
        </label>
        <input
          id={id}
          type="file"
          accept=".jsonl"
          className={INPUT}
          disabled={sending !== null}
          onChange={({ target }) => choose(target.files?.[0] ?? null)}
        />
      </div>
      <div>
        <Button
          busy={sending === "look"}
          disabled={file === null || sending !== null}
          onClick={() => send("look")}
        >
          {translate("look")}
        </Button>
      </div>
      {hasFailed && (
        <Notice tone="bad" title={translate("failed.cause")} role="alert">
          <p>{translate("failed.fix")}</p>
        </Notice>
      )}
      {told && <Outcome {...told} />}
      {told?.step === "look" && told.result.accepted > 0 && (
        <div>
          <Button
            busy={sending === "take-in"}
            disabled={sending !== null}
            onClick={() => send("take-in")}
          >
            {translate("takeIn", { count: told.result.accepted })}
          </Button>
        </div>
      )}
    </div>
  );
}

function Outcome({ step, result }: Told) {
  const translate = useTranslations("handOver");
  const { accepted, refused, agreements, broken } = result;
  const isTaken = step === "take-in";
  const unnamed = accepted + refused - agreements.length;
  return (
    <div className="grid gap-3">
      {isTaken && accepted > 0 ? (
        <Notice tone="good" title={translate("taken", { count: accepted })} role="status">
          <p>{translate("takenNext")}</p>
        </Notice>
      ) : (
        agreements.length > 0 && <p role="status">{translate("summary", { accepted, refused })}</p>
      )}
      {agreements.length > 0 && <HandOverContents agreements={agreements} isTaken={isTaken} />}
      {unnamed > 0 && <p>{translate("more", { count: unnamed })}</p>}
      {broken && <RefusalNotice refusal={broken} />}
    </div>
  );
}
