import { addMonths, firstDayOf, type Month, thisMonthOf } from "@/lib/billing/days";
import { bringUpToDate } from "@/lib/vendor/bring-up-to-date";
import { takeOver } from "@/lib/vendor/take-over";
import type { Measure } from "./measure";
import type { Part, PartResult } from "./part";
import { median } from "./statistics";
import { fillVendorBooks } from "./vendor-agreements";
import { openDataDir, startVendorSite, type VendorSite } from "./vendor-site";

const FEW = 10;
const MANY = 10_000;
const RUNS = 15;
const WARM_UP = 5;
/** With many agreements a page takes at most so many times what it takes with few. */
const AT_MOST_TIMES = 3;

/** Every page of the dashboard, as its own links and forms ask for it; an address may stand in another page. */
type Address = string | ((site: VendorSite) => Promise<string>);

function pagesOf(month: Month): Record<string, Address> {
  const closed = `/vendor/months/${addMonths(month, -1)}`;
  const moved = `/vendor/movements?month=${addMonths(month, -14)}`;
  return {
    overview: "/vendor",
    "overview of a year ago": `/vendor?month=${addMonths(month, -12)}`,
    movements: moved,
    "movements, next page": nextOf(moved),
    "movements of one kind": `${moved}&kind=churned`,
    months: "/vendor/months",
    "open month": `/vendor/months/${month}`,
    "open month, next page": nextOf(`/vendor/months/${month}`),
    "open month, a company": `/vendor/months/${month}?search=selskap+c`,
    "open month, a number": `/vendor/months/${month}?search=20000`,
    "closed month": closed,
    "closed month, next page": nextOf(closed),
    "closed month, a number": `${closed}?search=20000`,
    agreements: "/vendor/agreements",
    "agreements, next page": nextOf("/vendor/agreements"),
    "agreements, a company": "/vendor/agreements?search=selskap+c",
    "agreements, a number": "/vendor/agreements?search=20000",
    "agreements, nothing found": "/vendor/agreements?search=nobody",
    "agreements, standing": "/vendor/agreements?standing=uninstalled",
    "agreements, search and standing": "/vendor/agreements?search=20000&standing=active",
    agreement: linkIn("/vendor/agreements", /href="(\/vendor\/agreements\/[0-9a-f-]{36})"/),
    operations: "/vendor/operations",
    "operations, next page": nextOf("/vendor/operations"),
    "operations, two days": "/vendor/operations?days=2",
    "take-over": "/vendor/take-over",
    "audit log": "/vendor/audit",
    "audit log, next page": nextOf("/vendor/audit"),
  };
}

/** A file has every row: of it the time grows with the rows. */
function filesOf(month: Month): Record<string, string> {
  return {
    "file of an open month": `/vendor/exports/basis?month=${month}`,
    "file of a closed month": `/vendor/exports/basis?month=${addMonths(month, -1)}`,
    "file of movements": `/vendor/exports/movements?month=${addMonths(month, -14)}`,
    "file of agreements": "/vendor/exports/agreements",
  };
}

export const vendorBooks: Part = {
  name: "vendor",
  title: `The vendor's pages over HTTP, ${MANY} agreements beside ${FEW}, two years, on PGlite`,
  run: async () => {
    const now = new Date();
    const start = (agreements: number) =>
      startVendorSite(dataDirOf(agreements), (db) => fillVendorBooks(db, { agreements, now }));
    const few = await start(FEW);
    let many: VendorSite | undefined;
    const begunAt = performance.now();
    try {
      many = await start(MANY);
      const madeMs = performance.now() - begunAt;
      const result = await measureSites({ few, many, month: thisMonthOf(now) });
      await many.stop();
      many = undefined;
      result.measures.push(...(await measureComputing(now)), {
        ...{ name: "two years invoiced from nothing", value: madeMs, unit: "ms" as const },
      });
      return result;
    } finally {
      await many?.stop();
      await few.stop();
    }
  },
};

const dataDirOf = (agreements: number) => `.data/bench-vendor-${agreements}`;

/** What the first page after the first of a month, or after a take-over of all, has to do before it is shown. */
async function measureComputing(now: Date): Promise<Measure[]> {
  const { db, close } = await openDataDir(dataDirOf(MANY));
  try {
    const fromDay = firstDayOf(addMonths(thisMonthOf(now), 1));
    const everybody = { installationId: null, fromDay, reason: "Rackbeat's own" };
    await takeOver(db, { ...everybody, actor: "bench@vendor.example", now });
    const begunAt = performance.now();
    await bringUpToDate(db, now);
    const value = performance.now() - begunAt;
    return [{ name: "computing all agreements anew", value, unit: "ms" }];
  } finally {
    await close();
  }
}

type Sites = { few: VendorSite; many: VendorSite };

async function measureSites({ month, ...sites }: Sites & { month: Month }): Promise<PartResult> {
  const measures: Measure[] = [];
  const details: Record<string, { few: number[]; many: number[] }> = {};
  for (const [page, address] of Object.entries(pagesOf(month))) {
    const times = await compare(sites, address);
    details[page] = times;
    measures.push({
      name: page,
      value: median(times.many) / median(times.few),
      unit: "times",
      target: { atMost: AT_MOST_TIMES },
      note: `${median(times.few).toFixed(1)} ms with ${FEW}, ${median(times.many).toFixed(1)} ms with ${MANY}`,
    });
  }
  for (const [file, path] of Object.entries(filesOf(month))) {
    const { tookMs, text } = await sites.many.get(path);
    const note = `${text.split("\r\n").length - 2} rows`;
    measures.push({ name: file, value: tookMs, unit: "ms", note });
  }
  return { measures, details };
}

/** In turn, so that what else the machine does hits both. */
async function compare({ few, many }: Sites, address: Address) {
  const resolve = async (site: VendorSite) =>
    typeof address === "string" ? address : await address(site);
  const paths = { few: await resolve(few), many: await resolve(many) };
  const times = { few: [] as number[], many: [] as number[] };
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    const [ofFew, ofMany] = [await few.get(paths.few), await many.get(paths.many)];
    if (run < 0) continue;
    times.few.push(ofFew.tookMs);
    times.many.push(ofMany.tookMs);
  }
  return times;
}

function linkIn(path: string, link: RegExp): Address {
  return async (site) => {
    const address = (await site.get(path)).text.match(link)?.[1];
    if (!address) throw new Error(`${path} has no link ${link}`);
    return address.replaceAll("&amp;", "&");
  };
}

/** Of few agreements there is no next page, and the first is what it is compared with. */
function nextOf(path: string): Address {
  return async (site) => {
    const { text } = await site.get(path);
    return text.match(/href="([^"]+)"[^>]*>Neste</)?.[1]?.replaceAll("&amp;", "&") ?? path;
  };
}
