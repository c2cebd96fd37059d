import type { Database } from "@/db/client";

/** What an empty agreement lacks before anything can be made in it. */
export type MissingBasic =
  | { kind: "customer_group" | "supplier_group" | "unit"; name: string }
  | { kind: "payment_terms"; name: string; days: number }
  /** The rate is percent at home. */
  | { kind: "product_group"; name: string; hasInventory: boolean; vatDomestic: string };

/** Makes them in Rackbeat; one with the name already is taken as it is. Answers their numbers, in order. */
export async function createMissingBasics(
  _db: Database,
  _wanted: { installationId: string; basics: readonly MissingBasic[] },
): Promise<number[]> {
  throw new Error("createMissingBasics is being built");
}
