import { beforeEach, expect, test } from "vitest";
import { getInstallation } from "@/db/queries/installations";
import { appendTransferEvents } from "@/db/queries/transfer-events";
import { grants } from "@/db/schema/grants";
import { transfers } from "@/db/schema/transfers";
import { getEnv } from "@/lib/env";
import { causeKey, type Problem } from "@/lib/errors/catalog";
import { open } from "@/lib/secrets/seal";
import { supportBundleOf } from "@/lib/transfer/view/support-bundle";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;
let number: string;

beforeEach(async () => {
  world = await startWorld();
  number = await world.book();
  await world.drain();
});

async function bundle(): Promise<string> {
  const { id: transferId } = await world.transfer(number);
  const { db, installationId } = world;
  return (await supportBundleOf(db, { installationId, transferId })) ?? "";
}

test("it tells what happened and what was tried", async () => {
  expect(JSON.parse(await bundle())).toMatchObject({
    company: { companySlug: "fjordlys-interior-as" },
    transfer: { rackbeatKey: number, state: "verified", fikenKind: "sale" },
    postings: expect.arrayContaining([
      expect.objectContaining({ kind: "customer_invoice", state: "accepted" }),
    ]),
    timeline: expect.arrayContaining([expect.objectContaining({ event: "verified" })]),
  });
});

test("it holds no secret of ours, and nothing of what the document says", async () => {
  const text = await bundle();
  const installation = await getInstallation(world.db, world.installationId);
  const [grant] = await world.db.select().from(grants);
  const secrets = [
    ...[installation.rackbeatToken, open(installation.rackbeatToken)],
    ...[installation.settingsSecretHash, installation.webhookSecretHash],
    ...[installation.webhookSecret, world.webhookSecret],
    ...Object.values(grant ?? {}).filter((value) => typeof value === "string" && value.length > 40),
    ...[getEnv().NEXTAUTH_SECRET, getEnv().FIKEN_CLIENT_SECRET],
  ].map(String);
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/\/settings\/|webhooks\/rackbeat\/|bearer|"[^"]*(token|secret)[^"]*":/i);
  const { partyName } = await world.transfer(number);
  expect(text).not.toContain(partyName);
});

test("a secret that a provider wrote into its answer is not passed on", async () => {
  const planted = "pLaNtEd0123456789abcdefghijklmnopqrstuv";
  const message = `Ugyldig: Authorization: Bearer ${planted}, https://x/settings/1/${planted}`;
  const details = { status: 401, message, reference: "FR-1" };
  await world.db.update(transfers).set({ problems: [{ code: "fiken.refused", details }] });
  const text = await bundle();
  expect(text).toContain("Ugyldig");
  expect(text).toContain("FR-1");
  expect(text).not.toContain(planted);
});

test("amounts, addresses and the user's own words stay out of problems, causes and timeline", async () => {
  const problems: Problem[] = [
    {
      code: "contact.several_matches",
      details: { by: "email", value: "kari@fjordlys.example", count: 2, role: "customer" },
    },
    {
      code: "document.total_differs",
      details: { expectedMinor: 774_411, actualMinor: 774_412, currency: "NOK" },
    },
    { code: "fiken.differs", details: { number, differences: "netMinor: 774413 → 774414" } },
  ];
  await world.db.update(transfers).set({ problems, causes: problems.map(causeKey) });
  const { id: transferId } = await world.transfer(number);
  const { installationId } = world;
  const skipped = { installationId, transferId, at: new Date(), event: "skipped" };
  const details = { reason: "Kunden er konkurs" };
  await appendTransferEvents(world.db, [{ ...skipped, details }]);
  const text = await bundle();
  for (const { code } of problems) expect(text).toContain(code);
  expect(text).toContain('"skipped"');
  expect(text).not.toMatch(/kari@|77441|konkurs/);
});

test("there is none of another installation's transfer", async () => {
  const { id: transferId } = await world.transfer(number);
  const installationId = crypto.randomUUID();
  expect(await supportBundleOf(world.db, { installationId, transferId })).toBeNull();
});
