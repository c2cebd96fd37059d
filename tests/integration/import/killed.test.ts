import { beforeAll, expect, test } from "vitest";
import type { PlannedRow } from "@/db/queries/import-rows";
import type { FaultKind } from "@/tests/sandbox/kernel/faults";
import {
  aCustomerRow,
  aProductRow,
  aSupplierRow,
  endStateOf,
  type ImportWorld,
  startImportWorld,
} from "@/tests/support/import-world";
import { mortalDatabase, ProcessDied } from "@/tests/support/mortal-database";
import { rackbeat } from "@/tests/support/providers";

const POINTS = 20;
const ROWS_PER_KIND = 7;
const TROUBLE: FaultKind[] = ["lose-answer", "lose-before", "500-before", "500-after", "429"];
const ALIVE = Number.POSITIVE_INFINITY;

function planned(): PlannedRow[] {
  const positions = Array.from({ length: ROWS_PER_KIND }, (_, at) => at + 1);
  return [
    ...positions.map((position) => aCustomerRow(position)),
    aCustomerRow(90, { action: "link", rackbeatKey: "90" }),
    aCustomerRow(91, { body: { name: "Uten gruppe AS" } }),
    ...positions.map((position) => aSupplierRow(position)),
    ...positions.map((position) => aProductRow(position)),
    aProductRow(90, { stock: null }),
  ];
}

type EndState = Awaited<ReturnType<typeof endStateOf>>;
let undisturbed: EndState;
/** What an undisturbed run makes of them: the points lie among these. */
let total: { writes: number; requests: number };

const requestsNow = () => rackbeat.requests.length;

beforeAll(async () => {
  const before = requestsNow();
  const world = await startImportWorld(planned);
  const setUp = requestsNow() - before;
  await world.start();
  const { mortal, writes } = mortalDatabase(world.db, ALIVE);
  await world.continue(mortal);
  undisturbed = await endStateOf(world);
  total = { writes: writes(), requests: requestsNow() - before - setUp };
});

test("an undisturbed run makes everything once", () => {
  expect(undisturbed).toMatchObject({ status: "finished" });
  expect(undisturbed.customers).toHaveLength(ROWS_PER_KIND);
  expect(undisturbed.suppliers).toHaveLength(ROWS_PER_KIND);
  expect(undisturbed.products).toHaveLength(ROWS_PER_KIND + 1);
  expect(undisturbed.adjustments).toHaveLength(ROWS_PER_KIND);
  expect(undisturbed.rows.filter(({ state }) => state === "failed")).toMatchObject([
    { name: "Kunde 91 AS" },
  ]);
});

/** Every second point lies between two writes to the database, the others within a request to Rackbeat. */
const SEEDS = Array.from({ length: POINTS }, (_, at) => at + 1);

test.each(SEEDS)("killed at random point %i, and resumed: the same, once", async (seed) => {
  const world = await startImportWorld(planned);
  await world.start();
  const random = seeded(seed);
  rackbeat.faults.setRandom({
    ...{ seed, probability: 0.1, kinds: TROUBLE },
    path: /^\/api\/(customers|suppliers|products|inventory-adjustments)/,
  });
  const died =
    seed % 2 === 0
      ? await dieBetweenWrites(world, 1 + Math.floor(random() * total.writes))
      : await dieWithinRequest(world, 1 + Math.floor(random() * total.requests), random() < 0.5);
  expect(died).toBe(true);

  await world.continue();
  rackbeat.faults.setRandom(undefined);
  expect(await endStateOf(world)).toEqual(undisturbed);
});

async function dieBetweenWrites(world: ImportWorld, nth: number): Promise<boolean> {
  const { mortal, died } = mortalDatabase(world.db, nth);
  await livesUntilItDies(world, mortal, died);
  return died();
}

/** Before Rackbeat has carried the request out, or after it has, unheard. */
async function dieWithinRequest(
  world: ImportWorld,
  nth: number,
  isCarriedOut: boolean,
): Promise<boolean> {
  const { mortal, died, kill } = mortalDatabase(world.db, ALIVE);
  let asked = 0;
  rackbeat.hook = (phase) => {
    if (phase === "before-commit") asked += 1;
    const isThere = phase === (isCarriedOut ? "after-commit" : "before-commit") && asked >= nth;
    if (!isThere || died()) return undefined;
    kill();
    return "drop";
  };
  await livesUntilItDies(world, mortal, died);
  return died();
}

/** What the dead process would still send never reaches Rackbeat. */
async function livesUntilItDies(
  world: ImportWorld,
  mortal: ImportWorld["db"],
  died: () => boolean,
): Promise<void> {
  const { hook } = rackbeat;
  rackbeat.hook = (phase, request) =>
    died() && phase === "before-commit" ? "drop" : hook?.(phase, request);
  try {
    await world.continue(mortal);
  } catch (error) {
    if (!isDeath(error)) throw error;
  } finally {
    rackbeat.hook = undefined;
  }
}

/** Drizzle wraps what its logger throws. */
function isDeath(error: unknown): boolean {
  if (error instanceof ProcessDied) return true;
  return error instanceof Error && isDeath(error.cause);
}

function seeded(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state / 2 ** 32;
  };
}
