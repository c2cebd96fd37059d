import type { Database } from "@/db/client";
import { countTakenOverAgreements, listTakenOverAgreements } from "@/db/queries/take-overs";
import { copenhagenDay } from "@/lib/billing/days";
import { AppError } from "@/lib/errors/app-error";
import { exportHandOver } from "@/lib/hand-over/export";
import { handOverFileName } from "@/lib/hand-over/file-names";
import { type Acting, writeAudit } from "./action";

/** Agreements whose names are in memory at a time. */
const PAGE_SIZE = 100;

/** `lines` are read as fast as they are sent, a page of one agreement's rows in memory. */
export type HandOverFile = { filename: string; lines: AsyncGenerator<string> };

/**
 * Whether there is a hand-over to download: of agreements that are taken over, or are going to be. They hold customers'
 * names and amounts, which are nobody's business here before somebody takes the integration over.
 */
export async function hasHandOver(
  db: Database,
  { installationId, now }: { installationId?: string; now: Date },
): Promise<boolean> {
  const today = copenhagenDay(now);
  const found = await listTakenOverAgreements(db, { installationId, today, limit: 1 });
  return found.length > 0;
}

/** The hand-over of one agreement that is taken over. Throws `vendor.not_found`, also where it is not. */
export async function downloadHandOver(
  db: Database,
  { installationId, ...acting }: { installationId: string } & Acting,
): Promise<HandOverFile> {
  const today = copenhagenDay(acting.now);
  const [found] = await listTakenOverAgreements(db, { installationId, today, limit: 1 });
  if (!found) throw new AppError({ code: "vendor.not_found", details: { what: installationId } });
  const details = { what: "hand-over" };
  await writeAudit(db, acting, { action: "export.downloaded", installationId, details });
  return {
    filename: handOverFileName(found.agreementId, acting.now),
    lines: exportHandOver(db, { installationId, now: acting.now }),
  };
}

/** The hand-overs of all agreements that are taken over, one after another in one file. */
export async function downloadAllHandOvers(db: Database, acting: Acting): Promise<HandOverFile> {
  const agreements = await countTakenOverAgreements(db, { today: copenhagenDay(acting.now) });
  const details = { what: "hand-overs", agreements };
  await writeAudit(db, acting, { action: "export.downloaded", details });
  return { filename: handOverFileName("all", acting.now), lines: allHandOvers(db, acting) };
}

async function* allHandOvers(db: Database, { now }: Pick<Acting, "now">): AsyncGenerator<string> {
  const today = copenhagenDay(now);
  for (let after: string | undefined; ; ) {
    const page = await listTakenOverAgreements(db, { after, today, limit: PAGE_SIZE });
    for (const { installationId } of page) yield* exportHandOver(db, { installationId, now });
    after = page.at(-1)?.installationId;
    if (after === undefined) return;
  }
}
