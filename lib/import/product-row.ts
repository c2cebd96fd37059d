import type { FieldChange, ImportChoices } from "@/db/schema/imports";
import { cutText } from "@/lib/bookkeeping/document/line-text";
import { present } from "@/lib/bookkeeping/request/present";
import type { Problem } from "@/lib/errors/catalog";
import type { FikenProduct } from "@/lib/fiken/schemas/products";
import { Exact, fromMinor } from "@/lib/money";
import type { RackbeatProduct } from "@/lib/rackbeat/items";
import { changesBetween } from "./field-changes";
import { accountKeyOf } from "./group-proposals";
import { MAX_TEXT, type MadeEntity } from "./party-row";
import { MAX_PRODUCT_NUMBER } from "./row-numbers";

/** Rackbeat's quantities have up to 6 decimals. */
const STOCK_PLACES = 6;

export type MadeProduct = MadeEntity & {
  /** Exact decimal; null: none is carried. */
  stock: string | null;
};

/** Groups of Rackbeat's that keep stock. */
export type StockGroups = ReadonlySet<number>;

/**
 * A product of Fiken's as the body of POST /products, without its number, and what a person should know of it. Its
 * price is without VAT on both sides. An inactive one is barred, so that the next transfer leaves it inactive in Fiken.
 */
export function productOf(
  product: FikenProduct,
  choices: ImportChoices,
  number: string,
  stockGroups: StockGroups,
): MadeProduct {
  if (!choices.product) throw new Error("No choices for products");
  const told = choices.groupByAccount[accountKeyOf(product.incomeAccount, product.vatType)];
  const group = told ?? choices.product.group;
  const name = nameOf(product) ?? number;
  const stock = choices.openingStock ? stockOf(product) : null;
  const isKept = stock !== null && stockGroups.has(group) && !new Exact(stock).isNegative();
  return {
    name,
    identity: product.productNumber,
    body: {
      name: cutText(name, MAX_TEXT),
      group,
      sales_price: priceOf(product) ?? 0,
      ...present({ unit_id: choices.product.unit, description: product.note }),
      ...(!product.active && { is_barred: true }),
    },
    stock: isKept ? stock : null,
    notices: [
      ...textNotices(product, number),
      ...(told === undefined && tellsGroups(choices) ? [groupNotTold(product)] : []),
      ...(stock !== null && !isKept
        ? [{ code: "import.stock_not_kept" as const, details: { stock } }]
        : []),
    ],
  };
}

/** What Fiken has otherwise than the product in Rackbeat. */
export function productChanges(product: FikenProduct, item: RackbeatProduct): FieldChange[] {
  const { name, description, sales_price } = item;
  const wanted = nameOf(product);
  return changesBetween(
    { name, description, sales_price: sales_price === null ? null : toNumber(sales_price) },
    {
      name: wanted && cutText(wanted, MAX_TEXT),
      description: product.note,
      sales_price: priceOf(product),
    },
  );
}

/** That Fiken's stock is not Rackbeat's, where the user asked for it to be carried: only a new product gets it. */
export function stockNotices(
  product: FikenProduct,
  item: RackbeatProduct,
  { openingStock }: ImportChoices,
): Problem[] {
  const stock = openingStock ? stockOf(product) : null;
  const rackbeatStock = item.stock_quantity ?? "0";
  if (stock === null || new Exact(stock).equals(rackbeatStock)) return [];
  return [{ code: "import.stock_differs", details: { stock, rackbeatStock } }];
}

/** That its number in Fiken is not the one it gets. */
export function productNumberNotices(wanted: string | null, number: string): Problem[] {
  if (wanted === number) return [];
  if (wanted === null) return [{ code: "import.number_missing", details: { proposed: number } }];
  const { length } = wanted;
  if (length <= MAX_PRODUCT_NUMBER) {
    return [{ code: "import.number_reassigned", details: { number: wanted, proposed: number } }];
  }
  const details = { number: wanted, length, max: MAX_PRODUCT_NUMBER, proposed: number };
  return [{ code: "import.number_too_long", details }];
}

function nameOf({ name }: FikenProduct): string | null {
  return name.trim() || null;
}

/** As JSON has it: Rackbeat takes a number. */
function priceOf({ unitPrice }: FikenProduct): number | null {
  return unitPrice === null ? null : toNumber(fromMinor(unitPrice));
}

function toNumber(decimal: string): number {
  return new Exact(decimal).toNumber();
}

/** Null where Fiken keeps none, or has nothing of it. */
function stockOf({ stock }: FikenProduct): string | null {
  if (stock === null) return null;
  const exact = new Exact(stock).toDecimalPlaces(STOCK_PLACES);
  return exact.isZero() ? null : exact.toFixed();
}

function textNotices(product: FikenProduct, number: string): Problem[] {
  const name = nameOf(product);
  const { length } = name ?? "";
  return [
    ...(name === null
      ? [{ code: "import.name_missing" as const, details: { proposed: number } }]
      : []),
    ...(length > MAX_TEXT
      ? [
          {
            code: "import.text_too_long" as const,
            details: { part: "name", length, max: MAX_TEXT },
          },
        ]
      : []),
    ...(product.unitPrice === null ? [{ code: "import.price_missing" as const, details: {} }] : []),
  ];
}

/** Where all products get the one group, nothing is missing. */
function tellsGroups({ groupByAccount }: ImportChoices): boolean {
  return Object.keys(groupByAccount).length > 0;
}

function groupNotTold({ incomeAccount, vatType }: FikenProduct): Problem {
  return { code: "import.group_not_told", details: { account: incomeAccount, vatType } };
}
