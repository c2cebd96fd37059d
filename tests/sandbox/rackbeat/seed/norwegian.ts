import { addDays, today } from "../time";
import type { Agreement } from "../world/agreement";
import { bookInvoice, createInvoice, type InvoiceUpdate } from "../world/invoices";
import { createItem } from "../world/items";
import { createParty } from "../world/parties";
import { createProductGroup } from "../world/product-groups";
import { GROUPS, LOTS, PRODUCTS } from "./catalogue";
import { orgNumberFrom } from "./org-number";
import { SEED_CUSTOMERS, SEED_SUPPLIERS } from "./people";

/** Fjordlys Interiør AS: a shop that sells a bit of everything that VAT tells apart. */
export function seedNorwegian(agreement: Agreement): void {
  agreement.companyVat = orgNumberFrom(92_114_880);
  agreement.street = "Bryggen 27";
  agreement.zipcode = "5003";
  agreement.city = "Bergen";
  for (const group of GROUPS) createProductGroup(agreement, group);
  for (const supplier of SEED_SUPPLIERS) createParty(agreement, "supplier", supplier);
  for (const customer of SEED_CUSTOMERS) createParty(agreement, "customer", customer);
  seedItems(agreement);
  seedInvoices(agreement);
}

/** A second, small company, to show that two agreements never meet. The numbers are the same on purpose. */
export function seedSmall(agreement: Agreement): void {
  agreement.companyVat = orgNumberFrom(93_540_120);
  agreement.street = "Havnegata 2";
  agreement.zipcode = "8006";
  agreement.city = "Bodø";
  for (const group of GROUPS.slice(0, 2)) createProductGroup(agreement, group);
  createParty(agreement, "customer", {
    ...{ name: "Saltstraumen Camping AS", company_vat: orgNumberFrom(94_321_007) },
    ...{ address_street: "Straumen 1", address_zipcode: "8056", address_city: "Saltstraumen" },
    ...{ address_country: "Norge", contact_email: "post@saltstraumen.example.no" },
  });
  createItem(agreement, "product", {
    ...{ number: "LYS-100", name: "Lykt, galvanisert", group: 1, sales_price: 480 },
    recommended_cost_price: 210,
  });
}

function seedItems(agreement: Agreement): void {
  for (const [number, name, group, sales_price, cost, stock, unit_id = 1] of PRODUCTS) {
    const item = createItem(agreement, "product", {
      ...{ number, name, group, sales_price, recommended_cost_price: cost, unit_id },
      country_code: "NO",
    });
    item.stock_quantity = stock;
  }
  for (const { stock, ...lot } of LOTS) {
    createItem(agreement, "lot", { ...lot, unit_id: 2 }).stock_quantity = stock;
  }
}

function seedInvoices(agreement: Agreement): void {
  const sales: [daysAgo: number, customer: number, lines: InvoiceUpdate["lines"]][] = [
    [58, 10_001, [line("LYS-100", 4), line("LED-E27", 16), line("TJE-500", 3.5)]],
    [47, 10_004, [line("MAT-400", 12), line("MAT-410", 20)]],
    [39, 10_016, [line("MØB-250", 2, 10)]],
    [26, 10_021, [line("LYS-120", 3)]],
    [12, 10_011, [line("BOK-700", 10, 25), line("BOK-702", 4)]],
  ];
  for (const [daysAgo, customer_id, lines] of sales) {
    const invoice_date = addDays(today(), -daysAgo);
    const input = { customer_id, invoice_date, ...(lines && { lines }) };
    backdate(agreement, "customer", input, daysAgo);
  }
  const bought = [{ ...line("LYS-100", 20), line_price: 1180, vat_percentage: 25 }];
  const input = { supplier_id: 50_001, supplier_invoice_number: "LF-88121", lines: bought };
  backdate(agreement, "supplier", { ...input, invoice_date: addDays(today(), -60) }, 60);
}

function line(item_id: string, quantity: number, discount_percentage = 0) {
  return { item_id, quantity, discount_percentage };
}

/** Books it and sets its clock back, so that the past looks like the past. */
function backdate(
  agreement: Agreement,
  kind: "customer" | "supplier",
  input: InvoiceUpdate,
  daysAgo: number,
): void {
  const invoice = createInvoice(agreement, kind, input);
  bookInvoice(agreement, kind, invoice.number);
  const moment = new Date(Date.now() - daysAgo * 24 * 3600_000);
  Object.assign(invoice, {
    created_at: moment,
    updated_at: moment,
    booked_at: moment,
    is_paid: daysAgo > 30,
  });
}
