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
import { lacksDocuments, recentDocumentsSchema, withRecent } from "./recent-documents";
import { RecentNote } from "./recent-note";
import { RefreshChart } from "./refresh-chart";
import type { Side } from "./sides";

const POLL_MS = 15_000;
const RECENT_KEY = ["mapping-recent"];

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
  const isCounting = mapping.isConnected && lacksDocuments(mapping);
  const recent = useQuery({
    queryKey: RECENT_KEY,
    queryFn: () => fetchJson("/api/embedded/mappings/recent", recentDocumentsSchema),
    enabled: isCounting,
    // Rackbeat is asked once while the frame is open, whatever is saved meanwhile.
    staleTime: "static",
    gcTime: Number.POSITIVE_INFINITY,
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
      {isCounting && (
        <RecentNote
          recent={recent.data}
          hasFailed={recent.error !== null}
          ofBoth={mapping.purchase.isOn}
        />
      )}
      <MappingTabs mapping={withRecent(mapping, recent.data)} side={side} />
      <History />
      <RefreshChart />
    </>
  );
}
