import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type OpenedDatabase, openDatabase } from "@/db/client";
import { applyMigrations } from "@/db/migrations";
import { warnOfOwner } from "@/db/table-owner";
import { log } from "@/lib/log";
import { getBasis } from "@/lib/vendor/months";
import { startPostgres, type TestPostgres } from "@/tests/postgres/start";
import { closeAsShown } from "@/tests/support/close-month";
import { anAgreement, noon } from "@/tests/support/vendor-agreements";

const MONTH = "2026-01";
const acting = { actor: "ida@vendor.example", now: noon("2026-02-02") };

let postgres: TestPostgres;
let owner: OpenedDatabase;
let app: OpenedDatabase;

beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.createDatabase("roles");
  owner = await openDatabase({ driver: "pg", url });
  await owner.db.execute(sql`create role fiken_app login`);
  await applyMigrations(owner.db);
  await owner.db.execute(sql.raw(readFileSync("db/app-role.sql", "utf8")));
  const asApp = new URL(url);
  asApp.username = "fiken_app";
  app = await openDatabase({ driver: "pg", url: asApp.href, maxConnections: 1 });

  await anAgreement(app.db, {
    events: [
      ["installed", "2026-01-05"],
      ["live", "2026-01-17"],
    ],
  });
  await closeAsShown(app.db, { month: MONTH, ...acting });
}, 120_000);
afterAll(async () => {
  await app?.close();
  await owner?.close();
  await postgres?.stop();
});

/** Of the trigger, and of the missing right. */
const [CLOSED, NOT_YOURS] = ["23001", "42501"];

test.each([
  [CLOSED, "update billing_lines set net_minor = 1"],
  [CLOSED, "delete from billing_lines where service_month = '2026-01'"],
  [CLOSED, "update billing_months set closed_at = null where month = '2026-01'"],
  [CLOSED, "delete from billing_months where month = '2026-01'"],
  [NOT_YOURS, "truncate billing_lines"],
  [NOT_YOURS, "truncate billing_months cascade"],
  [NOT_YOURS, "alter table billing_lines disable trigger all"],
  [NOT_YOURS, "drop trigger billing_months_closed on billing_months"],
  [NOT_YOURS, "set session_replication_role = replica"],
  [NOT_YOURS, "create or replace function refuse_change() returns trigger language sql as ''"],
  [NOT_YOURS, "delete from audit_entries"],
  [NOT_YOURS, "update subscription_events set at = now()"],
])("a role that owns no table is refused (%s): %s", async (code, statement) => {
  const before = await books();
  await expect(app.db.execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code } });
  expect(await books()).toEqual(before);
});

test("a temporary table of the same name does not open a closed month", async () => {
  const before = await books();
  const fake = app.db.transaction(async (tx) => {
    await tx.execute(
      sql`create temporary table billing_months (month text, closed_at timestamptz)`,
    );
    await tx.execute(sql`update public.billing_lines set net_minor = 1 where month = ${MONTH}`);
  });
  await expect(fake).rejects.toMatchObject({ cause: { code: CLOSED } });
  expect(await books()).toEqual(before);
});

test("who could switch the triggers off is warned of in the log, who could not is not", async () => {
  const warn = vi.spyOn(log, "warn").mockReturnValue();
  await warnOfOwner(app.db);
  expect(warn).not.toHaveBeenCalled();
  await warnOfOwner(owner.db);
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    { role: "postgres" },
    expect.stringContaining("owns the tables"),
  );
});

/** As the app reads it, which it may. */
async function books() {
  const { closed, lines, total } = await getBasis(app.db, { month: MONTH, now: acting.now });
  expect(closed).not.toBeNull();
  return { lines, total };
}
