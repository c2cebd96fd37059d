import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenedDatabase, openDatabase } from "@/db/client";
import { applyMigrations } from "@/db/migrations";
import { startPostgres, type TestPostgres } from "@/tests/postgres/start";
import { fiken } from "@/tests/support/providers";
import { aTransferWorld, standingSales } from "@/tests/support/transfer-world";

let postgres: TestPostgres;
let handles: [OpenedDatabase, OpenedDatabase];

beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.createDatabase("two_processes");
  const open = () => openDatabase({ driver: "pg", url, maxConnections: 8 });
  handles = [await open(), await open()];
  await applyMigrations(handles[0].db);
});

afterAll(async () => {
  await Promise.all(handles.map(({ close }) => close()));
  await postgres.stop();
});

test("two drains on a real PostgreSQL share the work: each document once", async () => {
  const [one, other] = handles;
  const world = await aTransferWorld(one.db);
  const numbers: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    numbers.push(await world.book({ customerNumber: 10_001 + (n % 4) }));
  }
  await Promise.all([one, other, one, other].map(({ db }) => world.drainOn(db)));
  // What waited for another's contact or outcome is done by now.
  await world.drain();

  for (const number of numbers) {
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    expect(standingSales(number)).toHaveLength(1);
    expect(standingSales(number)[0]?.attachments).toHaveLength(1);
  }
  expect(fiken.violations).toBe(0);
});
