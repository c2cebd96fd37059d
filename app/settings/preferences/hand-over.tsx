"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";

const PATH = "/api/embedded/hand-over";

/** A link could carry no bearer: the file is fetched, and saved from memory. */
export function HandOver() {
  const translate = useTranslations("preferences");
  const { freshToken } = useFrame();
  const download = useMutation({
    mutationFn: async () => {
      const response = await fetch(PATH, {
        headers: { Authorization: `Bearer ${await freshToken()}` },
        credentials: "omit",
        cache: "no-store",
      });
      if (!response.ok) throw new Error(`GET ${PATH}: ${response.status}`);
      save(await response.blob(), filenameOf(response));
    },
  });
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

function filenameOf(response: Response): string {
  const header = response.headers.get("content-disposition") ?? "";
  return header.match(/filename="([^"]+)"/)?.[1] ?? "fiken-for-rackbeat.jsonl";
}

function save(file: Blob, filename: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: filename });
  link.click();
  URL.revokeObjectURL(address);
}
