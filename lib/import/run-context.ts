import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import type { ImportKey } from "@/db/queries/imports";
import { getInstallation } from "@/db/queries/installations";
import type { Import, ImportRow } from "@/db/schema/imports";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors/app-error";
import { createRackbeatClient, type RackbeatClient } from "@/lib/rackbeat/client";
import { open } from "@/lib/secrets/seal";

/** What writes to Rackbeat has at hand. Fiken is not called: the plan has read all of it. */
export type RunContext = {
  db: Database;
  run: Import;
  rackbeat: RackbeatClient;
  now: () => Date;
};

/** Throws `fiken.not_connected`, also after a change of company: the bindings would be of another one. */
export async function openRun(
  db: Database,
  { run, now }: { run: Import; now: () => Date },
): Promise<RunContext> {
  const { installationId, connectionId } = run;
  const installation = await getInstallation(db, installationId);
  if (installation.status !== "active") {
    throw new AppError({ code: "rackbeat.token_dead", details: {} });
  }
  const connection = await findActiveConnection(db, { installationId });
  if (connection?.id !== connectionId) {
    throw new AppError({ code: "fiken.not_connected", details: {} });
  }
  const rackbeat = createRackbeatClient({
    baseUrl: getEnv().RACKBEAT_URL,
    token: open(installation.rackbeatToken),
  });
  return { db, run, rackbeat, now };
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
