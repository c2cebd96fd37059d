"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { FailureNotice } from "../failure-notice";
import { useDownload } from "../use-download";

/** Everything of the agreement as a file, for whoever takes over the integration. */
export function HandOver() {
  const translate = useTranslations("preferences");
  const download = useDownload("/api/embedded/hand-over");
  return (
    <div className="grid gap-3">
      <p>{translate("handOverText")}</p>
      <div>
        <Button busy={download.isPending} onClick={() => download.mutate()}>
          {translate("handOverDownload")}
        </Button>
      </div>
      <FailureNotice error={download.error} />
    </div>
  );
}
