import { expect, test } from "vitest";
import { listSubscriptionEvents } from "@/db/queries/subscription-events";
import { getSubscription } from "@/db/queries/subscriptions";
import { chooseCompany } from "@/lib/connection/companies";
import { pauseTransfer, resumeTransfer } from "@/lib/transfer/settings/choices";
import { goLive } from "@/lib/transfer/settings/go-live";
import { getAgreement } from "@/lib/vendor/agreement";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

async function kindsOf({ db, installationId }: Pick<TransferWorld, "db" | "installationId">) {
  return (await listSubscriptionEvents(db, [installationId])).map(({ kind }) => kind);
}

test("going live, pausing, resuming and uninstalling are events, each told once", async () => {
  const world = await startWorld();
  const { db, installationId } = world;
  const uninstalled = { token: null, event: "plugin.uninstalled", account: null };
  for (let time = 0; time < 2; time += 1) await goLive(db, { installationId });
  for (let time = 0; time < 2; time += 1) await pauseTransfer(db, { installationId });
  for (let time = 0; time < 2; time += 1) await resumeTransfer(db, { installationId });
  for (let time = 0; time < 2; time += 1) {
    await world.receive({ headers: uninstalled, body: "" });
  }
  expect(await kindsOf(world)).toEqual(["installed", "live", "paused", "resumed", "uninstalled"]);
});

test("the company that is connected is the one that is invoiced", async () => {
  const { db, installationId } = await startWorld();
  const now = new Date();
  const { party } = await getAgreement(db, { installationId, now });
  expect(party.organizationNumber).toMatch(/^\d{9}$/);
  expect((await getSubscription(db, { installationId })).isStale).toBe(false);

  await chooseCompany(db, { installationId, companySlug: FJORDLYS, now });
  expect((await getSubscription(db, { installationId })).isStale).toBe(true);
});
