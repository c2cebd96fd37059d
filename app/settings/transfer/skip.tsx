"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { TextArea } from "@/app/ui/text-field";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import type { TransferDetails } from "./transfer-details";

const MOST_CHARACTERS = 500;

type SkipProps = { transfer: TransferDetails };

/** "Skip", with the reason: what the user has seen to otherwise is not asked for any more. */
export function Skip({ transfer: { id, kind, number } }: SkipProps) {
  const translate = useTranslations("transfer.skip");
  const kinds = useTranslations("kinds");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const [reason, setReason] = useState("");
  const skip = useMutation({
    mutationFn: () =>
      fetchJson(`/api/embedded/transfers/${id}/skip`, z.unknown(), {
        method: "POST",
        body: { reason },
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  if (!isOpen) {
    return (
      <div>
        <Button look="quiet" autoFocus={wasOpen} onClick={() => setIsOpen(true)}>
          {translate("open")}
        </Button>
      </div>
    );
  }
  return (
    <form
      className="grid gap-2 rounded-md border border-line px-3 py-2"
      aria-label={translate("title", { kind: kinds(kind), number })}
      onSubmit={(event) => {
        event.preventDefault();
        skip.mutate();
      }}
    >
      <p>{translate("text")}</p>
      <TextArea
        label={translate("reason")}
        hint={translate("hint")}
        autoFocus
        required
        maxLength={MOST_CHARACTERS}
        rows={2}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" disabled={reason.trim() === ""} busy={skip.isPending}>
          {translate("confirm")}
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            setIsOpen(false);
            setWasOpen(true);
          }}
        >
          {translate("cancel")}
        </Button>
      </div>
      <FailureNotice error={skip.error} />
    </form>
  );
}

/** What was skipped says why, and can be taken back. */
export function Skipped({ transfer: { id, skipReason, restsWith } }: SkipProps) {
  const translate = useTranslations("transfer.skip");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const takeBack = useMutation({
    mutationFn: () =>
      fetchJson(`/api/embedded/transfers/${id}/skip`, z.unknown(), { method: "DELETE" }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <Notice tone="info">
      <div className="grid gap-2">
        <p className="break-words">{translate("skipped", { reason: skipReason ?? "–" })}</p>
        {!restsWith && (
          <div>
            <Button busy={takeBack.isPending} onClick={() => takeBack.mutate()}>
              {translate("takeBack")}
            </Button>
          </div>
        )}
        <FailureNotice error={takeBack.error} />
      </div>
    </Notice>
  );
}
