import { beforeEach, expect, test } from "vitest";
import { fiken } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
});

test("a booked invoice stands in Fiken, verified, with account, VAT and PDF", async () => {
  const number = await world.book({ lines: [{ itemNumber: "LYS-100", quantity: 2 }] });
  await world.drain();

  expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
  const [sale, ...others] = standingSales(number);
  expect(others).toEqual([]);
  expect(sale).toMatchObject({ saleNumber: number, kind: "external_invoice" });
  expect(sale?.lines).toMatchObject([
    { account: "3000", vatType: "HIGH", netPrice: 478_400, vat: 119_600 },
  ]);
  expect(fiken.violations).toBe(0);
});

test("a contact that is known costs no look-up: four requests to Fiken in all", async () => {
  await world.book({});
  await world.drain();
  const second = await world.book({});
  await world.drain();
  expect(await world.transfer(second)).toMatchObject({ state: "verified", fikenRequests: 4 });
});
