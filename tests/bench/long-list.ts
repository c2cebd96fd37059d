import type { FrameLocator, Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { type Database, openDatabase } from "@/db/client";
import { applyMigrations } from "@/db/migrations";
import { openContext } from "@/tests/e2e/browser-context";
import { frameIn } from "@/tests/e2e/rackbeat-pages";
import { startPostgres } from "@/tests/postgres/start";
import { FJORDLYS, NORDRE_LYS } from "@/tests/sandbox/fiken/seed";
import { findBrowser } from "@/tests/support/browser";
import type { System } from "@/tests/system/system";
import { install, openSettings, setUp } from "@/tests/system/visitor";
import type { Measure } from "./measure";
import type { Part, PartResult } from "./part";
import { median } from "./statistics";
import type { Systems } from "./systems";

const MANY = { agreementId: 204_101, company: FJORDLYS, count: 100_000 };
const FEW = { agreementId: 204_103, company: NORDRE_LYS, count: 100 };
const ROUNDS = 7;
const AT_MOST_TIMES = 1.5;
/** Of the newest transfer that is filled in; the others count down. */
const NEWEST_NUMBER = 900_000;

type Company = typeof MANY;
type Seen = { page: Page; frame: FrameLocator; system: System };
type Act = (seen: Seen, company: Company) => Promise<number>;

/** What somebody does with the list, each in ms from the act until it shows. */
const ACTS: Record<string, Act> = {
  opens: open,
  "filters by state": filterByState,
  "searches a number": searchNumber,
  "reads on as it is scrolled": scrollOn,
};

export const longList: Part = {
  name: "long-list",
  title: "The list of transfers in the browser, with 100,000 transfers and with 100",
  run: measureLongList,
};

async function measureLongList(systems: Systems): Promise<PartResult> {
  const postgres = await startPostgres();
  try {
    const url = await postgres.createDatabase("long_list");
    const { db, close } = await openDatabase({ driver: "pg", url });
    try {
      await applyMigrations(db);
      const options = { env: { DATABASE_URL: url }, rackbeat: { agreements: 3 } };
      return await systems.use(options, (system) => measureIn(system, db));
    } finally {
      await close();
    }
  } finally {
    await postgres.stop();
  }
}

async function measureIn(system: System, db: Database): Promise<PartResult> {
  for (const company of [MANY, FEW]) {
    await install(system, company.agreementId, [company.company]);
    const visitor = await openSettings(system, company.agreementId);
    await setUp(visitor, { companySlug: company.company, kinds: ["customer_invoice"] });
    await fill(db, company);
  }
  await db.execute(sql`vacuum analyze transfers`);
  await system.engine.idle();
  const { context, close } = await openContext(await findBrowser(), { cookies: "blocked" });
  try {
    const page = await context.newPage();
    const seen = { page, frame: frameIn(page), system };
    const measures: Measure[] = [];
    for (const [name, act] of Object.entries(ACTS)) {
      measures.push(...(await compare(name, (company) => act(seen, company))));
    }
    return { measures };
  } finally {
    await close();
  }
}

/** In turn, so that whatever else the machine does slows both. */
async function compare(
  name: string,
  act: (company: Company) => Promise<number>,
): Promise<Measure[]> {
  const [few, many]: [number[], number[]] = [[], []];
  await act(FEW);
  await act(MANY);
  for (let round = 0; round < ROUNDS; round += 1) {
    few.push(await act(FEW));
    many.push(await act(MANY));
  }
  const ratio = median(many) / median(few);
  return [
    {
      name: `${name}: with 100,000 ÷ with 100`,
      value: ratio,
      unit: "times",
      target: { atMost: AT_MOST_TIMES },
    },
    { name: `${name}, with 100,000, median of ${ROUNDS}`, value: median(many), unit: "ms" },
    { name: `${name}, with 100, median of ${ROUNDS}`, value: median(few), unit: "ms" },
  ];
}

async function open({ page, frame, system }: Seen, { agreementId }: Company): Promise<number> {
  const start = performance.now();
  await page.goto(`${system.rackbeat.url}/settings/apps/fiken?agreement=${agreementId}`);
  await rowOf(frame, NEWEST_NUMBER).waitFor();
  return performance.now() - start;
}

async function filterByState(seen: Seen, company: Company): Promise<number> {
  await open(seen, company);
  await settled(seen);
  const start = performance.now();
  await seen.frame.getByRole("combobox", { name: "Tilstand" }).selectOption("Overføres ikke");
  await rowOf(seen.frame, NEWEST_NUMBER).waitFor({ state: "detached" });
  await rowOf(seen.frame, NEWEST_NUMBER - 9).waitFor();
  return performance.now() - start;
}

async function searchNumber(seen: Seen, company: Company): Promise<number> {
  await open(seen, company);
  await settled(seen);
  const start = performance.now();
  await seen.frame.getByRole("searchbox").fill(String(NEWEST_NUMBER - 77));
  await rowOf(seen.frame, NEWEST_NUMBER - 77).waitFor();
  return performance.now() - start;
}

async function scrollOn(seen: Seen, company: Company): Promise<number> {
  await open(seen, company);
  await settled(seen);
  await seen.page.mouse.move(600, 500);
  const start = performance.now();
  await seen.page.mouse.wheel(0, 2_500);
  await rowOf(seen.frame, NEWEST_NUMBER - 60).waitFor();
  return performance.now() - start;
}

/** Everything that is loaded after the page has come: the plots last. */
async function settled({ frame }: Seen): Promise<void> {
  await frame.getByRole("img", { name: /^Dokumenter per dag/ }).waitFor();
}

function rowOf(frame: FrameLocator, number: number) {
  return frame.getByRole("link", {
    name: new RegExp(`^Vis hva som har skjedd med Faktura ${number}$`),
  });
}

/** Invoices of every ten minutes; of the newest hundred, each tenth was left out. */
async function fill(db: Database, { agreementId, count }: Company): Promise<void> {
  await db.execute(sql`
    insert into transfers (installation_id, connection_id, kind, rackbeat_key, state, requested_at, due_at,
      party_name, document_date, booked_at, currency, total_minor, verified_at)
    select installations.id, connections.id, 'customer_invoice', (${NEWEST_NUMBER}::int + 1 - n)::text,
      (case when n <= 100 and n % 10 = 0 then 'excluded' else 'verified' end)::transfer_state, at, at,
      'Kunde ' || n % 200 || ' AS', at::date, at - interval '9 seconds', 'NOK', n * 100,
      at
    from (
      select n, date_trunc('milliseconds', now()) - n * interval '10 minutes' as at
      from generate_series(1, ${count}::int) as n
    ) as numbered
    join installations on installations.agreement_id = ${String(agreementId)}
    join connections on connections.installation_id = installations.id`);
}
