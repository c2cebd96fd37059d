import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { findDigest, saveDigestAddress } from "@/db/queries/digests";
import { markUninstalled, setLocale } from "@/db/queries/installations";
import { replaceProductGroups } from "@/db/queries/product-groups";
import { requestTransfer } from "@/db/queries/transfers";
import { transfers } from "@/db/schema/transfers";
import { sendDigest } from "@/lib/digest/send-digest";
import { causeKey, type Problem } from "@/lib/errors/catalog";
import { freshDatabase } from "@/tests/support/database";
import { textOf } from "@/tests/support/mail-server";
import { aConnection, anInstallation } from "@/tests/support/rows";

/** Before anything reads the environment. */
const server = await vi.hoisted(async () => {
  const { startMailServer } = await import("@/tests/support/mail-server");
  const started = await startMailServer();
  vi.stubEnv("SMTP_URL", started.url);
  vi.stubEnv("SMTP_FROM", "Fiken for Rackbeat <fiken@example.no>");
  return started;
});
afterAll(() => server.close());

const ADDRESS = "regnskap@example.no";
const unmapped: Problem = {
  code: "mapping.group_unmapped",
  details: { side: "sales", group: 7, groupName: "Hemmelig varegruppe", treatment: "high" },
};
const revoked: Problem = { code: "fiken.grant_revoked", details: {} };
const differs: Problem = {
  code: "document.total_differs",
  details: { expectedMinor: 125_000, actualMinor: 125_001, currency: "NOK" },
};

let db: Database;
let installationId: string;
let connectionId: string;

beforeEach(async () => {
  server.received.length = 0;
  db = await freshDatabase();
  ({ id: installationId } = await anInstallation(db, { companyName: "Blåbær & Sønn AS" }));
  ({ id: connectionId } = await aConnection(db, { installationId }));
  await saveDigestAddress(db, { installationId, address: ADDRESS });
  await setLocale(db, { installationId, locale: "nb" });
});

const digest = () => sendDigest(db, { installationId });

async function hold(rackbeatKey: string, problem: Problem): Promise<void> {
  const { id } = await requestTransfer(db, {
    ...{ installationId, connectionId, kind: "customer_invoice", rackbeatKey, now: new Date() },
  });
  await db
    .update(transfers)
    .set({
      ...{ state: "held", problems: [problem], causes: [causeKey(problem)] },
      ...{ partyName: "Ola Nordmann", currency: "NOK", totalMinor: 125_000 },
    })
    .where(eq(transfers.id, id));
}

test("what waits is told by counts and causes, and nothing of a document", async () => {
  await hold("10234", unmapped);
  await hold("10235", unmapped);
  await hold("10236", revoked);
  await hold("10237", differs);
  expect(await digest()).toBe(true);

  expect(server.received).toHaveLength(1);
  const [mail] = server.received;
  expect(mail).toMatchObject({ from: "fiken@example.no", to: [ADDRESS] });
  const text = textOf(mail?.text);
  expect(text).toContain("Dette er nytt siden sist for Blåbær & Sønn AS:");
  expect(text).toContain("– 2 overføringer mangler konto eller mva-valg");
  expect(text).toContain("– 1 overføring som Fiken ikke tar imot");
  expect(text).toContain("– 1 overføring der noe i dokumentet må rettes");
  for (const untold of [/1023\d/, /Ola/, /1[\s.]?250/, /Hemmelig/, /https?:/, /settings/]) {
    expect(`${mail?.text}${text}`).not.toMatch(untold);
  }
});

test("what was told is not told again, until it has gone and come back", async () => {
  await hold("10234", unmapped);
  expect(await digest()).toBe(true);
  await hold("10235", unmapped);
  expect(await digest()).toBe(false);
  await hold("10236", revoked);
  expect(await digest()).toBe(true);
  expect(textOf(server.received[1]?.text)).not.toContain("mangler konto");

  await db.update(transfers).set({ state: "verified", problems: [], causes: [] });
  expect(await digest()).toBe(false);
  await hold("10237", unmapped);
  expect(await digest()).toBe(true);
  expect(server.received).toHaveLength(3);
});

test("a new product group without an account is told once, in the language of the page", async () => {
  await setLocale(db, { installationId, locale: "en" });
  const rates = { vatDomestic: "25", vatEu: "0", vatAbroad: "0", vatDomesticExempt: "0" };
  const groups = [{ number: 7, name: "Kaffe", hasInventory: true, productCount: 2, ...rates }];
  await replaceProductGroups(db, { installationId, seenAt: new Date(), groups });
  expect(await digest()).toBe(true);
  expect(textOf(server.received[0]?.text)).toContain("– 1 new product group lacks an account");
  expect(await digest()).toBe(false);
});

test("a mail that the server refuses is told the next time", async () => {
  await hold("10234", unmapped);
  server.refuse("451 not now");
  await expect(digest()).rejects.toThrow(/451/);
  expect((await findDigest(db, { installationId }))?.sentAt).toBeNull();
  expect(await digest()).toBe(true);
  expect(server.received).toHaveLength(1);
});

test("nobody is written to without an address, nor after uninstall", async () => {
  await hold("10234", unmapped);
  await saveDigestAddress(db, { installationId, address: null });
  expect(await digest()).toBe(false);
  await saveDigestAddress(db, { installationId, address: ADDRESS });
  await markUninstalled(db, { installationId, at: new Date() });
  expect(await digest()).toBe(false);
  expect(server.received).toEqual([]);
});
