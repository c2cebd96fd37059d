"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import type { ReconciliationState } from "./reconciliation-state";

type DownloadCsvProps = { newest: NonNullable<ReconciliationState["newest"]> };

/** A link could carry no bearer: the file is fetched, and saved from memory. */
export function DownloadCsv({ newest: { id, periodFrom, periodTo } }: DownloadCsvProps) {
  const translate = useTranslations("reconciliation");
  const { freshToken } = useFrame();
  const download = useMutation({
    mutationFn: async () => {
      const path = `/api/embedded/reconciliations/${id}/csv`;
      const response = await fetch(path, {
        headers: { Authorization: `Bearer ${await freshToken()}` },
        credentials: "omit",
        cache: "no-store",
      });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
      save(await response.blob(), `avstemming-${periodFrom}-${periodTo}.csv`);
    },
  });
  return (
    <div className="grid justify-items-end gap-2">
      <Button look="quiet" busy={download.isPending} onClick={() => download.mutate()}>
        {translate("download")}
      </Button>
      <FailureNotice error={download.error} />
    </div>
  );
}

function save(file: Blob, filename: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: filename });
  link.click();
  URL.revokeObjectURL(address);
}
