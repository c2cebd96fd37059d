"use client";

import { useTranslations } from "next-intl";
import { buttonClass } from "./ui/button-look";
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
        {/* Every page carries this one with it: it takes the looks of a button, and not the links that come with it. */}
        <button
          type="button"
          onClick={reset}
          className={`${buttonClass("primary")} cursor-pointer`}
        >
          {translate("tryAgain")}
        </button>
      </p>
    </PlainPage>
  );
}
