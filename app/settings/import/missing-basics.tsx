"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/notice";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { IMPORT_FORM_KEY, type ShownForm } from "./import-form";

/** What an empty agreement lacks before anything can be made in it; made there on request. */
export function MissingBasics({ missing }: { missing: ShownForm["missing"] }) {
  const translate = useTranslations("import.missing");
  const { fetchJson } = useFrame();
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: () =>
      fetchJson("/api/embedded/import/basics", z.unknown(), {
        method: "POST",
        body: { basics: missing },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: IMPORT_FORM_KEY }),
  });
  return (
    <Notice tone="warn" title={translate("title")}>
      <p>{translate("text")}</p>
      <ul className="list-disc pl-5">
        {missing.map(({ kind, name }) => (
          <li key={`${kind} ${name}`}>
            {translate(`kinds.${kind}`)}: {name}
          </li>
        ))}
      </ul>
      <div className="pt-2">
        <Button busy={create.isPending} onClick={() => create.mutate()}>
          {translate("create")}
        </Button>
      </div>
      <FailureNotice error={create.error} />
    </Notice>
  );
}
