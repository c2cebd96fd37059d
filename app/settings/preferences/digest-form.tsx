"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { z } from "zod";
import { Button } from "@/app/ui/button";
import { INPUT } from "@/app/ui/field";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import type { DigestChoice } from "./digest-choice";

/** Where the daily e-mail goes. */
export function DigestForm({ digest }: { digest: DigestChoice }) {
  const translate = useTranslations("preferences");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const id = useId();
  /** Null: nothing is typed, and what is saved is shown. */
  const [typed, setTyped] = useState<string | null>(null);
  const address = typed ?? digest.address ?? "";
  const save = useMutation({
    mutationFn: (wanted: string) =>
      fetchJson("/api/embedded/digest", z.unknown(), {
        method: "PUT",
        body: { address: wanted.trim() === "" ? null : wanted.trim() },
      }),
    onSuccess: async (_answer, wanted) => {
      await queryClient.invalidateQueries();
      setTyped((current) => (current === wanted ? null : current));
    },
  });
  if (!digest.isOffered && digest.address === null) {
    return <p className="text-muted">{translate("digestNotOffered")}</p>;
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(address);
  }
  return (
    <form className="grid gap-2" onSubmit={submit}>
      <label htmlFor={id} className="font-medium">
        {translate("digestAddress")}
      </label>
      <div className="flex flex-wrap items-center gap-3">
        <input
          id={id}
          type="email"
          autoComplete="email"
          maxLength={254}
          value={address}
          onChange={({ target }) => {
            setTyped(target.value);
            if (!save.isPending) save.reset();
          }}
          aria-describedby={`${id}-hint`}
          className={`${INPUT} max-w-80`}
        />
        <Button type="submit" busy={save.isPending}>
          {translate("digestSave")}
        </Button>
        <p role="status" className="text-good">
          {save.isSuccess && translate(digest.address === null ? "digestRemoved" : "digestSaved")}
        </p>
      </div>
      <p id={`${id}-hint`} className="text-muted text-xs">
        {translate("digestHint")}
      </p>
      <FailureNotice error={save.error} />
    </form>
  );
}
