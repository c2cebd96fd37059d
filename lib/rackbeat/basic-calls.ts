import { z } from "zod";
import type { Caller } from "@/lib/http/caller";
import { readJson } from "@/lib/http/reply";
import {
  namedSchema,
  paymentTermsSchema,
  type RackbeatNamed,
  type RackbeatPaymentTerms,
} from "./basics";
import type { Calls } from "./calls";
import { rowOf } from "./envelopes";
import { productGroupSchema, type RackbeatProductGroup } from "./items";
import { parseRow } from "./rows";

/** A fixed number of days from the invoice's date. */
const NET = "net";

/** The small lists that customers, suppliers and products point at. All pages; none of them is long. */
export function createBasicCalls(call: Caller, { listAll }: Calls) {
  const listNamed = (resource: string) => (): Promise<RackbeatNamed[]> =>
    listAll(resource, namedSchema);

  async function create<T extends z.ZodType>(
    resource: string,
    name: string,
    schema: T,
    json: object,
  ) {
    const reply = await call({ method: "POST", path: `/${resource}`, json });
    return parseRow(reply, schema, rowOf(readJson(reply, z.unknown()), name));
  }

  return {
    listCustomerGroups: listNamed("customer-groups"),
    listSupplierGroups: listNamed("supplier-groups"),
    listUnits: listNamed("units"),
    listLayouts: listNamed("layouts"),
    listLocations: listNamed("locations"),
    listPaymentTerms: (): Promise<RackbeatPaymentTerms[]> =>
      listAll("payment-terms", paymentTermsSchema),

    /** Rackbeat gives the numbers. None of these is known by its name: asked twice, there are two. */
    createCustomerGroup: (name: string): Promise<RackbeatNamed> =>
      create("customer-groups", "customer_group", namedSchema, { name }),
    createSupplierGroup: (name: string): Promise<RackbeatNamed> =>
      create("supplier-groups", "supplier_group", namedSchema, { name }),
    createUnit: (name: string): Promise<RackbeatNamed> =>
      create("units", "unit", namedSchema, { name }),
    createPaymentTerms: (terms: { name: string; days: number }): Promise<RackbeatPaymentTerms> =>
      create("payment-terms", "payment_term", paymentTermsSchema, {
        name: terms.name,
        maturity_days: terms.days,
        type: NET,
      }),

    /** The rate is percent at home; elsewhere nothing is taxed. */
    createProductGroup: (group: {
      name: string;
      hasInventory: boolean;
      vatDomestic: number;
    }): Promise<RackbeatProductGroup> =>
      create("product-groups", "product_group", productGroupSchema, {
        name: group.name,
        has_inventory: group.hasInventory,
        is_sellable: true,
        should_spread_cost: false,
        vat_domestic: group.vatDomestic,
        ...{ vat_eu: 0, vat_abroad: 0, vat_domestic_exempt: 0 },
      }),
  };
}
