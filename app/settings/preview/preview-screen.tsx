"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { SelectField } from "@/app/ui/field";
import { Notice } from "@/app/ui/notice";
import { Skeleton } from "@/app/ui/skeleton";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { COUNTS, DEFAULT_COUNT, type Previewed, previewSchema } from "./preview-state";
import { PreviewedCard } from "./previewed-card";

/** What the newest booked documents would be in the books. Asked once the page stands: Rackbeat is read for it. */
export function PreviewScreen() {
  const translate = useTranslations("preview");
  const { base, fetchJson, locale } = useFrame();
  const [count, setCount] = useState<number>(DEFAULT_COUNT);
  const query = useQuery({
    queryKey: ["preview", count, locale],
    queryFn: () => fetchJson(`/api/embedded/preview?count=${count}`, previewSchema),
    placeholderData: keepPreviousData,
  });
  const documents = query.data?.documents;
  return (
    <>
      <p className="print:hidden">
        <Link href={`${base}/set-up`} prefetch={false} className="text-accent hover:underline">
          ← {translate("back")}
        </Link>
      </p>
      <h1>{translate("title")}</h1>
      <Card>
        <p>{translate("intro")}</p>
        <div className="flex flex-wrap items-end justify-between gap-3 pt-3 print:hidden">
          <SelectField
            label={translate("count")}
            value={count}
            onChange={({ target }) => setCount(Number(target.value))}
          >
            {COUNTS.map((choice) => (
              <option key={choice} value={choice}>
                {choice}
              </option>
            ))}
          </SelectField>
          <div className="flex flex-wrap gap-2">
            <Button busy={query.isFetching} onClick={() => query.refetch()}>
              {translate("again")}
            </Button>
            <Button disabled={!documents?.length} onClick={() => window.print()}>
              {translate("print")}
            </Button>
          </div>
        </div>
      </Card>
      <FailureNotice error={query.error} />
      {documents ? (
        <Documents documents={documents} />
      ) : (
        query.isPending && (
          <Card>
            <Skeleton label={translate("loading")} lines={12} />
          </Card>
        )
      )}
    </>
  );
}

function Documents({ documents }: { documents: readonly Previewed[] }) {
  const translate = useTranslations("preview");
  if (documents.length === 0) {
    return (
      <Card>
        <p className="py-4 text-muted">{translate("empty")}</p>
      </Card>
    );
  }
  const stopped = documents.filter(({ problems }) => problems.length > 0).length;
  return (
    <>
      <Notice tone={stopped > 0 ? "warn" : "good"} role="status">
        <p>
          {stopped > 0
            ? translate("someStopped", { stopped, count: documents.length })
            : translate("allGood", { count: documents.length })}
        </p>
      </Notice>
      {documents.map((document) => (
        <PreviewedCard key={`${document.kind} ${document.number}`} document={document} />
      ))}
    </>
  );
}
