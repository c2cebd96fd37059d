"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { isSessionOver } from "@/app/fetch-json";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { NotConnected } from "../not-connected";
import { History } from "./history";
import { MAPPING_KEY } from "./mapping-key";
import { type MappingState, mappingStateSchema } from "./mapping-state";
import { MappingTabs } from "./mapping-tabs";
import { RefreshChart } from "./refresh-chart";
import type { Side } from "./sides";

const POLL_MS = 15_000;

type MappingScreenProps = { initial: MappingState; side: Side | null };

export function MappingScreen({ initial, side }: MappingScreenProps) {
  const translate = useTranslations("mapping");
  const { fetchJson } = useFrame();
  const { data: mapping, error } = useQuery({
    queryKey: MAPPING_KEY,
    queryFn: () => fetchJson("/api/embedded/mappings", mappingStateSchema),
    initialData: initial,
    // A group that is new in Rackbeat, or a document that has come to wait, shows by itself.
    refetchInterval: ({ state }) => !isSessionOver(state.error) && POLL_MS,
  });
  if (!mapping.isConnected) {
    return (
      <>
        <h1 className="sr-only">{translate("title")}</h1>
        <FailureNotice error={error} />
        <NotConnected text={translate("notConnected")} toSetUp={translate("toSetUp")} />
      </>
    );
  }
  return (
    <>
      <h1 className="sr-only">{translate("title")}</h1>
      <FailureNotice error={error} />
      <MappingTabs mapping={mapping} side={side} />
      <History />
      <RefreshChart />
    </>
  );
}
