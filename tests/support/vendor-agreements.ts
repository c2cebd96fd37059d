import type { Database } from "@/db/client";
import { appendSubscriptionEvent } from "@/db/queries/subscription-events";
import type { LifeEventKind } from "@/lib/billing/history";
import { aConnection, anInstallation } from "./rows";

export type AnAgreement = { installationId: string; agreementId: string };

/** Noon in Copenhagen, winter and summer alike. */
export function noon(day: string): Date {
  return new Date(`${day}T11:00:00Z`);
}

/** An agreement that this has happened to; connected to a Norwegian company unless told otherwise. */
export async function anAgreement(
  db: Database,
  {
    events,
    isConnected = true,
    ...install
  }: {
    events: readonly [LifeEventKind, string][];
    companyName?: string;
    agreementId?: string;
    isConnected?: boolean;
  },
): Promise<AnAgreement> {
  const { id: installationId, agreementId } = await anInstallation(db, install);
  if (isConnected) await aConnection(db, { installationId });
  for (const [kind, day] of events) await happens(db, { installationId, kind, day });
  return { installationId, agreementId };
}

export async function happens(
  db: Database,
  { installationId, kind, day }: { installationId: string; kind: LifeEventKind; day: string },
): Promise<void> {
  await appendSubscriptionEvent(db, { installationId, kind, at: noon(day) });
}
