import type { Database } from "@/db/client";
import type { ImportKey } from "@/db/queries/imports";
import type { Import, ImportRow } from "@/db/schema/imports";
import { openConnectedRackbeat } from "@/lib/agreement/open-rackbeat";
import type { RackbeatClient } from "@/lib/rackbeat/client";

/** What writes to Rackbeat has at hand. Fiken is not called: the plan has read all of it. */
export type RunContext = {
  db: Database;
  run: Import;
  rackbeat: RackbeatClient;
  now: () => Date;
};

/** Throws `rackbeat.token_dead` or `fiken.not_connected`. */
export async function openRun(
  db: Database,
  { run, now }: { run: Import; now: () => Date },
): Promise<RunContext> {
  return { db, run, rackbeat: await openConnectedRackbeat(db, run), now };
}

export function keyOfImport({ run }: RunContext): ImportKey {
  return { installationId: run.installationId, importId: run.id };
}

/** The row's own key among the bindings, in the direction of Rackbeat. */
export function pairOf({ run }: RunContext, row: ImportRow, rackbeatKey: string) {
  const { installationId, connectionId } = run;
  return { installationId, connectionId, kind: row.kind, rackbeatKey, fikenId: row.fikenId };
}

/** A row that writes to Rackbeat, or is bound to what is there, has its number from the plan. */
export function rackbeatKeyOf({ id, rackbeatKey }: ImportRow): string {
  if (rackbeatKey === null) throw new Error(`Import row ${id} has no number`);
  return rackbeatKey;
}

export function after({ now }: RunContext, ms: number): Date {
  return new Date(now().getTime() + ms);
}
