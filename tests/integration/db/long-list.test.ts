import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { countOpenTransfers } from "@/db/queries/transfer-lists";
import { findTransfers } from "@/lib/transfer/view/find-transfers";
import { listTasks } from "@/lib/transfer/view/tasks";
import { freshDatabase } from "@/tests/support/database";
import { aConnection, anInstallation } from "@/tests/support/rows";

const MANY = 100_000;
const FEW = 100;
const PAGE = 50;
const ROUNDS = 5;
const MOST_ROUNDS = 60;
const AT_MOST_TIMES = 1.5;
/** What a clock and a busy machine add to queries of a millisecond; a walk through all of them takes many times this. */
const NOISE_MS = 8;

const ANYTHING = {
  ...{ kinds: [], states: [], sign: null, from: null, to: null, text: "" },
  ...{ before: null, until: null, limit: PAGE },
};

let db: Database;
let [few, many] = ["", ""];

beforeAll(async () => {
  db = await freshDatabase();
  few = await fill(FEW);
  many = await fill(MANY);
}, 120_000);

/**
 * One transfer a minute, three in four of them invoices with party and amount; of the newest hundred, ten are held and
 * ten wait, each of a party of its own: what is found is as much in both. Both companies stand in one table, so that only the number of their own transfers differs.
 */
async function fill(count: number): Promise<string> {
  const { id: installationId } = await anInstallation(db);
  const { id: connectionId } = await aConnection(db, { installationId });
  await db.execute(sql`
    insert into transfers (installation_id, connection_id, kind, rackbeat_key, state, requested_at, due_at,
      party_name, document_date, currency, total_minor, causes, problems)
    select ${installationId}, ${connectionId},
      (case when has_amount then 'customer_invoice' else 'stock_level' end)::entity_kind,
      (100000 + n)::text,
      (case when n <= 100 and n % 10 = 0 then 'held' when n <= 100 and n % 10 = 1 then 'pending'
        else 'verified' end)::transfer_state,
      at, at,
      case when has_amount then 'Kunde ' || case when n <= 100 then n else 100 + n % 100 end || ' Fjordkaféen AS' end,
      case when has_amount then (at - interval '1 day')::date end,
      case when has_amount then 'NOK' end,
      case when has_amount then (case n % 50 when 2 then -100 else 100 end) * n end,
      case when n <= 100 and n % 10 = 0 then array['cause'] else '{}' end,
      '[]'
    from (
      select n, n % 4 < 3 as has_amount, timestamptz '2026-11-20 12:00Z' - n * interval '1 minute' as at
      from generate_series(1, ${count}::int) as n
    ) as numbered`);
  return installationId;
}

type Asked = Partial<Parameters<typeof findTransfers>[1]>;

const MIDDAY = { sorted: "2026-11-20T11:40:00.000Z", id: "00000000-0000-4000-8000-000000000001" };

test.each<[string, Asked]>([
  ["opened", {}],
  ["paged on", { before: MIDDAY }],
  ["looked at again down to a row", { until: MIDDAY }],
  ["of what waits", { states: ["held", "failed"] }],
  ["of what is done", { states: ["verified"] }],
  [
    "of the unchanged and the excluded, that there are none of",
    { states: ["unchanged", "excluded"] },
  ],
  ["of a kind", { kinds: ["stock_level"] }],
  ["of a kind that there is none of", { kinds: ["supplier_invoice"] }],
  ["of a kind and a state", { kinds: ["customer_invoice"], states: ["pending", "working"] }],
  ["of a day", { from: "2026-11-19", to: "2026-11-19" }],
  ["of a day and a state", { from: "2026-11-19", to: "2026-11-19", states: ["verified"] }],
  ["with a number", { text: "100042" }],
  ["with the beginning of a number", { text: "10004" }],
  ["with a party", { text: "kunde 42 fjord" }],
  ["with what most parties have in their name", { text: "fjordkaf" }],
  ["with an amount", { text: "42,00" }],
  ["with what nobody has", { text: "Ingen slik" }],
])("the list %s takes no longer with 100,000 transfers than with 100", async (_, asked) => {
  await expectAsFast((installationId) =>
    findTransfers(db, { ...ANYTHING, ...asked, installationId }),
  );
});

test("what an open page asks for every few seconds takes no longer with 100,000 than with 100", async () => {
  await expectAsFast((installationId) => countOpenTransfers(db, { installationId }));
  await expectAsFast((installationId) => listTasks(db, { installationId }));
});

test("paging to the end meets every transfer once, in order", async () => {
  const met: string[] = [];
  let next: Asked["before"] = null;
  do {
    const page = await findTransfers(db, {
      ...{ ...ANYTHING, installationId: few, limit: 7 },
      before: next,
    });
    met.push(...page.transfers.map(({ rackbeatKey }) => rackbeatKey));
    next = page.next;
  } while (next);
  expect(met).toEqual(Array.from({ length: FEW }, (_, index) => String(100_001 + index)));
});

/**
 * The quickest of some rounds, in turn: what else the machine does at the time slows both, and neither always. A busy
 * machine gets more rounds; what walks through all of them is too slow in every one.
 */
async function expectAsFast(ask: (installationId: string) => Promise<unknown>): Promise<void> {
  const times = { few: Number.POSITIVE_INFINITY, many: Number.POSITIVE_INFINITY };
  const isAsFast = () => times.many < AT_MOST_TIMES * times.few + NOISE_MS;
  // The first time is of caches.
  await Promise.all([ask(few), ask(many)]);
  for (let round = 0; round < MOST_ROUNDS && (round < ROUNDS || !isAsFast()); round += 1) {
    times.few = Math.min(times.few, await timed(() => ask(few)));
    times.many = Math.min(times.many, await timed(() => ask(many)));
  }
  expect(times.many).toBeLessThan(AT_MOST_TIMES * times.few + NOISE_MS);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
