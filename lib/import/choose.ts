import type { Database } from "@/db/client";
import type { ImportRowFilter } from "@/db/queries/import-lists";
import type { ImportChoice } from "@/db/schema/imports";

/** `proposed`: back to what the plan proposed. `rackbeatKey` says which, where a row has several of the choice. */
export type ChosenOption = { choice: ImportChoice | "proposed"; rackbeatKey?: string };

/** `left`: rows that do not have that choice, are under way, or whose Rackbeat entity another row has taken. */
export type Chosen = { chosen: number; left: number };

/** Chooses for the rows named, or for all that match. Throws `import.not_now` while the import runs or is spent. */
export async function chooseForRows(
  _db: Database,
  _chosen: {
    installationId: string;
    rows: { ids: readonly string[] } | { filter: ImportRowFilter };
    option: ChosenOption;
  },
): Promise<Chosen> {
  throw new Error("chooseForRows is being built");
}
