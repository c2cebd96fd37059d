import type { Database } from "@/db/client";
import { renameBinding } from "@/db/queries/bindings";
import { renameTransfers } from "@/db/queries/renamed-transfers";
import type { EntityKind } from "@/db/schema/transfers";
import { followInWrites } from "./rename-write";

/** The transfers that go by the key of what Rackbeat can rename. A document's number is what Fiken has it under: it stays. */
const KEYED_BY: Partial<Record<EntityKind, EntityKind[]>> = {
  customer: ["customer"],
  supplier: ["supplier"],
  product: ["product", "stock_level"],
  lot: ["lot", "stock_level"],
};

type Renamed = {
  installationId: string;
  connectionId: string | null;
  kind: EntityKind;
  rackbeatKey: string;
  /** Null: it was not renamed. */
  previousKey: string | null;
};

/** The delivery that tells of a rename is the only place where both keys stand. */
export async function followRename(
  db: Database,
  { installationId, connectionId, kind, rackbeatKey, previousKey }: Renamed,
): Promise<void> {
  const kinds = KEYED_BY[kind];
  if (!kinds || previousKey === null || connectionId === null) return;
  const rename = { installationId, connectionId, previousKey, rackbeatKey };
  await renameTransfers(db, { ...rename, kinds });
  await renameBinding(db, { ...rename, kind });
  await followInWrites(db, { ...rename, kind });
}
