import type { Database } from "@/db/client";
import { listSweeps } from "@/db/queries/sweeps";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import { listWebhookSubscriptions } from "@/db/queries/webhook-subscriptions";
import { type EntityKind, entityKind } from "@/db/schema/transfers";
import { meaningOf } from "@/lib/rackbeat/webhook-events";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";
import { isSweptKind, SWEPT_KINDS } from "./swept-kinds";

/** How we get to know of changes to a kind of entity. */
export type WatchedKind = {
  kind: EntityKind;
  /** Rackbeat tells us of at least one kind of change at once. */
  hasWebhook: boolean;
  /** How often its list is looked through; null where it is compared as a whole every night instead. */
  everyMinutes: number | null;
  /** When a sweep last came to its end. */
  lastRunAt: Date | null;
  /** The last sweep did not; it is tried again soon. */
  hasFailed: boolean;
};

/** Of the kinds that are switched on. */
export async function listWatchedKinds(
  db: Database,
  { installationId }: { installationId: string },
): Promise<WatchedKind[]> {
  const [settings, subscriptions, sweeps] = await Promise.all([
    getTransferSettings(db, { installationId }),
    listWebhookSubscriptions(db, { installationId }),
    listSweeps(db, { installationId }),
  ]);
  const live = subscriptions.filter(({ state }) => state === "live");
  const told = new Set<string | null>(live.map(({ event }) => meaningOf(event)));
  const swept = new Map(sweeps.map((sweep) => [sweep.kind, sweep]));
  return entityKind.enumValues
    .filter((kind) => isSwitchedOn(kind, settings))
    .map((kind) => ({
      kind,
      hasWebhook: told.has(kind),
      everyMinutes: isSweptKind(kind) ? SWEPT_KINDS[kind].everyMinutes : null,
      lastRunAt: swept.get(kind)?.lastRunAt ?? null,
      hasFailed: (swept.get(kind)?.lastFailure ?? null) !== null,
    }));
}
