import type { Database } from "@/db/client";
import {
  type HandOver,
  HandOverRefused,
  type RefusalReason,
  readHandOvers,
} from "@/lib/hand-over/read-records";
import { checkOwnsNothing, takeInHandOver } from "@/lib/hand-over/take-in";
import { log } from "@/lib/log";
import { type Acting, writeAudit } from "./action";

/** As many agreements as a screen tells of by name. */
const TOLD = 50;

/** `failed`: not the file's fault; the log says why. `line` of the file, from 1. */
export type Refusal = { reason: RefusalReason | "failed"; line: number | null };

export type TakenInAgreement = {
  agreementId: string;
  companyName: string;
  exportedAt: Date;
  /** How many of each there are in the file, as far as it was read. */
  mappings: number;
  bindings: number;
  transfers: number;
  refusal: Refusal | null;
};

/** What a file of hand-overs holds, or what became of it. */
export type TakingIn = {
  accepted: number;
  refused: number;
  /** The first of them. */
  agreements: TakenInAgreement[];
  /** Why the file was not read to its end. */
  broken: Refusal | null;
};

/** Reads the whole file and writes nothing: what it holds, and what would be refused. */
export async function lookAtHandOvers(
  db: Database,
  { lines }: { lines: AsyncIterable<string> },
): Promise<TakingIn> {
  return eachHandOver(lines, async ({ header, records }) => {
    for await (const _ of records);
    await checkOwnsNothing(db, header);
  });
}

/**
 * Takes in every agreement of the file that owns nothing here. Each for itself, all of it or nothing: what is refused
 * keeps no other from being taken in, and a file that was taken in halfway can be sent again.
 */
export async function takeInHandOvers(
  db: Database,
  { lines, ...acting }: { lines: AsyncIterable<string> } & Acting,
): Promise<TakingIn> {
  return eachHandOver(lines, (handOver) =>
    db.transaction(async (tx) => {
      const { installationId, records } = await takeInHandOver(tx, handOver, { now: acting.now });
      const details = { agreement: handOver.header.agreementId, records };
      await writeAudit(tx, acting, { action: "hand_over.taken_in", installationId, details });
    }),
  );
}

async function eachHandOver(
  lines: AsyncIterable<string>,
  take: (handOver: HandOver) => Promise<void>,
): Promise<TakingIn> {
  const told: TakingIn = { accepted: 0, refused: 0, agreements: [], broken: null };
  try {
    for await (const handOver of readHandOvers(lines)) {
      const agreement = await takeOne(handOver, take);
      if (agreement.refusal) told.refused += 1;
      else told.accepted += 1;
      if (told.agreements.length < TOLD) told.agreements.push(agreement);
      // Beyond a line that cannot be read nobody knows where the next one begins.
      if (isBreak(agreement.refusal)) return { ...told, broken: agreement.refusal };
    }
  } catch (error) {
    if (!(error instanceof HandOverRefused)) throw error;
    return { ...told, broken: { reason: error.reason, line: error.line } };
  }
  return told;
}

async function takeOne(
  { header, records }: HandOver,
  take: (handOver: HandOver) => Promise<void>,
): Promise<TakenInAgreement> {
  const { agreementId, companyName, exportedAt } = header;
  const counts = { mappings: 0, bindings: 0, transfers: 0 };
  async function* counted() {
    for await (const record of records) {
      if (record.type === "account_mapping" || record.type === "vat_mapping") counts.mappings += 1;
      if (record.type === "binding") counts.bindings += 1;
      if (record.type === "transfer") counts.transfers += 1;
      yield record;
    }
  }
  let refusal: Refusal | null = null;
  try {
    await take({ header, records: counted() });
  } catch (error) {
    refusal = refusalOf(error, agreementId);
  }
  return { agreementId, companyName, exportedAt, ...counts, refusal };
}

function isBreak(refusal: Refusal | null): boolean {
  return refusal !== null && !["agreement_owns_data", "failed"].includes(refusal.reason);
}

/** What fails for a reason of its own keeps no other agreement from being taken in, and is for whoever runs the app. */
function refusalOf(error: unknown, agreementId: string): Refusal {
  if (error instanceof HandOverRefused) return { reason: error.reason, line: error.line };
  log.error({ err: error, agreementId }, "an agreement could not be taken in");
  return { reason: "failed", line: null };
}
