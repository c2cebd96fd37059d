import type { Database } from "@/db/client";
import { listWaitingByCause, type WaitingForCause } from "@/db/queries/transfer-causes";
import { causeKey, type Problem } from "@/lib/errors/catalog";

/** What waits for one cause: fixed once, all of it goes on. */
export type Task = {
  causeKey: string;
  /** The first of them in booking order, and the problem as it has it. */
  transferId: string;
  problem: Problem;
  count: number;
  /** Per currency, in its smallest unit and without signs. What has no amount, as a customer, is not among them. */
  amounts: { currency: string; totalMinor: number }[];
  /** When the one that has waited longest was asked for. */
  since: Date;
};

/**
 * One task per cause, first the one that most waits for. A transfer with several causes is in several tasks.
 */
export async function listTasks(
  db: Database,
  { installationId, limit = 50 }: { installationId: string; limit?: number },
): Promise<Task[]> {
  const rows = await listWaitingByCause(db, { installationId });
  const causes = [...new Set(rows.map((row) => row.causeKey))];
  const tasks = causes.flatMap(
    (cause) => taskOf(rows.filter((row) => row.causeKey === cause)) ?? [],
  );
  return tasks
    .toSorted((one, other) => other.count - one.count || +one.since - +other.since)
    .slice(0, limit);
}

function taskOf(rows: WaitingForCause[]): Task | null {
  const [first] = rows;
  const problem = first?.problems.find((candidate) => causeKey(candidate) === first.causeKey);
  if (!first || !problem) return null;
  return {
    causeKey: first.causeKey,
    transferId: first.transferId,
    problem,
    count: rows.reduce((total, row) => total + row.count, 0),
    amounts: rows.flatMap(({ currency, totalMinor }) =>
      currency === null ? [] : [{ currency, totalMinor }],
    ),
    since: new Date(Math.min(...rows.map(({ since }) => since.getTime()))),
  };
}
