import { toMinor } from "@/lib/money";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { RackbeatSandbox } from "@/tests/sandbox/rackbeat/server";
import type { System } from "@/tests/system/system";
import { AGREEMENT } from "@/tests/system/visitor";

export type Entity = {
  kind: "customer" | "supplier" | "product" | "lot" | "stock_level";
  key: string;
  name: string;
};

const PARTY = { vat_zone: "domestic", payment_terms_id: 1 } as const;
const EACH = 5;
const CHANGED = ["LYS-100", "LYS-101", "MØB-210", "MAT-400", "BOK-700"];
const LOTS = ["SETT-SPISE", "SETT-LESE", "GAVEKURV"];

/** New and changed parties and goods, and stock that was counted. */
export function changeMasterData(rackbeat: RackbeatSandbox, agreementId: number): Entity[] {
  const agreement = rackbeat.world.agreement(agreementId);
  const entities: Entity[] = [];
  const add = (kind: Entity["kind"], key: string | number, name: string) =>
    entities.push({ kind, key: String(key), name });

  for (let at = 1; at <= EACH; at += 1) {
    const customer = rackbeat.createCustomer(agreementId, {
      ...{ ...PARTY, customer_group_id: 1, name: `Ny kunde ${at} AS` },
      ...{ contact_email: `post@kunde${at}.example`, contact_phone: `55 12 00 0${at}` },
    });
    add("customer", customer.number, "new");
    const supplier = rackbeat.createSupplier(agreementId, {
      ...{ ...PARTY, supplier_group_id: 1, name: `Ny leverandør ${at} AS` },
      contact_phone: `22 12 00 0${at}`,
    });
    add("supplier", supplier.number, "new");
    const product = { group: at % 4 || 4, sales_price: 79.5 + at };
    rackbeat.createProduct(agreementId, { number: `NY-${at}`, name: `Nyhet ${at}`, ...product });
    add("product", `NY-${at}`, "new");
    rackbeat.createLot(agreementId, {
      ...{ number: `SETT-${at}`, name: `Nytt sett ${at}`, group: 1, sales_price: 499 * at },
      lines: [{ item_id: "LYS-100", quantity: at }],
    });
    add("lot", `SETT-${at}`, "new");
  }
  for (const kind of ["customer", "supplier"] as const) {
    for (const [at, { number }] of agreement.parties(kind).list().slice(0, EACH).entries()) {
      const changes = { contact_phone: `99 00 00 0${at}` };
      if (kind === "customer") rackbeat.updateCustomer(agreementId, { number, changes });
      else rackbeat.updateSupplier(agreementId, { number, changes });
      add(kind, number, "changed");
    }
  }
  for (const [at, number] of CHANGED.entries()) {
    rackbeat.updateProduct(agreementId, { number, changes: { sales_price: 1_000.5 + at } });
    add("product", number, "changed");
    rackbeat.setStock(agreementId, { number, quantity: 100 + at / 2 });
    add("stock_level", number, "counted");
  }
  for (const [at, number] of LOTS.entries()) {
    rackbeat.updateLot(agreementId, { number, changes: { sales_price: 2_000 + at } });
    add("lot", number, "changed");
  }
  return entities;
}

/** Whether Fiken's own register shows what Rackbeat's does. */
export function standsInFiken({ rackbeat, fiken }: System, { kind, key }: Entity): boolean {
  const agreement = rackbeat.world.agreement(AGREEMENT);
  const books = fiken.world.books(FJORDLYS);
  if (kind === "customer" || kind === "supplier") {
    const party = agreement.parties(kind).find(Number(key));
    const standing = [...books.contacts.values()].filter((contact) => contact.name === party?.name);
    const [contact] = standing;
    return (
      standing.length === 1 &&
      contact?.[kind] === true &&
      contact.phoneNumber === party?.contact_phone
    );
  }
  const item = agreement.findItem(key);
  const standing = [...books.products.values()].filter(
    ({ productNumber }) => productNumber === key,
  );
  const [product] = standing;
  if (standing.length !== 1 || !product || !item) return false;
  if (kind === "stock_level") return product.stock === item.stock_quantity;
  return product.name === item.name && product.unitPrice === toMinor(item.sales_price);
}
