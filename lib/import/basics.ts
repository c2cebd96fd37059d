import { z } from "zod";
import type { Database } from "@/db/client";
import { openRackbeat } from "@/lib/agreement/open-rackbeat";
import type { RackbeatClient } from "@/lib/rackbeat/client";

const name = z.string().trim().min(1).max(255);

/** What an empty agreement lacks before anything can be made in it. */
export const missingBasicSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.enum(["customer_group", "supplier_group", "unit"]), name }),
  z.object({ kind: z.literal("payment_terms"), name, days: z.number().int().min(0).max(32_767) }),
  z.object({
    kind: z.literal("product_group"),
    name,
    hasInventory: z.boolean(),
    /** Percent at home. */
    vatDomestic: z.string().regex(/^\d{1,2}(\.\d+)?$/),
  }),
]);

export type MissingBasic = z.infer<typeof missingBasicSchema>;

/**
 * Makes them in Rackbeat, one after the other; one with the name already is taken as it is, so that asking again after
 * a lost answer makes no second one. Answers their numbers, in order. Throws CallFailure.
 */
export async function createMissingBasics(
  db: Database,
  { installationId, basics }: { installationId: string; basics: readonly MissingBasic[] },
): Promise<number[]> {
  const rackbeat = await openRackbeat(db, { installationId });
  const numbers: number[] = [];
  for (const basic of basics) {
    const listed = await listSame(rackbeat, basic);
    const existing = listed.find((one) => isSameName(one.name, basic.name));
    const { number } = existing ?? (await create(rackbeat, basic));
    numbers.push(number);
  }
  return numbers;
}

function listSame(
  rackbeat: RackbeatClient,
  { kind }: MissingBasic,
): Promise<{ number: number; name: string | null }[]> {
  switch (kind) {
    case "customer_group":
      return rackbeat.listCustomerGroups();
    case "supplier_group":
      return rackbeat.listSupplierGroups();
    case "unit":
      return rackbeat.listUnits();
    case "payment_terms":
      return rackbeat.listPaymentTerms();
    case "product_group":
      return rackbeat.listProductGroups();
  }
}

function create(rackbeat: RackbeatClient, basic: MissingBasic): Promise<{ number: number }> {
  switch (basic.kind) {
    case "customer_group":
      return rackbeat.createCustomerGroup(basic.name);
    case "supplier_group":
      return rackbeat.createSupplierGroup(basic.name);
    case "unit":
      return rackbeat.createUnit(basic.name);
    case "payment_terms":
      return rackbeat.createPaymentTerms(basic);
    case "product_group":
      return rackbeat.createProductGroup({ ...basic, vatDomestic: Number(basic.vatDomestic) });
  }
}

function isSameName(one: string | null, other: string): boolean {
  return one?.trim().toLowerCase() === other.trim().toLowerCase();
}
