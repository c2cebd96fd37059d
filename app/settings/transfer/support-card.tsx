"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { z } from "zod";
import { Button } from "@/app/ui/button";
import { useFrame } from "../frame";
import { OnDemandCard } from "./on-demand-card";

const supportSchema = z.object({ text: z.string() });

/** What support needs to know, as text to copy. */
export function SupportCard({ transferId }: { transferId: string }) {
  const translate = useTranslations("transfer.support");
  const { fetchJson } = useFrame();
  const support = useQuery({
    queryKey: ["support", transferId],
    queryFn: () => fetchJson(`/api/embedded/transfers/${transferId}/support`, supportSchema),
    enabled: false,
  });
  return (
    <OnDemandCard
      title={translate("title")}
      text={translate("text")}
      ask={translate("show")}
      query={support}
    >
      {support.data && <Copyable text={support.data.text} />}
    </OnDemandCard>
  );
}

/** A frame of another site may be kept from the clipboard: then the text is selected, ready to be copied by hand. */
function Copyable({ text }: { text: string }) {
  const translate = useTranslations("transfer.support");
  const field = useRef<HTMLTextAreaElement>(null);
  const [outcome, setOutcome] = useState<"copied" | "notCopied" | null>(null);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("notCopied");
    }
  };
  return (
    <div className="grid gap-2">
      <textarea
        ref={field}
        readOnly
        rows={12}
        value={text}
        aria-label={translate("label")}
        className="w-full rounded-md border border-edge bg-page px-2 py-1 font-mono text-ink text-xs"
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={copy}>{translate("copy")}</Button>
        <span role="status" className="text-muted text-xs">
          {outcome && translate(outcome)}
        </span>
      </div>
    </div>
  );
}
