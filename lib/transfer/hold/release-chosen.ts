import type { Database } from "@/db/client";
import { releaseTransfersOfCause } from "@/db/queries/transfer-causes";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { causeKey, type Problem } from "@/lib/errors/catalog";
import type { TimelineEvent } from "@/lib/transfer/turn/timeline";

type Answer = {
  installationId: string;
  transferId: string;
  /** What a person was asked. */
  question: Problem;
  event: Extract<TimelineEvent, "product_chosen" | "contact_chosen">;
  details: Record<string, string | number | null>;
  now: Date;
};

/** A person's answer: put into the timeline of the transfer that asked, and all that waited for it goes on. */
export async function releaseChosen(
  tx: Database,
  { installationId, transferId, question, event, details, now }: Answer,
): Promise<void> {
  const released = await releaseTransfersOfCause(tx, {
    ...{ installationId, causeKey: causeKey(question), now },
  });
  const at = { installationId, at: now, details };
  await appendTransferEvents(tx, [
    { ...at, transferId, event },
    ...released.map(({ id }) => ({ ...at, transferId: id, event: "released" as const })),
  ]);
}
