"use client";

import { useTranslations } from "next-intl";
import { Button } from "./ui/button";
import { PlainPage } from "./ui/plain-page";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const translate = useTranslations("app");
  return (
    <PlainPage title={translate("errorTitle")}>
      <p>{translate("errorText")}</p>
      {error.digest && (
        <p className="text-muted text-xs">{translate("reference", { reference: error.digest })}</p>
      )}
      <p>
        <Button look="primary" onClick={reset}>
          {translate("tryAgain")}
        </Button>
      </p>
    </PlainPage>
  );
}
