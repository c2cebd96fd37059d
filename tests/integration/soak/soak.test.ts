import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type OpenedDatabase, openDatabase } from "@/db/client";
import { applyMigrations } from "@/db/migrations";
import { startPostgres, type TestPostgres } from "@/tests/postgres/start";
import { fiken } from "@/tests/support/providers";
import { differencesIn, duplicatesIn, reconcile } from "./books";
import { haveBusyDay } from "./busy-day";
import {
  type Company,
  endTrouble,
  isHeldForOwn,
  makeTrouble,
  startSoak,
  transfersOf,
  workThrough,
} from "./soak-world";

/** How long an answer is waited for, while there is trouble: what is struck by it never comes. */
const patience = vi.hoisted(() => ({ ms: 30_000 }));

// Waits in real time would be all that is measured: Rackbeat's seven requests a second, the half minute in which
// an answer may come, the second for which the lane rests when none has come.
vi.mock("@/lib/rackbeat/pace", () => ({
  paceOf: () => ({ turn: async () => {}, learn: () => {} }),
}));
vi.mock("@/lib/http/caller", async (load) => {
  const actual = await load<typeof import("@/lib/http/caller")>();
  const createCaller: typeof actual.createCaller = (options) => {
    const call = actual.createCaller(options);
    return (request) => call({ ...request, timeoutMs: patience.ms });
  };
  return { ...actual, createCaller };
});
vi.mock("@/lib/fiken/lease", async (load) => {
  const actual = await load<typeof import("@/lib/fiken/lease")>();
  const withLease: typeof actual.withLease = (store, terms, work) =>
    actual.withLease(store, terms, async (lease) => {
      try {
        return await work(lease);
      } finally {
        lease.pauseMs = Math.min(lease.pauseMs, 60);
      }
    });
  return { ...actual, withLease };
});

/** `npm run soak` has 2,000 of them, and every kind of fault at 10 % of the requests: half of them fail. */
const ENTITIES = Number(process.env.SOAK_ENTITIES ?? 100);
const PROBABILITY = Number(process.env.SOAK_FAULTS ?? (process.env.SOAK_ENTITIES ? 0.1 : 0.02));
const SEED = Number(process.env.SOAK_SEED ?? 1);

let postgres: TestPostgres;
let opened: OpenedDatabase;

/** As in production, and several times faster than the embedded one. */
beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.createDatabase("soak");
  opened = await openDatabase({ driver: "pg", url });
  await applyMigrations(opened.db);
});

afterAll(async () => {
  endTrouble();
  await opened?.close();
  await postgres?.stop();
});

test(`${ENTITIES} entities of five companies, in whatever trouble, each end once and right`, async () => {
  const companies = await startSoak(opened.db);
  makeTrouble(SEED, PROBABILITY, ENTITIES);
  patience.ms = 120;
  const days = new Map<Company, string[]>();
  for (const company of companies) {
    const happened = await haveBusyDay(company, ENTITIES / companies.length);
    days.set(
      company,
      happened.map(({ kind, key }) => `${kind} ${key}`),
    );
  }
  await Promise.all(companies.map(workThrough));
  endTrouble();
  patience.ms = 30_000;

  expect(fiken.crashes).toEqual([]);
  expect(fiken.violations).toBe(0);
  for (const company of companies) {
    const transfers = await transfersOf(company);
    const keys = new Set(transfers.map(({ kind, rackbeatKey }) => `${kind} ${rackbeatKey}`));
    const lost = days.get(company)?.filter((key) => !keys.has(key));
    expect(lost, "lost").toEqual([]);

    const stopped = transfers.filter(({ state }) => !["verified", "unchanged"].includes(state));
    const unexplained = stopped.filter((transfer) => !isHeldForOwn(transfer));
    expect(unexplained, "neither in Fiken nor held for its own cause").toEqual([]);

    expect(duplicatesIn(company), "twice in Fiken").toEqual([]);
    const done = transfers.filter((transfer) => !stopped.includes(transfer));
    const doneKeys = new Set(done.map(({ kind, rackbeatKey }) => `${kind} ${rackbeatKey}`));
    expect(differencesIn(company, doneKeys), "other in Fiken").toEqual([]);

    const unequal = (await reconcile(company)).filter(
      ({ kind, key, result }) => result !== "equal" && doneKeys.has(`${kind} ${key}`),
    );
    expect(unequal, "unequal").toEqual([]);
  }
}, 3_600_000);
