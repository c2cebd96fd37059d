import { z } from "zod";
import type { SandboxContext } from "../context";
import { uninstall } from "../install";
import { forbidden, notFound } from "../refusal";
import { WEBHOOK_EVENTS } from "../webhooks/events";
import type { Agreement } from "../world/agreement";
import {
  bookInvoice,
  createCreditNote,
  deleteInvoice,
  invoiceUpdateSchema,
  unbookInvoice,
  updateInvoice,
} from "../world/invoices";
import {
  createItem,
  hasInventory,
  itemCreateSchema,
  itemUpdateSchema,
  setStockQuantity,
  updateItem,
} from "../world/items";
import { createParty, deleteParty, partyUpdateSchema, updateParty } from "../world/parties";
import {
  createProductGroup,
  productGroupCreateSchema,
  productGroupUpdateSchema,
  updateProductGroup,
} from "../world/product-groups";
import { customerInvoiceSchema, makeInvoice, supplierInvoiceSchema } from "./make-invoice";
import { runScenario, SCENARIO_NAMES } from "./scenarios";

/** Something a person does in Rackbeat's own screens: it fires webhooks as a booking there does. */
export type AdminCall<Schema extends z.ZodType, Result> = {
  input: Schema;
  run: (agreement: Agreement, input: z.output<Schema>, context: SandboxContext) => Result;
};

function call<Schema extends z.ZodType, Result>(
  input: Schema,
  run: AdminCall<Schema, Result>["run"],
): AdminCall<Schema, Result> {
  return { input, run };
}

const kind = z.enum(["customer", "supplier"]);
const invoiceKey = z.object({ kind: kind.default("customer"), number: z.int() });
const partyKey = z.object({ number: z.int() });
const itemKey = z.object({ number: z.string() });

export const adminCalls = {
  bookCustomerInvoice: call(customerInvoiceSchema, (agreement, input) =>
    makeInvoice(agreement, "customer", input),
  ),
  bookSupplierInvoice: call(supplierInvoiceSchema, (agreement, input) =>
    makeInvoice(agreement, "supplier", input),
  ),
  book: call(invoiceKey, (agreement, input) => bookInvoice(agreement, input.kind, input.number)),
  unbook: call(invoiceKey, (agreement, input) =>
    unbookInvoice(agreement, input.kind, input.number),
  ),
  updateInvoice: call(
    invoiceKey.extend({ changes: invoiceUpdateSchema }),
    (agreement, { kind, number, changes }) => updateInvoice(agreement, kind, number, changes),
  ),
  deleteInvoice: call(invoiceKey, (agreement, input) =>
    deleteInvoice(agreement, input.kind, input.number),
  ),
  createCreditNote: call(
    invoiceKey.extend({ book: z.boolean().default(true) }),
    (agreement, { kind, number, book }) => {
      const note = createCreditNote(agreement, kind, number);
      return book && !note.is_booked ? bookInvoice(agreement, kind, note.number) : note;
    },
  ),

  createCustomer: call(partyUpdateSchema, (agreement, input) =>
    createParty(agreement, "customer", input),
  ),
  updateCustomer: call(
    partyKey.extend({ changes: partyUpdateSchema }),
    (agreement, { number, changes }) => updateParty(agreement, "customer", number, changes),
  ),
  deleteCustomer: call(partyKey, (agreement, { number }) =>
    deleteParty(agreement, "customer", number),
  ),
  createSupplier: call(partyUpdateSchema, (agreement, input) =>
    createParty(agreement, "supplier", input),
  ),
  updateSupplier: call(
    partyKey.extend({ changes: partyUpdateSchema }),
    (agreement, { number, changes }) => updateParty(agreement, "supplier", number, changes),
  ),

  addProductGroup: call(productGroupCreateSchema, createProductGroup),
  updateProductGroup: call(
    z.object({ number: z.int(), changes: productGroupUpdateSchema }),
    (agreement, { number, changes }) => updateProductGroup(agreement, number, changes),
  ),
  createProduct: call(itemCreateSchema, (agreement, input) =>
    createItem(agreement, "product", input),
  ),
  updateProduct: call(
    itemKey.extend({ changes: itemUpdateSchema }),
    (agreement, { number, changes }) => updateItem(agreement, "product", number, changes),
  ),
  createLot: call(itemCreateSchema, (agreement, input) => createItem(agreement, "lot", input)),
  updateLot: call(itemKey.extend({ changes: itemUpdateSchema }), (agreement, { number, changes }) =>
    updateItem(agreement, "lot", number, changes),
  ),
  setStock: call(itemKey.extend({ quantity: z.number() }), (agreement, { number, quantity }) => {
    const item = agreement.findItem(number);
    if (!item) throw notFound();
    if (!hasInventory(agreement, item)) throw forbidden(`The item #${number} has no inventory.`);
    setStockQuantity(agreement, item, quantity);
    return item;
  }),

  /** Books one of the invoices on the panel's buttons. */
  runScenario: call(z.object({ name: z.enum(SCENARIO_NAMES) }), (agreement, { name }) =>
    runScenario(agreement, name),
  ),

  uninstall: call(z.object({}), (agreement, _input, context) =>
    uninstall(context, agreement.id, context.appSlug),
  ),
  /** Sends an event for a key as it is, also one that is not there. */
  fireWebhook: call(
    z.object({
      event: z.enum(WEBHOOK_EVENTS),
      key: z.union([z.string(), z.number()]),
      itemType: z.enum(["product", "lot"]).optional(),
    }),
    (agreement, { event, key, itemType }) =>
      agreement.announce({ event, key, keyName: "number", ...(itemType && { itemType }) }),
  ),
};

export type AdminCalls = typeof adminCalls;
export type AdminCallName = keyof AdminCalls;
