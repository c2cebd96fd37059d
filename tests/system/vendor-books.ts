import type { Database } from "@/db/client";
import { markUninstalled, markUnreachable } from "@/db/queries/installations";
import { addMonths, type Day, firstDayOf, type Month, thisMonthOf } from "@/lib/billing/days";
import type { LifeEventKind } from "@/lib/billing/history";
import { takeOver } from "@/lib/vendor/take-over";
import { agreePrice, setParty, setTrial } from "@/lib/vendor/terms";
import { anAgreement } from "@/tests/support/vendor-agreements";

type Past = {
  companyName: string;
  agreementId: string;
  events: (day: (monthsAgo: number, dayOfMonth: number) => Day) => [LifeEventKind, Day][];
};

const KAFFE = { companyName: "Alfa Kaffe AS", agreementId: "310001" };
const TE = { companyName: "Beta Te AS", agreementId: "310002" };
const KRYDDER = { companyName: "Delta Krydder ApS", agreementId: "310003" };
const SJOKOLADE = { companyName: "Gamma Sjokolade AS", agreementId: "310004" };
const OST = { companyName: "Kappa Ost AB", agreementId: "310005" };
const BAKST = { companyName: "Sigma Bakst AS", agreementId: "310006" };

const PASTS: Past[] = [
  {
    ...KAFFE,
    events: (day) => [
      ["installed", day(13, 5)],
      ["live", day(13, 17)],
    ],
  },
  {
    ...TE,
    events: (day) => [
      ["installed", day(5, 9)],
      ["live", day(5, 10)],
    ],
  },
  {
    ...KRYDDER,
    events: (day) => [
      ["installed", day(9, 1)],
      ["live", day(9, 1)],
    ],
  },
  {
    ...SJOKOLADE,
    events: (day) => [
      ["installed", day(8, 3)],
      ["live", day(8, 4)],
      ["uninstalled", day(2, 12)],
    ],
  },
  {
    ...OST,
    events: (day) => [
      ["installed", day(6, 20)],
      ["live", day(6, 21)],
    ],
  },
  {
    ...BAKST,
    events: (day) => [
      ["installed", day(1, 2)],
      ["live", day(1, 3)],
    ],
  },
];

/**
 * A year of agreements, so that the vendor has something to look at. They are in no simulated Rackbeat, so they are
 * marked as what they are: out of reach, or uninstalled.
 */
export async function seedVendorBooks(db: Database): Promise<void> {
  const now = new Date();
  const thisMonth = thisMonthOf(now);
  const acting = { actor: "seed@vendor.example", now };
  const ids = new Map<string, string>();
  for (const { events, ...past } of PASTS) {
    const happened = events((monthsAgo, day) => dayOf(addMonths(thisMonth, -monthsAgo), day));
    const { installationId } = await anAgreement(db, { ...past, events: happened });
    ids.set(past.companyName, installationId);
    await markUnreachable(db, { installationId });
  }
  const idOf = ({ companyName }: { companyName: string }) => {
    const installationId = ids.get(companyName);
    if (!installationId) throw new Error(`${companyName} was not seeded`);
    return { installationId };
  };
  const gone = { ...idOf(SJOKOLADE), at: now };
  await markUninstalled(db, gone);
  for (const company of [KAFFE, TE, SJOKOLADE]) {
    await setParty(db, {
      ...idOf(company),
      ...{ country: "NO", organizationNumber: "923609016", vatNumber: null },
      ...acting,
    });
  }
  await setParty(db, {
    ...idOf(KRYDDER),
    ...{ country: "DK", organizationNumber: "25052943", vatNumber: "DK25052943" },
    ...acting,
  });
  await agreePrice(db, {
    ...idOf(KRYDDER),
    ...{ fromDay: firstDayOf(addMonths(thisMonth, -4)), toDay: null, priceMinor: 29_900 },
    ...{ reason: "Tre avtaler i samme konsern", ...acting },
  });
  await setTrial(db, { ...idOf(BAKST), trialDays: 90, ...acting });
  await takeOver(db, {
    ...idOf(OST),
    ...{ fromDay: firstDayOf(addMonths(thisMonth, -1)), reason: "Pilot hos Rackbeat", ...acting },
  });
}

function dayOf(month: Month, day: number): Day {
  return `${month}-${String(day).padStart(2, "0")}`;
}
