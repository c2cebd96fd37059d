import { expect, test } from "vitest";
import { ENTITY_KINDS } from "@/lib/entity-kinds";
import { believedFirst, isTransferred, switched, withSupplierMode } from "./kinds";
import { NUMBER_FIELDS } from "./set-up-state";

test("supplier invoices are transferred once it is chosen what they become", () => {
  const kinds = [...ENTITY_KINDS];
  expect(isTransferred("supplier_invoice", { kinds, supplierInvoiceMode: null })).toBe(false);
  expect(isTransferred("supplier_invoice", { kinds, supplierInvoiceMode: "draft" })).toBe(true);
  expect(isTransferred("product", { kinds, supplierInvoiceMode: null })).toBe(true);
  expect(isTransferred("product", { kinds: [], supplierInvoiceMode: null })).toBe(false);
});

test("a kind is switched on and off, and the others stay", () => {
  expect(switched(["stock_level", "customer"], "product", true)).toEqual([
    ...["customer", "product", "stock_level"],
  ]);
  expect(switched(["customer", "product"], "product", false)).toEqual(["customer"]);
});

test("switched off, supplier invoices keep what they became", () => {
  const off = withSupplierMode({ kinds: [...ENTITY_KINDS], supplierInvoiceMode: "booked" }, null);
  expect(off.supplierInvoiceMode).toBe("booked");
  expect(isTransferred("supplier_invoice", off)).toBe(false);
  expect(isTransferred("supplier_invoice", withSupplierMode(off, "draft"))).toBe(true);
});

test("the field that is believed first goes before the others, which keep their order", () => {
  expect(believedFirst([...NUMBER_FIELDS], "external_number")).toEqual([
    ...["external_number", "supplier_invoice_number", "invoice_number"],
    ...["their_reference", "heading"],
  ]);
});
