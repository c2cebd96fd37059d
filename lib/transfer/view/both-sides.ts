import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { getInstallation } from "@/db/queries/installations";
import { findTransfer } from "@/db/queries/transfers";
import { rackbeatOf } from "@/lib/agreement/rackbeat-of";
import { openFikenCompany } from "@/lib/connection/open-fiken-company";
import { AppError } from "@/lib/errors/app-error";
import { FACT_NAMES, type FactName, type ShownLine } from "./facts";
import { readFikenFacts } from "./fiken-facts";
import { readRackbeatFacts } from "./rackbeat-facts";

type Side = { lines: ShownLine[] | null };

export type BothSides = {
  /** What either of them says, field by field. */
  facts: { name: FactName; rackbeat: string | number | null; fiken: string | number | null }[];
  /** Null: it is not there. */
  rackbeat: Side | null;
  fiken: Side | null;
};

/**
 * What Rackbeat says now, and what Fiken holds now. One request to each; nothing is written. Null: there is no such
 * transfer.
 */
export async function readBothSides(
  db: Database,
  key: { installationId: string; transferId: string },
): Promise<BothSides | null> {
  const transfer = await findTransfer(db, key);
  if (!transfer) return null;
  const installation = await getInstallation(db, key.installationId);
  const { fikenKind, fikenId } = transfer;
  const connection = await findActiveConnection(db, key);
  if (fikenId !== null && connection?.id !== transfer.connectionId) {
    // It stands in another company's books than those that we write to now.
    throw new AppError({ code: "fiken.not_connected", details: {} });
  }
  const [rackbeat, fiken] = await Promise.all([
    readRackbeatFacts(rackbeatOf(installation), transfer),
    fikenKind === null || fikenId === null
      ? null
      : readFikenFacts(await openFikenCompany(db, key), { fikenKind, fikenId }),
  ]);
  return {
    facts: FACT_NAMES.flatMap((name) => {
      const said = rackbeat?.facts[name] ?? null;
      const held = fiken?.facts[name] ?? null;
      return said === null && held === null ? [] : [{ name, rackbeat: said, fiken: held }];
    }),
    rackbeat: rackbeat && { lines: rackbeat.lines },
    fiken: fiken && { lines: fiken.lines },
  };
}
