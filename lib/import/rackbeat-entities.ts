import type { ImportKind } from "@/db/schema/imports";
import { AppError } from "@/lib/errors/app-error";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import { fingerprintOfItem, fingerprintOfParty } from "@/lib/rackbeat/entity-fingerprint";
import type { RackbeatProduct } from "@/lib/rackbeat/items";
import type { RackbeatCustomer } from "@/lib/rackbeat/parties";
import type { WriteBody } from "@/lib/rackbeat/write-calls";

/** What the import has to know of a customer, supplier or product of Rackbeat's. */
export type ShownEntity = {
  number: string;
  name: string | null;
  /** As typed; null for a product. */
  organizationNumber: string | null;
  /** Of all that a person can have changed. */
  fingerprint: string;
  /** Exact decimal; null for a party. */
  stock: string | null;
};

/** The calls of one kind. All of them fire no webhook; failures are CallFailures. */
export type EntityCalls = {
  find: (number: string) => Promise<ShownEntity | null>;
  create: (number: string, body: WriteBody) => Promise<ShownEntity>;
  /** Writes the named fields only. */
  update: (number: string, body: WriteBody) => Promise<ShownEntity>;
  remove: (number: string) => Promise<void>;
};

export function entityCallsOf(rackbeat: RackbeatClient, kind: ImportKind): EntityCalls {
  switch (kind) {
    case "customer":
      return {
        find: (number) => shown(rackbeat.getCustomer(number), ofParty),
        create: async (number, body) =>
          ofParty(await rackbeat.createCustomer({ ...body, number: Number(number) })),
        update: async (number, body) => ofParty(await rackbeat.updateCustomer(number, body)),
        remove: rackbeat.deleteCustomer,
      };
    case "supplier":
      return {
        find: (number) => shown(rackbeat.getSupplier(number), ofParty),
        create: async (number, body) =>
          ofParty(await rackbeat.createSupplier({ ...body, number: Number(number) })),
        update: async (number, body) => ofParty(await rackbeat.updateSupplier(number, body)),
        remove: rackbeat.deleteSupplier,
      };
    case "product":
      return {
        find: (number) => shown(rackbeat.getProduct(number), ofProduct),
        create: async (number, body) =>
          ofProduct(await rackbeat.createProduct({ ...body, number })),
        update: async (number, body) => ofProduct(await rackbeat.updateProduct(number, body)),
        remove: rackbeat.deleteProduct,
      };
  }
}

async function shown<T>(
  read: Promise<T>,
  toShown: (entity: T) => ShownEntity,
): Promise<ShownEntity | null> {
  try {
    return toShown(await read);
  } catch (error) {
    if (error instanceof AppError && error.problem.code === "rackbeat.not_found") return null;
    throw error;
  }
}

function ofParty(party: RackbeatCustomer): ShownEntity {
  const { number, name, company_vat: organizationNumber } = party;
  return { number, name, organizationNumber, fingerprint: fingerprintOfParty(party), stock: null };
}

function ofProduct(product: RackbeatProduct): ShownEntity {
  const { number, name, stock_quantity } = product;
  const fingerprint = fingerprintOfItem(product);
  return { number, name, organizationNumber: null, fingerprint, stock: stock_quantity ?? "0" };
}
