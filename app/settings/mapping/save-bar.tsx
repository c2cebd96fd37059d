"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { FailureNotice } from "../failure-notice";

type SaveBarProps = {
  /** How much of what is shown is not saved. */
  unsaved: number;
  save: { error: Error | null; isPending: boolean };
  /** How many transfers went on after the last save; undefined before one. */
  released: number | undefined;
};

export function SaveBar({ unsaved, save, released }: SaveBarProps) {
  const translate = useTranslations("mapping");
  return (
    <>
      <FailureNotice error={save.error} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" busy={save.isPending} disabled={unsaved === 0}>
          {translate("save")}
        </Button>
        <p role="status" className="text-muted">
          {unsaved > 0
            ? translate("unsaved", { count: unsaved })
            : released !== undefined && translate("savedReleased", { count: released })}
        </p>
      </div>
    </>
  );
}
