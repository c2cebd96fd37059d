import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { listProductGroups } from "@/db/queries/product-groups";
import { listWebhookSubscriptions } from "@/db/queries/webhook-subscriptions";
import { keepUp } from "@/lib/installation/keep-up";
import { freshDatabase } from "@/tests/support/database";
import { rackbeat } from "@/tests/support/providers";
import { theInstallation, walkThrough } from "./walk";

const [AGREEMENT = 0] = rackbeat.world.agreements.keys();
let db: Database;

beforeEach(async () => {
  db = await freshDatabase();
});

test("what failed at install is mended by the daily job, and a new group is seen", async () => {
  rackbeat.faults.add({ kind: "500-before", path: "/api/webhooks" });
  rackbeat.faults.add({ kind: "500-before", path: "/api/product-groups" });
  await walkThrough(db, rackbeat, AGREEMENT);
  const { id: installationId } = await theInstallation(db, AGREEMENT);
  await expect(listProductGroups(db, { installationId })).resolves.toEqual([]);

  await expect(keepUp(db, { installationId })).resolves.toEqual({ reachable: true });

  const groups = await listProductGroups(db, { installationId });
  expect(groups.map(({ number }) => number).toSorted()).toEqual(
    rackbeat.world
      .agreement(AGREEMENT)
      .productGroups.list()
      .map(({ number }) => number)
      .toSorted(),
  );
  const subscriptions = await listWebhookSubscriptions(db, { installationId });
  expect(subscriptions.map(({ event }) => event)).toContain("customer_invoice.booked");
});

test("an installation whose token is dead is asked nothing more", async () => {
  await walkThrough(db, rackbeat, AGREEMENT);
  const { id: installationId } = await theInstallation(db, AGREEMENT);
  rackbeat.world.revokePluginTokens(AGREEMENT, "fiken");
  rackbeat.requests.length = 0;

  await expect(keepUp(db, { installationId })).resolves.toEqual({ reachable: false });

  expect(rackbeat.requests.map(({ path }) => path)).toEqual(["/api/self"]);
  expect(await theInstallation(db, AGREEMENT)).toMatchObject({ status: "unreachable" });
});
