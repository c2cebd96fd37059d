"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { Skeleton } from "@/app/ui/skeleton";

/** Between two screens: as tall as a screen usually is, so that the frame does not shrink and grow again. */
export default function Loading() {
  const translate = useTranslations("app");
  return (
    <div className="grid min-h-150 content-start gap-3">
      <Card>
        <Skeleton label={translate("loading")} lines={2} />
      </Card>
      <div aria-hidden="true" className="h-96 rounded-lg border border-line bg-card" />
    </div>
  );
}
