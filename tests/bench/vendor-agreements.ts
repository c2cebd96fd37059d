import { sql } from "drizzle-orm";
import { type OpenedDatabase, openDatabase } from "@/db/client";
import { addMonths, lastDayOf, type Month, monthsFromTo } from "@/lib/billing/days";
import { bringUpToDate } from "@/lib/vendor/bring-up-to-date";
import { closeMonth } from "@/lib/vendor/months";

/** The last month is open; the ones before are closed. */
export const LAST_MONTH: Month = "2026-10";
export const FIRST_MONTH: Month = addMonths(LAST_MONTH, -23);
export const NOW = new Date("2026-10-20T10:00:00Z");

const TRANSFERS_EACH = 10;
const ACTOR = "bench@vendor.example";

/**
 * Two years of so many agreements: they came over the first year, every tenth has left, every tenth of those has come
 * back; some have a price of their own, a trial, a pause, documents that wait. As SQL, and then invoiced by the app.
 */
export async function openVendorBooks(agreements: number): Promise<OpenedDatabase> {
  const opened = await openDatabase({ driver: "pglite" });
  const { db } = opened;
  for (const statement of seed(agreements)) await db.execute(statement);
  await bringUpToDate(db, NOW);
  for (const month of monthsFromTo(FIRST_MONTH, addMonths(LAST_MONTH, -1))) {
    await closeMonth(db, { month, actor: ACTOR, now: NOW });
  }
  await db.execute(sql`analyze`);
  return opened;
}

function seed(agreements: number) {
  const first = `${FIRST_MONTH}-01T09:00:00Z`;
  const thisMonth = `${LAST_MONTH}-02T09:00:00Z`;
  const price = { from: `${addMonths(FIRST_MONTH, 14)}-10`, to: lastDayOf(LAST_MONTH) };
  return [
    sql`insert into installations (agreement_id, company_name, app_slug, rackbeat_token, settings_secret_hash,
        webhook_secret_hash, webhook_secret, installed_at)
      select (200000 + n)::text, 'Selskap ' || md5(n::text) || ' AS', 'fiken', 't', 's', 'w', 'w',
        ${first}::timestamptz + (n % 365) * interval '1 day'
      from generate_series(0, ${agreements - 1}::int) n`,
    sql`insert into subscriptions (installation_id, trial_days, country, vat_number)
      select id, case when agreement_id like '%3' then 14 else 0 end,
        case right(agreement_id, 1) when '5' then 'DK' when '6' then 'SE' when '7' then null else 'NO' end,
        case right(agreement_id, 1) when '6' then 'SE556677889901' end
      from installations`,
    sql`insert into subscription_events (installation_id, kind, at)
      select id, kind::subscription_event_kind, at from (
        select id, 'installed' as kind, installed_at as at from installations
        union all select id, 'live', installed_at + interval '2 days' from installations
        union all select id, 'paused', installed_at + interval '90 days' from installations where agreement_id like '%4'
        union all select id, 'resumed', installed_at + interval '95 days' from installations where agreement_id like '%4'
        union all select id, 'uninstalled', installed_at + interval '200 days' from installations where agreement_id like '%9'
        union all select id, 'reinstalled', installed_at + interval '290 days' from installations where agreement_id like '%99'
      ) happened order by at`,
    sql`insert into price_periods (installation_id, from_day, to_day, price_minor, reason, created_by)
      select id, ${price.from}::date, ${price.to}::date, 29900, 'Pilot', ${ACTOR}
      from installations where agreement_id like '%2'`,
    sql`insert into grants (installation_id, access_token, refresh_token, access_token_expires_at)
      select id, 'a', 'r', now() from installations`,
    sql`insert into connections (installation_id, grant_id, company_slug, company_name, organization_number, connected_at)
      select i.id, g.id, 'selskap', i.company_name, '974760673', i.installed_at
      from installations i join grants g on g.installation_id = i.id`,
    sql`insert into transfers (installation_id, connection_id, kind, rackbeat_key, state, requested_at, verified_at)
      select c.installation_id, c.id, 'customer_invoice', n::text,
        (case when n = 0 then 'held' else 'verified' end)::transfer_state,
        ${thisMonth}::timestamptz + n * interval '1 day',
        case when n > 0 then ${thisMonth}::timestamptz + n * interval '1 day' end
      from connections c, generate_series(0, ${TRANSFERS_EACH - 1}::int) n`,
  ];
}
