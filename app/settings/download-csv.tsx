"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/app/ui/button";
import { FailureNotice } from "./failure-notice";
import { useFrame } from "./frame";

type DownloadCsvProps = { path: string; filename: string; label: string };

/** A link could carry no bearer: the file is fetched, and saved from memory. */
export function DownloadCsv({ path, filename, label }: DownloadCsvProps) {
  const { freshToken } = useFrame();
  const download = useMutation({
    mutationFn: async () => {
      const response = await fetch(path, {
        headers: { Authorization: `Bearer ${await freshToken()}` },
        credentials: "omit",
        cache: "no-store",
      });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
      save(await response.blob(), filename);
    },
  });
  return (
    <div className="grid justify-items-end gap-2">
      <Button look="quiet" busy={download.isPending} onClick={() => download.mutate()}>
        {label}
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
