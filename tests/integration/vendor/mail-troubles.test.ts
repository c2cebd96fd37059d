import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { markUnreachable } from "@/db/queries/installations";
import { grants } from "@/db/schema/grants";
import { transfers } from "@/db/schema/transfers";
import { vendorDigests } from "@/db/schema/vendor-digests";
import { mailTroubles } from "@/lib/vendor/mail-troubles";
import { freshDatabase } from "@/tests/support/database";
import { textOf } from "@/tests/support/mail-server";
import { anAgreement } from "@/tests/support/vendor-agreements";

const IDA = "ida@vendor.example";
const OLE = "ole@vendor.example";

/** Before anything reads the environment. */
const server = await vi.hoisted(async () => {
  const { startMailServer } = await import("@/tests/support/mail-server");
  const started = await startMailServer();
  vi.stubEnv("SMTP_URL", started.url);
  vi.stubEnv("SMTP_FROM", "Fiken for Rackbeat <fiken@example.no>");
  vi.stubEnv("APP_URL", "https://fiken.example");
  vi.stubEnv("VENDOR_OIDC_ISSUER", "https://login.example");
  vi.stubEnv("VENDOR_OIDC_CLIENT_ID", "client");
  vi.stubEnv("VENDOR_OIDC_CLIENT_SECRET", "not so secret");
  vi.stubEnv("VENDOR_EMAILS", "ida@vendor.example, ole@vendor.example");
  return started;
});
afterAll(() => server.close());

const NOW = new Date("2026-04-20T04:40:00Z");
const morning = (day = "2026-04-20") => mailTroubles(db, { day, now: NOW });
const toldTo = () => server.received.flatMap(({ to }) => to).toSorted();

let db: Database;

beforeEach(async () => {
  server.received.length = 0;
  db = await freshDatabase();
});

async function aRevokedAgreement(companyName: string): Promise<string> {
  const { installationId } = await anAgreement(db, {
    companyName,
    agreementId: "204101",
    events: [],
  });
  await db
    .update(grants)
    .set({ status: "revoked" })
    .where(eq(grants.installationId, installationId));
  return installationId;
}

async function anOldTask(installationId: string): Promise<void> {
  const connection = await findActiveConnection(db, { installationId });
  await db.insert(transfers).values({
    ...{ installationId, connectionId: connection?.id ?? "", kind: "customer_invoice" },
    ...{ rackbeatKey: "10234", state: "held", requestedAt: new Date("2026-04-03T10:00:00Z") },
    ...{ partyName: "Ola Nordmann", currency: "NOK", totalMinor: 125_000 },
  });
}

test("each of the staff is told whose transfers stand still and why, the worst first, in Danish", async () => {
  const { installationId } = await anAgreement(db, { companyName: "Alfa AS", events: [] });
  await anOldTask(installationId);
  await aRevokedAgreement("Blåbær &\r\n– Sønn AS");
  expect(await morning()).toBe(2);

  expect(toldTo()).toEqual([IDA, OLE]);
  const [mail] = server.received;
  const text = textOf(mail?.text);
  const lines = text.split("\n").filter((line) => line !== "");
  expect(lines.slice(0, 5)).toEqual([
    "Her står overførslen stille:",
    "Blåbær & – Sønn AS (204101)",
    "– Adgangen til Fiken er trukket tilbage: kunden skal tilslutte igen",
    expect.stringMatching(/^Alfa AS \(.*\)$/),
    "– 1 opgave venter, den ældste siden 03.04.2026, 12.00",
  ]);
  expect(text).toContain("https://fiken.example/vendor/operations");
  for (const untold of [/10234/, /Ola/, /1[\s.]?250/])
    expect(`${mail?.text}${text}`).not.toMatch(untold);
});

test("where all goes well nobody is told", async () => {
  await anAgreement(db, { events: [] });
  expect(await morning()).toBe(0);
  expect(server.received).toEqual([]);
  expect(await db.select().from(vendorDigests)).toEqual([]);
});

test("one mail a morning, whoever asks again, also at once; and another the next morning", async () => {
  const installationId = await aRevokedAgreement("Alfa AS");
  await Promise.all([morning(), morning(), morning()]);
  await markUnreachable(db, { installationId });
  expect(await morning()).toBe(0);
  expect(toldTo()).toEqual([IDA, OLE]);

  expect(await morning("2026-04-21")).toBe(2);
  expect(toldTo()).toEqual([IDA, IDA, OLE, OLE]);
});

test("who was refused is tried again, who was mailed is not", async () => {
  await aRevokedAgreement("Alfa AS");
  server.refuse("451 not now", IDA);
  await expect(morning()).rejects.toThrow(/451/);
  expect(toldTo()).toEqual([OLE]);
  expect(await morning()).toBe(1);
  expect(toldTo()).toEqual([IDA, OLE]);
});

test("a mail whose fate nobody knows is not sent again that morning", async () => {
  await aRevokedAgreement("Alfa AS");
  server.loseAnswer();
  await expect(morning()).rejects.toThrow();
  expect(toldTo()).toEqual([IDA, OLE]);
  expect(await morning()).toBe(0);
  expect(toldTo()).toEqual([IDA, OLE]);
});

test("a mail server that is not there has no mail: everybody is told once it is", async () => {
  await aRevokedAgreement("Alfa AS");
  server.hangUp();
  await expect(morning()).rejects.toThrow();
  expect(await morning()).toBe(2);
  expect(toldTo()).toEqual([IDA, OLE]);
});
