import { beforeEach, expect, test } from "vitest";
import { saveVatMappings } from "@/db/queries/mappings";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const BOOKS = 7;
const GIFT_CARDS = 8;
const AT_HOME = { side: "sales", zone: "domestic", rate: "0.00" } as const;
const LINES = [
  { itemNumber: "BOK-700", quantity: 1 },
  { itemNumber: "GAVE-500", quantity: 1 },
];

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
  await saveVatMappings(world.db, {
    ...world,
    rows: [
      { ...AT_HOME, treatment: null },
      { ...AT_HOME, productGroup: BOOKS, treatment: "exempt" },
    ],
  });
});

test("books are exempt and gift cards outside VAT on one invoice, both at 0 % at home", async () => {
  await saveVatMappings(world.db, {
    ...world,
    rows: [{ ...AT_HOME, productGroup: GIFT_CARDS, treatment: "outside" }],
  });
  const number = await world.book({ lines: LINES });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
  const [sale] = standingSales(number);
  expect(sale?.lines).toMatchObject([
    { account: "3100", vatType: "EXEMPT" },
    { account: "3200", vatType: "OUTSIDE" },
  ]);
});

test("one group's reason is no other's: without its own or a general one the invoice is held", async () => {
  const number = await world.book({ lines: LINES });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({
    state: "held",
    problems: [{ code: "mapping.vat_unmapped", details: { zone: "domestic", rate: "0" } }],
  });
  expect(standingSales(number)).toEqual([]);
});
