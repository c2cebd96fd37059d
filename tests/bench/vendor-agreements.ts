import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  addMonths,
  firstDayOf,
  lastDayOf,
  type Month,
  monthsFromTo,
  thisMonthOf,
} from "@/lib/billing/days";
import { bringUpToDate } from "@/lib/vendor/bring-up-to-date";
import { closeAsShown } from "@/tests/support/close-month";

const MONTHS = 24;
const TRANSFERS_EACH = 10;
const ACTOR = "bench@vendor.example";

/** The oldest of the two years that end with this month; all but this month are closed. */
export function firstMonthUntil(now: Date): Month {
  return addMonths(thisMonthOf(now), 1 - MONTHS);
}

/**
 * Two years of so many agreements: they came over the first year, every tenth has left, every tenth of those has come
 * back; some have a price of their own, a trial, a pause; some stand still, are refused by Fiken or Rackbeat, or have
 * tasks that wait. As SQL, and then invoiced by the app.
 */
export async function fillVendorBooks(
  db: Database,
  { agreements, now }: { agreements: number; now: Date },
): Promise<void> {
  for (const statement of [...terms(agreements, now), ...transfersUntil(now)]) {
    await db.execute(statement);
  }
  await bringUpToDate(db, now);
  for (const month of monthsFromTo(firstMonthUntil(now), addMonths(thisMonthOf(now), -1))) {
    await closeAsShown(db, { month, actor: ACTOR, now });
  }
  await db.execute(sql`vacuum analyze`);
}

function terms(agreements: number, now: Date) {
  const firstMonth = firstMonthUntil(now);
  const first = `${firstDayOf(firstMonth)}T09:00:00Z`;
  const price = { from: `${addMonths(firstMonth, 14)}-10`, to: lastDayOf(thisMonthOf(now)) };
  return [
    sql`insert into installations (agreement_id, company_name, app_slug, rackbeat_token, settings_secret_hash,
        webhook_secret_hash, webhook_secret, installed_at, status)
      select (200000 + n)::text, 'Selskap ' || left(md5(n::text), 10) || ' AS', 'fiken', 't', 's', 'w', 'w',
        ${first}::timestamptz + (n % 365) * interval '1 day',
        (case when n % 100 = 8 then 'unreachable' when n % 10 = 9 and n % 100 < 99 then 'uninstalled' else 'active' end)::installation_status
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
    sql`insert into audit_entries (at, actor, action, installation_id, details)
      select installed_at, ${ACTOR}, 'trial.set', id, '{"trialDays": 14}'::jsonb
      from installations, generate_series(1, 3)`,
    sql`insert into transfer_settings (installation_id, live_at)
      select id, installed_at + interval '2 days' from installations`,
    sql`insert into grants (installation_id, access_token, refresh_token, access_token_expires_at, status)
      select id, 'a', 'r', now(), (case when right(agreement_id, 2) = '01' then 'revoked' else 'active' end)::grant_status
      from installations`,
    sql`insert into connections (installation_id, grant_id, company_slug, company_name, organization_number, connected_at)
      select i.id, g.id, 'selskap', i.company_name, '974760673', i.installed_at
      from installations i join grants g on g.installation_id = i.id`,
  ];
}

/**
 * One a day until now. Of every agreement ending in 0, 1 and 2 one has waited for a person for a week; of those ending in
 * 5 nothing has gone for the last five days, though more has come.
 */
function transfersUntil(now: Date) {
  const until = now.toISOString();
  return [
    sql`insert into transfers (installation_id, connection_id, kind, rackbeat_key, state, requested_at, verified_at)
      select installation_id, connection_id, 'customer_invoice', n::text, state::transfer_state, at,
        case when state = 'verified' then at end
      from (
        select c.installation_id, c.id as connection_id, n, ${until}::timestamptz - (n + 0.5) * interval '1 day' as at,
          case when n = 7 and right(i.agreement_id, 1) in ('0', '1', '2') then 'held'
            when n < 5 and right(i.agreement_id, 1) = '5' then 'pending' else 'verified' end as state
        from connections c join installations i on i.id = c.installation_id,
          generate_series(0, ${TRANSFERS_EACH - 1}::int) n
      ) asked`,
    sql`insert into deliveries (installation_id, transfer_id, received_at, event, entity_kind, body, outcome)
      select installation_id, id, requested_at, 'customer_invoice.updated', kind, '{}', 'accepted' from transfers`,
  ];
}
