import type { TransferSettings } from "@/db/schema/transfer-settings";
import { parseMoment } from "@/lib/rackbeat/moments";
import type { MalformedRow } from "@/lib/rackbeat/rows";
import type { ChangedRow } from "./swept-kinds";

/** Rackbeat's clock and ours may differ: what changed about when it was last asked for is asked for again. */
const CLOCK_MARGIN_MS = 5 * 60_000;

export type Candidate = {
  number: string;
  updatedAt: Date | null;
  /** False on documents that are not booked. */
  isReady: boolean;
  /** Day of a document. */
  date: string | null;
};

/** What a row of a list says of its entity. One that cannot be read is for its own transfer to tell; null without a number. */
export function candidateOf(row: ChangedRow | MalformedRow): Candidate | null {
  if ("problem" in row) {
    return row.number === null
      ? null
      : { number: row.number, updatedAt: null, isReady: true, date: null };
  }
  return {
    number: row.number,
    updatedAt: row.updated_at === null ? null : parseMoment(row.updated_at),
    isReady: row.is_booked ?? true,
    date: row.invoice_date ?? null,
  };
}

type Standing = {
  type: "document" | "master";
  settings: Pick<TransferSettings, "startDate" | "liveAt">;
  /** When its transfer was last asked for; null where there is none. */
  askedAt: Date | null;
};

/** Whether no webhook has told of the change. Our own writes go to Fiken and change nothing here. */
export function isMissed(
  { updatedAt, isReady, date }: Candidate,
  { type, settings: { startDate, liveAt }, askedAt }: Standing,
): boolean {
  // Also what is no longer booked: a document that was transferred and then unbooked is told by its transfer.
  if (askedAt) {
    return updatedAt !== null && updatedAt.getTime() > askedAt.getTime() - CLOCK_MARGIN_MS;
  }
  // What is not to be transferred would only fill the list.
  if (type === "document") {
    return isReady && (startDate === null || date === null || date >= startDate);
  }
  // Rackbeat's moments are whole seconds.
  return updatedAt === null || liveAt === null || updatedAt.getTime() > liveAt.getTime() - 1000;
}
