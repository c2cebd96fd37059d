import type { Agreement } from "@/tests/sandbox/rackbeat/world/agreement";
import { rackbeat } from "@/tests/support/providers";
import type { TransferWorld } from "@/tests/support/transfer-world";

/** What a person has done in Rackbeat, and the app was told of. */
export type Happening = { kind: string; key: string };

type Day = { world: TransferWorld; agreement: Agreement; at: number; happened: Happening[] };
type Deed = (day: Day) => Happening | Promise<Happening>;

const PARTY = { vat_zone: "domestic", payment_terms_id: 1 } as const;
const GOODS = ["LYS-100", "LED-E27", "MAT-400", "LYS-STRIPE", "TEK-320", "BOK-700", "ARR-600"];

/** One of each kind of thing, over and over. */
const DEEDS: Deed[] = [
  async ({ world, at }) => {
    const { number } = rackbeat.createCustomer(world.agreementId, {
      ...{ ...PARTY, customer_group_id: 1, name: `Kunde ${at} AS` },
      contact_email: `kunde${at}@kunde.example`,
    });
    return told(world, "customer", "created", number);
  },
  async ({ world, at, happened }) => {
    const { number } = rackbeat.createSupplier(world.agreementId, {
      ...{ ...PARTY, supplier_group_id: 1, name: `Leverandør ${at} AS` },
      contact_phone: `22 ${happened.length}`,
    });
    return told(world, "supplier", "created", number);
  },
  async ({ world, at }) => {
    const { number } = rackbeat.createProduct(world.agreementId, {
      ...{ number: `NY-${at}`, name: `Nytt produkt ${at}`, group: 1, sales_price: 99.5 + at },
    });
    return told(world, "product", "created", number);
  },
  async ({ world, at }) => {
    const { number } = rackbeat.createLot(world.agreementId, {
      ...{ number: `SETT-${at}`, name: `Sett ${at}`, group: 2, sales_price: 499 + at },
      lines: [{ item_id: "LYS-100", quantity: 2 }],
    });
    return told(world, "lot", "created", number);
  },
  (day) => sell(day),
  (day) => buy(day),
  async ({ world, agreement, at }) => {
    const customer = pick(agreement.customers.list(), at);
    const changes = { contact_phone: `55 ${String(at).padStart(6, "0")}` };
    rackbeat.updateCustomer(world.agreementId, { number: customer.number, changes });
    return told(world, "customer", "updated", customer.number);
  },
  (day) => credit(day, "customer"),
  async ({ world, at }) => {
    const number = pick(GOODS.slice(0, 4), at);
    rackbeat.setStock(world.agreementId, { number, quantity: at + 0.5 });
    return told(world, "stock_level", "stock.updated", number);
  },
  (day) => sell(day),
  (day) => credit(day, "supplier"),
  (day) => sell(day, { lines: [{ itemNumber: "LYS-110", quantity: 2, lineTotal: 17 }] }),
];

/** `count` mixed happenings in one agreement. */
export async function haveBusyDay(world: TransferWorld, count: number): Promise<Happening[]> {
  const agreement = rackbeat.world.agreement(world.agreementId);
  const happened: Happening[] = [];
  for (let at = 0; at < count; at += 1) {
    const deed = pick(DEEDS, at);
    happened.push(await deed({ world, agreement, at, happened }));
  }
  return happened;
}

type Booking = Partial<Parameters<TransferWorld["book"]>[0]>;

async function sell({ world, agreement, at }: Day, booking: Booking = {}): Promise<Happening> {
  const customers = agreement.customers.list();
  const key = await world.book({
    customerNumber: pick(customers, at).number,
    lines: [
      { itemNumber: pick(GOODS, at), quantity: 1 + (at % 7) },
      { itemNumber: pick(GOODS, at + 3), quantity: 2, discountPercentage: at % 30 },
    ],
    ...booking,
  });
  return { kind: "customer_invoice", key };
}

async function buy({ world, agreement, at }: Day): Promise<Happening> {
  const domestic = agreement.suppliers.list().filter(({ vat_zone }) => vat_zone === "domestic");
  const key = await world.bookPurchase({
    ...{ supplierNumber: pick(domestic, at).number, supplierInvoiceNumber: `LF-${at}` },
    lines: [{ itemNumber: "LYS-100", quantity: at + 1, linePrice: 99.95, vatPercentage: 25 }],
  });
  return { kind: "supplier_invoice", key };
}

/** Of the newest document of that side. */
async function credit(day: Day, side: "customer" | "supplier"): Promise<Happening> {
  const kind = `${side}_invoice`;
  const booked = day.happened.filter((happening) => happening.kind === kind);
  const credited = booked.at(-1);
  if (!credited) throw new Error(`There is no ${kind} to credit`);
  // A supplier's credit note has a number of its own.
  const changes = { supplier_invoice_number: `KN-${day.at}` };
  const key = await day.world.credit(
    credited.key,
    side === "supplier" ? { side, changes } : { side },
  );
  return { kind, key };
}

async function told(
  world: TransferWorld,
  kind: string,
  verb: string,
  number: number | string,
): Promise<Happening> {
  await world.deliver(String(number), verb.includes(".") ? verb : `${kind}.${verb}`);
  return { kind, key: String(number) };
}

function pick<T>(from: readonly T[], at: number): T {
  const picked = from[at % from.length];
  if (picked === undefined) throw new Error("There is nothing to pick from");
  return picked;
}
