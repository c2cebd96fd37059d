import type { z } from "zod";
import { contactSchema, type FikenContact } from "@/lib/fiken/schemas/contacts";
import {
  customerSchema,
  type RackbeatCustomer,
  type RackbeatSupplier,
  supplierSchema,
} from "@/lib/rackbeat/parties";

export function aCustomer(changes: Partial<z.input<typeof customerSchema>> = {}): RackbeatCustomer {
  return customerSchema.parse({ number: 1001, name: "Kunde AS", ...changes });
}

export function aContact(changes: Partial<z.input<typeof contactSchema>> = {}): FikenContact {
  return contactSchema.parse({ contactId: 7, name: "Kunde AS", customer: true, ...changes });
}

export function aSupplier(changes: Partial<z.input<typeof supplierSchema>> = {}): RackbeatSupplier {
  return supplierSchema.parse({ number: 2001, name: "Leverandør AS", ...changes });
}
