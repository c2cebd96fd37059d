import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { getInstallation, markUnreachable } from "@/db/queries/installations";
import { uninstall } from "@/lib/agreement/uninstall";
import { getAgreement } from "@/lib/vendor/agreement";
import { getBasis } from "@/lib/vendor/months";
import { writeDownRemoval } from "@/lib/vendor/removal";
import { closeAsShown } from "@/tests/support/close-month";
import { freshDatabase } from "@/tests/support/database";
import { anAgreement, noon } from "@/tests/support/vendor-agreements";

const now = noon("2026-05-04");
const ida = { actor: "ida@vendor.example", now };

let db: Database;
let installationId: string;
beforeEach(async () => {
  db = await freshDatabase();
  ({ installationId } = await anAgreement(db, {
    events: [
      ["installed", "2026-03-01"],
      ["live", "2026-03-01"],
    ],
  }));
  await db.execute(sql`update installations set installed_at = '2026-03-01T11:00:00Z'`);
});

const removedOn = (day: string) =>
  writeDownRemoval(db, { installationId, day, reason: "told by telephone", ...ida });

test("a removal that Rackbeat never told of ends the billing with its day, and credits what was closed", async () => {
  await closeAsShown(db, { month: "2026-03", ...ida });
  await closeAsShown(db, { month: "2026-04", ...ida });
  await markUnreachable(db, { installationId });
  await removedOn("2026-04-15");

  const { total, lines } = await getBasis(db, { month: "2026-05", now });
  expect(total).toMatchObject({ lines: 1, netMinor: -19_950 });
  expect(lines).toMatchObject([{ kind: "correction", serviceMonth: "2026-04" }]);
  const { standing, audit, events } = await getAgreement(db, { installationId, now });
  expect(standing.standing).toBe("uninstalled");
  expect(events.at(-1)).toMatchObject({
    kind: "uninstalled",
    at: new Date("2026-04-15T21:59:59.999Z"),
  });
  expect(audit[0]).toMatchObject({
    ...{ action: "agreement.removed", actor: ida.actor },
    details: { day: "2026-04-15", reason: "told by telephone" },
  });
});

test("Rackbeat's message that comes after all moves nothing", async () => {
  await markUnreachable(db, { installationId });
  await removedOn("2026-04-15");
  expect(await uninstall(db, { installationId, at: now })).toBe(false);
  const { uninstalledAt } = await getInstallation(db, installationId);
  expect(uninstalledAt).toEqual(new Date("2026-04-15T21:59:59.999Z"));
  expect((await getAgreement(db, { installationId, now })).events).toHaveLength(3);
});

test("whoever has the app is not cut off", async () => {
  await expect(removedOn("2026-04-15")).rejects.toMatchObject({
    problem: { code: "vendor.still_reachable" },
  });
});

test.each(["2026-02-28", "2026-05-05"])(
  "it is not removed on %s, before its install or after today",
  async (day) => {
    await markUnreachable(db, { installationId });
    await expect(removedOn(day)).rejects.toMatchObject({
      problem: {
        code: "vendor.removed_on_impossible_day",
        details: { fromDay: "2026-03-01", toDay: "2026-05-04" },
      },
    });
  },
);
