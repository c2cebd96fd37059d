"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/app/ui/skeleton";
import type { ProblemRow } from "../status/transfer-row";

/** Whether a problem is solved by choosing one of Fiken's contacts. */
export function asksForContact({ code }: Pick<ProblemRow, "code">): boolean {
  return code === "contact.several_matches";
}

/** Rarely asked: loaded when somebody wants to see the contacts. */
export const ChooseContact = dynamic(
  () => import("./choose-contact").then((module) => module.ChooseContact),
  { ssr: false, loading: () => <Skeleton label="…" /> },
);
