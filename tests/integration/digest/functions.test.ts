import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "inngest/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { getDatabase } from "@/db/database";
import { saveDigestAddress } from "@/db/queries/digests";
import { grants } from "@/db/schema/grants";
import { transfers } from "@/db/schema/transfers";
import { vendorDigests } from "@/db/schema/vendor-digests";
import { type Engine, startEngine } from "@/inngest/engine/engine";
import { causeKey, type Problem } from "@/lib/errors/catalog";
import { freshDatabase } from "@/tests/support/database";
import { aConnection, anInstallation } from "@/tests/support/rows";
import { freePort } from "@/tests/system/free-port";

const IDA = "ida@vendor.example";
const OLE = "ole@vendor.example";
const BOOKKEEPER = "regnskap@example.no";

/** Before anything reads the environment. */
const mailServer = await vi.hoisted(async () => {
  const { startMailServer } = await import("@/tests/support/mail-server");
  const started = await startMailServer();
  vi.stubEnv("SMTP_URL", started.url);
  vi.stubEnv("SMTP_FROM", "Fiken for Rackbeat <fiken@example.no>");
  vi.stubEnv("VENDOR_OIDC_ISSUER", "https://login.example");
  vi.stubEnv("VENDOR_OIDC_CLIENT_ID", "client");
  vi.stubEnv("VENDOR_OIDC_CLIENT_SECRET", "not so secret");
  vi.stubEnv("VENDOR_EMAILS", "ida@vendor.example, ole@vendor.example");
  return started;
});

vi.mock("@/db/database", () => ({ getDatabase: vi.fn() }));

const unmapped: Problem = {
  code: "mapping.group_unmapped",
  details: { side: "sales", group: 7, groupName: "Kaffe", treatment: "high" },
};
/** Two seconds before the crons' moments, the day after summer time has begun: six in the morning is four in UTC. */
const BEFORE_DIGESTS = new Date("2026-03-30T04:29:58Z");
const BEFORE_TROUBLES = new Date("2026-03-30T04:39:58Z");

let db: Database;
let port: number;
let server: http.Server;
let appUrl: string;

/** All our functions, served by the SDK as the app serves them. */
beforeAll(async () => {
  port = await freePort();
  // The client reads it when it is made.
  process.env.INNGEST_DEV = `http://127.0.0.1:${port}`;
  const { inngest } = await import("@/inngest/client");
  const { functions } = await import("@/inngest");
  server = http.createServer(serve({ client: inngest, functions }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/inngest`;
});

beforeEach(async () => {
  mailServer.received.length = 0;
  db = await freshDatabase();
  vi.mocked(getDatabase).mockResolvedValue(db);
});

afterEach(() => {
  vi.useRealTimers();
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await mailServer.close();
});

/** Runs an engine from that moment on until a function's cron has been and no run is left. Answers its runs. */
async function runsFrom(moment: Date, functionId: string) {
  vi.useFakeTimers({ now: moment, toFake: ["Date"], shouldAdvanceTime: true });
  const engine: Engine = await startEngine({ port, appUrls: [appUrl], backoff: () => 20 });
  try {
    await engine.registered(functionId);
    const ofFunction = () => engine.status().recent.filter((run) => run.function_id === functionId);
    await vi.waitFor(() => expect(ofFunction()).not.toEqual([]), { timeout: 15_000 });
    await engine.idle();
    return ofFunction().map(({ status, event_name }) => ({ status, event_name }));
  } finally {
    await engine.stop();
  }
}

const COMPLETED = { status: "completed", event_name: "inngest/scheduled.timer" };
const toldTo = () => mailServer.received.flatMap(({ to }) => to).toSorted();

async function anAgreement(): Promise<{ installationId: string; connectionId: string }> {
  const { id: installationId } = await anInstallation(db);
  const { id: connectionId } = await aConnection(db, { installationId });
  return { installationId, connectionId };
}

test("what waits at an installation is mailed at half past six, once, although the mail server refused at first", async () => {
  const agreement = await anAgreement();
  await saveDigestAddress(db, { ...agreement, address: BOOKKEEPER });
  await db.insert(transfers).values({
    ...{ ...agreement, kind: "customer_invoice", rackbeatKey: "10234", state: "held" },
    ...{ problems: [unmapped], causes: [causeKey(unmapped)] },
  });
  mailServer.refuse("451 not now");
  expect(await runsFrom(BEFORE_DIGESTS, "fiken-for-rackbeat-schedule-digests")).toEqual([
    COMPLETED,
  ]);
  expect(toldTo()).toEqual([BOOKKEEPER]);
});

test("trouble is mailed to each of the staff at twenty to seven, once, whoever was refused at first", async () => {
  await anAgreement();
  await db.update(grants).set({ status: "revoked" });
  mailServer.refuse("451 not now", OLE);
  const id = "fiken-for-rackbeat-mail-vendor-troubles";
  expect(await runsFrom(BEFORE_TROUBLES, id)).toEqual([COMPLETED]);
  expect(toldTo()).toEqual([IDA, OLE]);

  // Another engine has the same morning.
  expect(await runsFrom(BEFORE_TROUBLES, id)).toEqual([COMPLETED]);
  expect(toldTo()).toEqual([IDA, OLE]);
  const days = await db.select({ day: vendorDigests.day }).from(vendorDigests);
  expect(days).toEqual([{ day: "2026-03-30" }, { day: "2026-03-30" }]);
});
