"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useFrame } from "@/app/settings/frame";

/** The frame stays open around it: a stale link to a transfer leads back to the status. */
export default function TransferNotFound() {
  const translate = useTranslations("transfer");
  const { base } = useFrame();
  return (
    <>
      <p>
        <Link href={base} prefetch={false} className="text-accent hover:underline">
          ← {translate("back")}
        </Link>
      </p>
      <h1>{translate("notFoundTitle")}</h1>
      <p>{translate("notFoundText")}</p>
    </>
  );
}
