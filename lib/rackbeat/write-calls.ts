import { z } from "zod";
import type { Caller, CallRequest } from "@/lib/http/caller";
import { type Reply, readJson } from "@/lib/http/reply";
import { notFound, nullIfNotFound } from "./calls";
import { rowOf } from "./envelopes";
import { productSchema, type RackbeatProduct } from "./items";
import {
  customerSchema,
  type RackbeatCustomer,
  type RackbeatSupplier,
  supplierSchema,
} from "./parties";
import { pathSpellings } from "./paths";
import { parseRow } from "./rows";

/** Fields as Rackbeat spells them. */
export type WriteBody = Readonly<Record<string, unknown>>;

/**
 * Writes of master data. None fires a webhook, for they are of the import, which knows what it has made.
 * A number that is taken is refused (422), so a create that names its number makes one entity however often it is sent.
 */
export function createWriteCalls(call: Caller) {
  const silent = { suppress_webhooks: true };

  async function create<T extends z.ZodType>(resource: Resource<T>, json: WriteBody) {
    const reply = await call({ method: "POST", path: `/${resource.path}`, query: silent, json });
    return entityOf(reply, resource);
  }

  async function update<T extends z.ZodType>(
    resource: Resource<T>,
    number: string,
    json: WriteBody,
  ) {
    const reply = await callByNumber(resource, number, { method: "PUT", json });
    if (!reply) throw notFound(resource.name, number);
    return entityOf(reply, resource);
  }

  /** One that is gone already counts as deleted. 403 where something stands on it. */
  async function remove<T extends z.ZodType>(resource: Resource<T>, number: string): Promise<void> {
    await callByNumber(resource, number, { method: "DELETE" });
  }

  /** In every spelling of the number; null where none is known. */
  async function callByNumber<T extends z.ZodType>(
    { path }: Resource<T>,
    number: string,
    request: Pick<CallRequest, "method" | "json">,
  ): Promise<Reply | null> {
    for (const spelling of pathSpellings(number)) {
      const to = { ...request, path: `/${path}/${spelling}`, query: silent };
      const reply = await nullIfNotFound(call(to));
      if (reply) return reply;
    }
    return null;
  }

  return {
    createCustomer: (body: WriteBody): Promise<RackbeatCustomer> => create(CUSTOMERS, body),
    createSupplier: (body: WriteBody): Promise<RackbeatSupplier> => create(SUPPLIERS, body),
    createProduct: (body: WriteBody): Promise<RackbeatProduct> => create(PRODUCTS, body),

    /** Writes the named fields only. */
    updateCustomer: (number: string, body: WriteBody): Promise<RackbeatCustomer> =>
      update(CUSTOMERS, number, body),
    updateSupplier: (number: string, body: WriteBody): Promise<RackbeatSupplier> =>
      update(SUPPLIERS, number, body),
    updateProduct: (number: string, body: WriteBody): Promise<RackbeatProduct> =>
      update(PRODUCTS, number, body),

    deleteCustomer: (number: string): Promise<void> => remove(CUSTOMERS, number),
    deleteSupplier: (number: string): Promise<void> => remove(SUPPLIERS, number),
    deleteProduct: (number: string): Promise<void> => remove(PRODUCTS, number),
  };
}

type Resource<T extends z.ZodType> = { path: string; name: string; schema: T };

const CUSTOMERS = { path: "customers", name: "customer", schema: customerSchema };
const SUPPLIERS = { path: "suppliers", name: "supplier", schema: supplierSchema };
const PRODUCTS = { path: "products", name: "product", schema: productSchema };

/** That it cannot be read says nothing of what became of the write. */
function entityOf<T extends z.ZodType>(reply: Reply, { name, schema }: Resource<T>): z.output<T> {
  return parseRow(reply, schema, rowOf(readJson(reply, z.unknown()), name));
}
