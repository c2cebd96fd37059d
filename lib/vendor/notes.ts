import type { Database } from "@/db/client";
import { insertVendorNote } from "@/db/queries/vendor-notes";
import type { VendorNote } from "@/db/schema/vendor-notes";
import { type Acting, writeAudit } from "./action";

/** Something the vendor's staff should know about an agreement. */
export async function writeNote(
  db: Database,
  { installationId, text, ...acting }: { installationId: string; text: string } & Acting,
): Promise<VendorNote> {
  return db.transaction(async (tx) => {
    const { actor: author, now: at } = acting;
    const note = await insertVendorNote(tx, { installationId, text, author, at });
    const details = { noteId: note.id };
    await writeAudit(tx, acting, { action: "note.written", installationId, details });
    return note;
  });
}
