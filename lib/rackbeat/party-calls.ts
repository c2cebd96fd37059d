import type { Calls, Page } from "./calls";
import type { ChangesAsked, Lists } from "./lists";
import {
  customerSchema,
  type RackbeatCustomer,
  type RackbeatSupplier,
  supplierSchema,
} from "./parties";
import type { MalformedRow } from "./rows";

export function createPartyCalls({ getOne }: Calls, lists: Lists) {
  return {
    getCustomer: (number: string): Promise<RackbeatCustomer> =>
      getOne({ resource: "customers", name: "customer", schema: customerSchema }, number),

    getSupplier: (number: string): Promise<RackbeatSupplier> =>
      getOne({ resource: "suppliers", name: "supplier", schema: supplierSchema }, number),

    /** Also barred and deleted ones. */
    listCustomers: (asked?: ChangesAsked): Promise<Page<RackbeatCustomer | MalformedRow>> =>
      lists.listChanges("customers", customerSchema, asked),

    /** Also barred and deleted ones. */
    listSuppliers: (asked?: ChangesAsked): Promise<Page<RackbeatSupplier | MalformedRow>> =>
      lists.listChanges("suppliers", supplierSchema, asked),
  };
}
