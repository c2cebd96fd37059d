import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type VendorDigest, vendorDigests } from "@/db/schema/vendor-digests";

type Key = Pick<VendorDigest, "day" | "address">;

/** Over all agreements: of two who want to mail somebody one morning, one may. False: the other does, or has. */
export async function claimVendorDigest(db: Database, key: Key): Promise<boolean> {
  const claimed = await db
    .insert(vendorDigests)
    .values(key)
    .onConflictDoNothing()
    .returning({ day: vendorDigests.day });
  return claimed.length > 0;
}

export async function markVendorDigestSent(
  db: Database,
  { sentAt, ...key }: Key & { sentAt: Date },
): Promise<void> {
  await db.update(vendorDigests).set({ sentAt }).where(isKey(key));
}

/** The mail surely did not go: somebody may try again. */
export async function releaseVendorDigest(db: Database, key: Key): Promise<void> {
  await db.delete(vendorDigests).where(and(isKey(key), isNull(vendorDigests.sentAt)));
}

function isKey({ day, address }: Key) {
  return and(eq(vendorDigests.day, day), eq(vendorDigests.address, address));
}
