import { beforeEach, expect, test } from "vitest";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;
let number: string;
let count = 0;

beforeEach(async () => {
  world = await startWorld();
  count += 1;
  number = `SPADE-${count}`;
  const product = { number, name: "Spade", group: 1, sales_price: 100 };
  rackbeat.createProduct(world.agreementId, product);
  await world.deliver(number, "product.created");
  await world.drain();
});

const shown = () =>
  [...fiken.world.books(FJORDLYS).products.values()].find(
    ({ productNumber }) => productNumber === number,
  );

test.each([1, 2, 3])(
  "two drains at once, one with the item's price and one with its stock: both arrive (%i)",
  async (round) => {
    rackbeat.updateProduct(world.agreementId, { number, changes: { sales_price: 200 + round } });
    rackbeat.setStock(world.agreementId, { number, quantity: 7 + round });
    await world.deliver(number, "product.updated");
    const body = JSON.stringify({ item: number, item_type: "product", type: "stock" });
    await world.receive({ headers: { token: null, event: "stock.updated", account: null }, body });
    // On a clock that does not jump, or one would take over from the other.
    await Promise.all([world.drainOn(world.db), world.drainOn(world.db)]);
    await world.drain();
    expect(shown()).toMatchObject({ unitPrice: 20_000 + round * 100, stock: 7 + round });
    expect(fiken.violations).toBe(0);
  },
);
