"use client";

import { Button } from "@/app/ui/button";
import { FailureNotice } from "./failure-notice";
import { useDownload } from "./use-download";

type DownloadCsvProps = { path: string; label: string };

export function DownloadCsv({ path, label }: DownloadCsvProps) {
  const download = useDownload(path);
  return (
    <div className="grid justify-items-end gap-2">
      <Button look="quiet" busy={download.isPending} onClick={() => download.mutate()}>
        {label}
      </Button>
      <FailureNotice error={download.error} />
    </div>
  );
}
