import { afterAll, expect, test, vi } from "vitest";
import { fiken } from "@/tests/support/providers";
import { differencesIn, duplicatesIn, reconcile } from "./books";
import { haveBusyDay } from "./busy-day";
import {
  type Company,
  cure,
  drainAll,
  endTrouble,
  makeTrouble,
  startSoak,
  transfersOf,
} from "./soak-world";

// Rackbeat's seven requests a second would be all that is measured.
vi.mock("@/lib/rackbeat/pace", () => ({
  paceOf: () => ({ turn: async () => {}, learn: () => {} }),
}));

/** `npm run soak` has 2,000 of them; a second or so for every ten. */
const ENTITIES = Number(process.env.SOAK_ENTITIES ?? 100);
const SEED = Number(process.env.SOAK_SEED ?? 1);
const PROBABILITY = Number(process.env.SOAK_FAULTS ?? 0.1);

/** Why something of the busy day may be held in the end: what was done wrong in Rackbeat, or chosen so. */
const OWN_CAUSES = [
  "document.line_differs",
  "mapping.group_unmapped",
  "document.credit_not_reversible",
];

afterAll(endTrouble);

test(`${ENTITIES} entities of five companies, in whatever trouble, each end once and right`, async () => {
  const companies = await startSoak();
  makeTrouble(SEED, PROBABILITY);
  const days = new Map<Company, string[]>();
  for (const company of companies) {
    const happened = await haveBusyDay(company, ENTITIES / companies.length);
    days.set(
      company,
      happened.map(({ kind, key }) => `${kind} ${key}`),
    );
  }
  await drainAll(companies);
  endTrouble();
  for (const company of companies) await cure(company);
  await drainAll(companies);

  expect(fiken.crashes).toEqual([]);
  expect(fiken.violations).toBe(0);
  for (const company of companies) {
    const transfers = await transfersOf(company);
    const keys = new Set(transfers.map(({ kind, rackbeatKey }) => `${kind} ${rackbeatKey}`));
    const lost = days.get(company)?.filter((key) => !keys.has(key));
    expect(lost, "lost").toEqual([]);

    const stopped = transfers.filter(({ state }) => !["verified", "unchanged"].includes(state));
    const unexplained = stopped.filter(
      ({ state, problems }) =>
        state !== "held" || !problems.every(({ code }) => OWN_CAUSES.includes(code)),
    );
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
