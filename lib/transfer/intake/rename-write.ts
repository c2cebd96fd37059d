import type { Database } from "@/db/client";
import { renameWrite } from "@/db/queries/postings";
import type { EntityKind } from "@/db/schema/transfers";
import { contactKeyOf } from "@/lib/bookkeeping/contact/contact-request";

/** What makes an entity in Fiken, and by which key it is made once. Documents keep theirs: they are never renamed. */
function writeKeyOf(kind: EntityKind, number: string): { kind: string; key: string } | null {
  switch (kind) {
    case "customer":
    case "supplier":
      return { kind: "contact", key: contactKeyOf(kind, number) };
    case "product":
    case "lot":
      return { kind: "product", key: number };
    default:
      return null;
  }
}

/**
 * A write of the entity under its former number, its outcome maybe unknown yet, is the write under the new one: so
 * the rename makes no second contact or product, and the former number is free for another entity.
 */
export async function followInWrites(
  db: Database,
  {
    installationId,
    connectionId,
    kind,
    previousKey,
    rackbeatKey,
  }: {
    installationId: string;
    connectionId: string;
    kind: EntityKind;
    previousKey: string;
    rackbeatKey: string;
  },
): Promise<void> {
  const former = writeKeyOf(kind, previousKey);
  const to = writeKeyOf(kind, rackbeatKey);
  if (former && to) await renameWrite(db, { installationId, connectionId, ...former, to: to.key });
}
