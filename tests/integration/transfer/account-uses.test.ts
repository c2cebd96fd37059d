import { beforeEach, expect, test } from "vitest";
import { readMappingState } from "@/app/settings/mapping/read-mapping-state";
import { listAccountUses } from "@/db/queries/account-uses";
import { ensureBinding } from "@/db/queries/bindings";
import { countAccountUses } from "@/lib/transfer/settings/count-account-uses";
import { createProduct } from "@/tests/sandbox/fiken/products";
import { productRequest } from "@/tests/sandbox/fiken/request-schemas";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { mapGroups } from "@/tests/support/live-installation";
import { fiken } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

/** Furniture: sold at 25 %, and not mapped. */
const GROUP = 2;
let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld({ unmapped: [GROUP] });
});

function inFiken(productNumber: string | undefined, incomeAccount: string, active = true): number {
  const request = { name: "Stol", vatType: "HIGH", incomeAccount, active };
  const books = fiken.world.books(FJORDLYS);
  const numbered = productNumber === undefined ? request : { ...request, productNumber };
  return createProduct(books, productRequest.parse(numbered)).productId;
}

const count = (budgetMs = 20_000) =>
  countAccountUses(world.db, {
    ...{ installationId: world.installationId, budgetMs },
    now: world.now,
  });

async function furniture() {
  const uses = await listAccountUses(world.db, {
    ...{ installationId: world.installationId, connectionId: world.connection.id },
  });
  return uses
    .filter(({ productGroup }) => productGroup === GROUP)
    .map(({ account, vatType, products }) => [account, vatType, products]);
}

test("what a group's products are booked on in Fiken is proposed for it, and surely where nearly all are", async () => {
  const chairs = ["MØB-200", "MØB-201", "MØB-210"];
  for (const number of chairs) inFiken(number, "3010");
  inFiken("NOT-IN-RACKBEAT", "3020");
  inFiken("MØB-200", "3020", false);
  await count();
  expect(await furniture()).toEqual([["3010", "HIGH", 3]]);

  const { groups } = await readMappingState(world.db, {
    installationId: world.installationId,
  });
  const proposals = groups.find(({ number }) => number === GROUP)?.proposals;
  expect(proposals?.high).toEqual({
    ...{ account: "3010", reason: "linked_products", confidence: "sure" },
    products: { here: 3, all: 3 },
  });
  expect(proposals?.export?.reason).not.toBe("linked_products");
});

test("a product that is bound counts by its pair, whatever its number in Fiken is", async () => {
  const fikenId = inFiken(undefined, "3020");
  await ensureBinding(world.db, {
    ...{ installationId: world.installationId, connectionId: world.connection.id },
    ...{ kind: "product", rackbeatKey: "MØB-200", fikenId },
  });
  await count();
  expect(await furniture()).toEqual([["3020", "HIGH", 1]]);
});

test("counted anew, what was counted before is gone", async () => {
  inFiken("MØB-200", "3020");
  await count();
  fiken.world.books(FJORDLYS).products.clear();
  inFiken("MØB-201", "3010");
  await count();
  expect(await furniture()).toEqual([["3010", "HIGH", 1]]);
});

test("where every group has its account nobody is asked", async () => {
  await mapGroups(world.db, { ...world, groups: [GROUP] });
  const asked = fiken.requests.length;
  expect(await count()).toBeNull();
  expect(fiken.requests.length).toBe(asked);
});
