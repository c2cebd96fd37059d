"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** A screen that failed, within the frame: its navigation, its language and its height stay. */
export default function FrameErrorPage({ error, reset }: ErrorPageProps) {
  const translate = useTranslations("app");
  const router = useRouter();
  function tryAgain(): void {
    // What failed on the server is asked for once more there.
    startTransition(() => {
      router.refresh();
      reset();
    });
  }
  return (
    <Notice tone="bad" role="alert">
      <h1 className="font-semibold">{translate("errorTitle")}</h1>
      <p>{translate("errorText")}</p>
      {error.digest && (
        <p className="text-xs">{translate("reference", { reference: error.digest })}</p>
      )}
      <p className="pt-2">
        <Button onClick={tryAgain}>{translate("tryAgain")}</Button>
      </p>
    </Notice>
  );
}
