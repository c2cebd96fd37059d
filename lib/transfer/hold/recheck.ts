import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { releaseProbes } from "@/db/queries/recheck-transfers";
import { releaseTransfersOfCause } from "@/db/queries/transfer-causes";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { ProblemCode } from "@/lib/errors/catalog";
import type { TransferWork } from "@/lib/transfer/turn/context";
import type { Outcome } from "@/lib/transfer/turn/outcome";
import { isLive } from "@/lib/transfer/turn/switched-on";

/**
 * Causes that lie outside of the transfers that wait for them, in Fiken, in Rackbeat or in our own rules: gone for one
 * of them, gone for all. Anything else is a transfer's own, also where the words are the same.
 */
const SHARED_CAUSES = [
  "mapping.group_unmapped",
  "mapping.default_unmapped",
  "mapping.vat_unmapped",
  "mapping.vat_zone_unknown",
  "mapping.group_rate_missing",
  "contact.several_matches",
  "contact.name_missing",
  "contact.bound_to_other",
  "item.field_missing",
  "item.text_too_long",
  "item.several_matches",
  "item.bound_to_other",
  "fiken.grant_revoked",
  "fiken.not_connected",
  "fiken.api_module_missing",
  "fiken.period_locked",
  "fiken.number_series_missing",
  "fiken.account_refused",
  "rackbeat.token_dead",
] as const satisfies ProblemCode[];

/** Only a person can say what shall become of these, and a change in Rackbeat is delivered or swept. */
const DECIDED_BY_PERSON = [
  "document.changed_after_transfer",
  "document.unbooked_after_transfer",
  "document.deleted_after_transfer",
  "document.cannot_be_reversed",
] as const satisfies ProblemCode[];

const FIRST_WAIT_MS = 10 * 60_000;
const LONGEST_WAIT_MS = 6 * 60 * 60_000;
/** Of an installation at a time: some sixty requests to Fiken in ten minutes at the worst. */
const MOST_AT_ONCE = 20;

/** When what has stopped is looked at again: soon at first, and the less often the longer it has waited. */
export function nextRecheck({ requestedAt }: { requestedAt: Date }, now: Date): Date {
  const waitedMs = now.getTime() - requestedAt.getTime();
  const waitMs = Math.min(Math.max(waitedMs / 2, FIRST_WAIT_MS), LONGEST_WAIT_MS);
  return new Date(now.getTime() + waitMs);
}

/**
 * What Fiken or Rackbeat held may be cured there, and neither tells us: so what has stopped is tried again now and
 * then, one for all that wait for the same cause. Answers how many go on; the drain has to be woken for them.
 */
export async function recheckStopped(
  db: Database,
  { installationId, now = new Date() }: { installationId: string; now?: Date },
): Promise<number> {
  const settings = await getTransferSettings(db, { installationId });
  const connection = await findActiveConnection(db, { installationId });
  if (!connection || !isLive(settings)) return 0;
  return db.transaction(async (tx) => {
    const released = await releaseProbes(tx, {
      ...{ installationId, connectionId: connection.id, now, limit: MOST_AT_ONCE },
      ...{ shared: SHARED_CAUSES, decided: DECIDED_BY_PERSON },
    });
    await appendTransferEvents(
      tx,
      released.map((transferId) => ({
        ...{ installationId, transferId, at: now, event: "looked_again", details: {} },
      })),
    );
    return released.length;
  });
}

/**
 * What a transfer had stopped for and got past, whoever put it back in line, is gone for all that wait for it: they
 * go on in booking order.
 */
export async function releaseAlike(
  { db, installationId, transfer, now }: TransferWork,
  { state }: Outcome,
): Promise<void> {
  if (state !== "verified" && state !== "unchanged" && state !== "posted") return;
  for (const cause of transfer.causes.filter(isShared)) {
    await db.transaction(async (tx) => {
      const asked = { installationId, causeKey: cause, now: now() };
      const released = await releaseTransfersOfCause(tx, asked);
      await appendTransferEvents(
        tx,
        released.map(({ id: transferId }) => ({
          ...{ installationId, transferId, at: now(), event: "released" },
          details: { curedBy: "recheck" },
        })),
      );
    });
  }
}

function isShared(causeKey: string): boolean {
  const [code] = causeKey.split(":");
  return SHARED_CAUSES.some((shared) => shared === code);
}
