import { desc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type VendorNote, vendorNotes } from "@/db/schema/vendor-notes";

/** Newest first. */
export async function listVendorNotes(
  db: Database,
  { installationId }: { installationId: string },
): Promise<VendorNote[]> {
  return db
    .select()
    .from(vendorNotes)
    .where(eq(vendorNotes.installationId, installationId))
    .orderBy(desc(vendorNotes.id));
}

export async function insertVendorNote(
  db: Database,
  note: Omit<VendorNote, "id">,
): Promise<VendorNote> {
  const [inserted] = await db.insert(vendorNotes).values(note).returning();
  if (!inserted) throw new Error("A note was not written down");
  return inserted;
}
