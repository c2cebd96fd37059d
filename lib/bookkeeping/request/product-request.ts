import { type Difference, differ } from "@/lib/bookkeeping/comparison/difference";
import { createProblemList, type Mapped, refused } from "@/lib/bookkeeping/document/mapped";
import { minorOf } from "@/lib/bookkeeping/document/minor-amount";
import type { Mapping } from "@/lib/bookkeeping/mapping/mapping";
import { percentOf, treatmentOfRate } from "@/lib/bookkeeping/mapping/treatment";
import { unmapped } from "@/lib/bookkeeping/voucher/line-account";
import type { Problem } from "@/lib/errors/catalog";
import type { FikenProduct, FikenProductRequest } from "@/lib/fiken/schemas/products";
import { Exact } from "@/lib/money";
import type { RackbeatLot, RackbeatProduct } from "@/lib/rackbeat/items";
import { present } from "./present";

/** Rackbeat's own limits: a longer one is no number or name that it would show. */
const MAX_NUMBER = 25;
const MAX_NAME = 255;
/** Rackbeat's quantities have up to 6 decimals. */
const STOCK_PLACES = 6;

/** A product or a lot: Fiken knows no structure, so a lot is a product, and its parts do not matter. */
type Item = RackbeatProduct | RackbeatLot;

type Options = {
  /** The stock to send along, as decimal text; without it the product keeps the stock it has. */
  quantity?: string | null;
  /** Rackbeat no longer knows it: out of use in Fiken, where documents may still stand on it. */
  isDeleted?: boolean;
};

/**
 * A Rackbeat product or lot as the body of POST or PUT /products, or every problem that somebody has to fix first.
 * A PUT replaces the whole product: `existing` lends what Rackbeat does not have (note, stock). The price is net, in
 * øre; account and VAT type are those of its group at home, and what goes out of use keeps those it has.
 */
export function productRequestOf(
  item: Item,
  mapping: Mapping,
  existing: FikenProduct | null,
  { quantity = null, isDeleted = false }: Options = {},
): Mapped<FikenProductRequest> {
  const active = !item.is_barred && item.deleted_at === null && !isDeleted;
  const booking = active || !existing ? bookingOf(item, mapping) : keptBooking(existing);
  const problems = createProblemList();
  for (const problem of textProblemsOf(item)) problems.add(problem);
  const unitPrice =
    item.sales_price === null
      ? existing?.unitPrice
      : minorOf(item.sales_price, "sales_price", problems);
  const refusal = problems.refusal();
  if (!booking.ok) return refused(...booking.problems, ...(refusal?.problems ?? []));
  if (refusal) return refusal;

  const stock = quantity === null ? existing?.stock : stockOf(quantity);
  return {
    ok: true,
    value: {
      name: item.name ?? "",
      productNumber: item.number,
      ...booking.value,
      active,
      ...present({ unitPrice, stock, note: existing?.note }),
    },
  };
}

/**
 * The body of PUT /products that changes the stock and nothing else; null where it is equal, or where Rackbeat
 * keeps no stock of the item (`quantity` null). May have decimals, and may be less than nothing.
 */
export function stockRequestOf(
  existing: FikenProduct,
  quantity: string | null,
): FikenProductRequest | null {
  if (quantity === null || isSameStock(existing.stock, stockOf(quantity))) return null;
  return { ...shownProduct(existing), stock: stockOf(quantity) };
}

/** Whether Fiken shows the quantity that Rackbeat has, as decimal text. */
export function showsQuantity(shown: number | null, quantity: string): boolean {
  return isSameStock(shown, stockOf(quantity));
}

/** Whether a PUT of the request would change anything in Fiken. */
export function productNeedsUpdate(existing: FikenProduct, request: FikenProductRequest): boolean {
  return differInProduct(existing, request).length > 0;
}

/** What Fiken shows otherwise than the request has it. */
export function differInProduct(
  existing: FikenProduct,
  request: FikenProductRequest,
): Difference[] {
  const { stock: shownStock = null, vatType: shownVatType, ...shown } = shownProduct(existing);
  const { stock = null, vatType, ...wanted } = request;
  const fields = ["name", "productNumber", "unitPrice", "incomeAccount", "active", "note"] as const;
  return [
    ...fields.flatMap((field) => differ(field, wanted[field] ?? null, shown[field] ?? null)),
    ...differ("vatType", vatType.toUpperCase(), shownVatType.toUpperCase()),
    ...(isSameStock(shownStock, stock) ? [] : differ("stock", stock, shownStock)),
  ];
}

function shownProduct({
  name,
  incomeAccount,
  vatType,
  active,
  productNumber,
  unitPrice,
  stock,
  note,
}: FikenProduct): FikenProductRequest {
  const optional = present({ productNumber, unitPrice, stock, note });
  return { name, incomeAccount, vatType, active, ...optional };
}

function textProblemsOf({ number, name }: Item): Problem[] {
  const missing = { code: "item.field_missing", details: { number, field: "name" } } as const;
  return [
    ...tooLong(number, "number", number, MAX_NUMBER),
    ...(name === null ? [missing] : tooLong(number, "name", name, MAX_NAME)),
  ];
}

function tooLong(number: string, field: string, { length }: string, max: number): Problem[] {
  if (length <= max) return [];
  return [{ code: "item.text_too_long", details: { number, field, length, max } }];
}

type Booking = Pick<FikenProductRequest, "incomeAccount" | "vatType">;

function keptBooking({ incomeAccount, vatType }: FikenProduct): Mapped<Booking> {
  return { ok: true, value: { incomeAccount, vatType } };
}

/** What a sale of the item at home is booked as. */
function bookingOf(item: Item, mapping: Mapping): Mapped<Booking> {
  const number = item.group?.number ?? item.group_id;
  if (number === null) {
    const details = { number: item.number, field: "group" };
    return refused({ code: "item.field_missing", details });
  }
  const group = { number, name: item.group?.name ?? mapping.groupNameOf(number) };
  const stated = mapping.domesticRateOf(number);
  if (stated === null) {
    const details = { group: number, groupName: group.name ?? String(number) };
    return refused({ code: "mapping.group_rate_missing", details });
  }
  const rate = percentOf(stated);
  const treatment =
    treatmentOfRate(rate) ??
    (rate === "0" ? mapping.zeroTreatmentOf("sales", "domestic", number) : null);
  if (!treatment) {
    const details = { side: "sales", zone: "domestic", rate } as const;
    return refused({ code: "mapping.vat_unmapped", details });
  }
  const choice = mapping.accountOf("sales", number, treatment);
  if (!choice) return refused(unmapped("sales", group, treatment, mapping));
  return { ok: true, value: { incomeAccount: choice.account, vatType: choice.vatType } };
}

function stockOf(quantity: string): number {
  return new Exact(quantity).toDecimalPlaces(STOCK_PLACES).toNumber() || 0;
}

function isSameStock(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return stockOf(String(one)) === stockOf(String(other));
}
