import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { getBasis } from "@/lib/vendor/months";
import { listTakeOversOfAll, reverseTakeOver, takeOver } from "@/lib/vendor/take-over";
import {
  agreePrice,
  endPrice,
  grantFreeMonth,
  setParty,
  setTrial,
  withdrawFreeMonth,
} from "@/lib/vendor/terms";
import { freshDatabase } from "@/tests/support/database";
import { anAgreement, noon } from "@/tests/support/vendor-agreements";

const now = noon("2026-04-20");
const by = { actor: "ida@vendor.example", now, reason: "pilot" };

let db: Database;
let installationId: string;
beforeEach(async () => {
  db = await freshDatabase();
  ({ installationId } = await anAgreement(db, {
    events: [
      ["installed", "2026-04-01"],
      ["live", "2026-04-01"],
    ],
  }));
});

/** What April comes to; every term is looked at right after it was changed. */
async function april() {
  const { total } = await getBasis(db, { month: "2026-04", now });
  return { net: total.netMinor, vat: total.vatMinor };
}

test("every term is heeded from the moment it is changed, and from the moment it is changed back", async () => {
  expect(await april()).toEqual({ net: 39_900, vat: 0 });

  await setParty(db, {
    ...{ installationId, country: "DK", organizationNumber: null, vatNumber: null },
    ...by,
  });
  expect(await april()).toEqual({ net: 39_900, vat: 9975 });

  const { id: pricePeriodId } = await agreePrice(db, {
    ...{ installationId, fromDay: "2026-04-01", toDay: null, priceMinor: 20_000 },
    ...by,
  });
  expect(await april()).toEqual({ net: 20_000, vat: 5000 });
  await endPrice(db, { installationId, pricePeriodId, toDay: "2026-04-15", ...by });
  expect(await april()).toMatchObject({ net: 10_000 + 19_950 });

  await grantFreeMonth(db, { installationId, month: "2026-04", ...by });
  expect(await april()).toMatchObject({ net: 0 });
  await withdrawFreeMonth(db, { installationId, month: "2026-04", ...by });
  expect(await april()).toMatchObject({ net: 29_950 });

  await setTrial(db, { installationId, trialDays: 15, ...by });
  expect(await april()).toMatchObject({ net: 19_950 });
  await setTrial(db, { installationId, trialDays: 0, ...by });
  expect(await april()).toMatchObject({ net: 29_950 });
});

test.each([
  { whom: "one agreement", isAll: false },
  { whom: "all agreements", isAll: true },
])("taking over $whom is heeded at once, and so is its reversal", async ({ isAll }) => {
  expect(await april()).toMatchObject({ net: 39_900 });
  const { id: takeOverId } = await takeOver(db, {
    ...{ installationId: isAll ? null : installationId, fromDay: "2026-04-16" },
    ...by,
  });
  expect(await april()).toMatchObject({ net: 19_950 });
  await reverseTakeOver(db, { takeOverId, resumesOn: "2026-04-28", ...by });
  expect(await april()).toMatchObject({ net: 19_950 + 3990 });
  expect(await listTakeOversOfAll(db)).toHaveLength(isAll ? 1 : 0);
});

test("a price that would end before it begins is refused, agreed or ended so, and moves nothing", async () => {
  const refusal = {
    problem: { code: "vendor.ends_before_it_begins", details: { fromDay: "2026-04-10" } },
  };
  const price = { installationId, fromDay: "2026-04-10", priceMinor: 20_000, ...by };
  await expect(agreePrice(db, { ...price, toDay: "2026-04-09" })).rejects.toMatchObject(refusal);
  expect(await april()).toMatchObject({ net: 39_900 });
  const { id: pricePeriodId } = await agreePrice(db, { ...price, toDay: null });
  const ending = { installationId, pricePeriodId, ...by };
  await expect(endPrice(db, { ...ending, toDay: "2026-04-09" })).rejects.toMatchObject(refusal);
  await endPrice(db, { ...ending, toDay: "2026-04-10" });
  expect(await april()).toMatchObject({ net: 667 + 38_570 });
});

test("a day that was mistyped in a reversal is written anew, and one too far ahead is refused", async () => {
  const { id: takeOverId } = await takeOver(db, { installationId, fromDay: "2026-04-01", ...by });
  const reverse = (resumesOn: string) => reverseTakeOver(db, { takeOverId, resumesOn, ...by });
  const tooFar = {
    problem: { code: "vendor.day_too_far", details: { toDay: "2027-04-21" } },
  };
  await expect(reverse("2206-04-16")).rejects.toMatchObject(tooFar);
  await reverse("2026-06-16");
  expect(await april()).toMatchObject({ net: 0 });
  await reverse("2026-04-16");
  expect(await april()).toMatchObject({ net: 19_950 });
  await expect(
    takeOver(db, { installationId, fromDay: "2206-05-01", ...by }),
  ).rejects.toMatchObject(tooFar);
});

test("what is taken over is not taken over once more until the vendor bills again", async () => {
  const from = (fromDay: string, of: string | null = installationId) =>
    takeOver(db, { installationId: of, fromDay, ...by });
  const { id: takeOverId } = await from("2026-04-10");
  await expect(from("2026-04-10")).rejects.toMatchObject({
    problem: { code: "vendor.take_over_in_force", details: { fromDay: "2026-04-10" } },
  });
  await from("2026-04-12", null);
  await reverseTakeOver(db, { takeOverId, resumesOn: "2026-04-16", ...by });
  await from("2026-04-16");
});

test("a reversal tells which take-over holds all the same", async () => {
  const from = (fromDay: string, of: string | null) =>
    takeOver(db, { installationId: of, fromDay, ...by });
  const reverse = (takeOverId: number, resumesOn: string) =>
    reverseTakeOver(db, { takeOverId, resumesOn, ...by });
  const own = await from("2026-04-10", installationId);
  expect(await reverse(own.id, "2026-04-14")).toBeNull();
  const later = await from("2026-04-20", installationId);
  expect(await reverse(own.id, "2026-04-22")).toMatchObject({ id: later.id });
  const ofAll = await from("2026-05-01", null);
  expect(await reverse(later.id, "2026-05-02")).toMatchObject({ id: ofAll.id });
  expect(await reverse(ofAll.id, "2026-05-10")).toBeNull();
});
